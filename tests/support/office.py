"""A whole office in memory: Helan's directory and rules, every store, and people who call by HTTP."""

from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count

from chalicelib.adapters.memory.case_store import MemoryCaseStore
from chalicelib.adapters.memory.dispatch import (
    MemoryEntryArchive,
    MemoryNoticeQueue,
    MemoryRecipients,
    MemoryWaitingRoom,
)
from chalicelib.adapters.memory.files import MemoryFiles
from chalicelib.adapters.memory.job_log import MemoryJobLog
from chalicelib.adapters.memory.messages import MemoryMessages
from chalicelib.domain.identifiers import AccountId, CountyId, UploadId
from chalicelib.domain.personal import Personal
from chalicelib.domain.vocabulary import ReviewItem
from chalicelib.ports.gate import Session, UploadTicket
from chalicelib.runtime.dispatch import Dispatch
from tests.support.counties import HELAN_FILES, shelves_with
from tests.support.edge import MORNING, MemoryServices, an_account
from tests.support.life import FARMING, FARMING_ITEM, XIGANG

PHONE = "+8613900000001"
NAME = "王小明"
TITLE, CONTENT, DEMAND = "补贴没到账", "去年的农机补贴一直没有到账。\n请查一查。", "请尽快发放。"
_NUMBERS = count(1)
"""No two keys of a test run are the same, in whichever process they are used."""

A_DAY = timedelta(hours=8)


@dataclass
class MemorySweepTasks:
    """Keeps the shards that were handed out."""

    shards: list[int] = field(default_factory=list)

    def put(self, shards):
        self.shards.extend(shards)


class MemoryDispatch(Dispatch):
    """The jobs' part of the wiring in memory."""

    def __init__(self, services) -> None:
        super().__init__(services, connection=None, matter_keys=None)
        self.notice_queue = MemoryNoticeQueue()
        self.waiting_room = MemoryWaitingRoom()
        self.entry_archive = MemoryEntryArchive()
        self.messages = MemoryMessages()
        self.recipients = MemoryRecipients()
        self.files = MemoryFiles()
        self.sweep_tasks = MemorySweepTasks()
        self.job_log = MemoryJobLog()


HELAN = shelves_with(HELAN_FILES)


class OfficeServices(MemoryServices):
    """Everything a route or a job may reach."""

    def __init__(self) -> None:
        super().__init__()
        self.cases = MemoryCaseStore()
        self.shelves = HELAN
        self.dispatch = MemoryDispatch(self)

    def secret(self, secret_id):
        return f"secret {secret_id}"


def a_complaint(**changes):
    """Give the body of a filing; a field changed to `None` is left out."""
    body = {
        "county": "helan",
        "kind": "非咨询",
        "source": {"type": "checklist", "ref": FARMING_ITEM.id},
        "place": XIGANG,
        "title": TITLE,
        "content": CONTENT,
        "demand": DEMAND,
        "name": NAME,
        "confidential": True,
        "may_call": True,
        "notices_accepted": True,
    }
    return {name: value for name, value in (body | changes).items() if value is not None}


class Town:
    """The people of a county at their phones and desks; each is signed in for the day."""

    def __init__(self, services, caller) -> None:
        self.services, self.caller = services, caller
        self._posts = self._directory().posts

    def citizen(self, phone=PHONE):
        """Sign a phone in, and give its token."""
        person = self.services.people.person_with(Personal(phone), MORNING)
        return self._signed_in(f"citizen-{person}", person=person)

    def official(self, post):
        """Sign somebody in at a post, and give the token."""
        return self._signed_in(f"staff-{post}", account=self.seated(post), county=CountyId("helan"))

    def seated(self, *posts, county="helan"):
        """Give the account that holds these posts, and nobody's else."""
        account = AccountId(f"{county}.{'.'.join(posts)}")
        self.services.accounts.save(an_account(account, county, posts))
        return account

    def post(self, org, role, number=0):
        """Give the n-th post of a role."""
        return self._directory().posts_of(org, role)[number].id

    def file(self, token=None, key=None, **changes):
        """File a complaint, and give its number."""
        answer = self.caller.post(
            "/v1/cases",
            a_complaint(**changes),
            token=token or self.citizen(),
            Idempotency_Key=key or self.key(),
        )
        assert answer.status_code == 201, answer.body
        return answer.json_body["case_no"]

    def show(self, case_no, post):
        """Open a case at a desk."""
        answer = self.caller.get(f"/v1/desk/cases/{case_no}", token=self.official(post))
        assert answer.status_code == 200, answer.body
        return answer.json_body

    def try_to(self, case_no, post, action, *, key=None, version=None, **inputs):
        """Take an action, whatever the answer."""
        if version is None:
            version = self.services.cases.get(case_no).version
        return self.caller.post(
            f"/v1/desk/cases/{case_no}/actions/{action}",
            {"version": version, **inputs},
            token=self.official(post),
            Idempotency_Key=key or self.key(),
        )

    def act(self, case_no, post, action, **inputs):
        """Take an action that must succeed, and give the case."""
        answer = self.try_to(case_no, post, action, **inputs)
        assert answer.status_code == 200, answer.body
        return answer.json_body

    def upload(self, token, *, state="clean", claimed_by=None, **expires):
        """Announce a file that was found to be in this state."""
        person = self.services.gate.find_session(token, MORNING).person
        ticket = UploadTicket(
            upload=UploadId(f"upload-{next(_NUMBERS)}"),
            person=person,
            filename="a.jpg",
            content_type="image/jpeg",
            size=10,
            sha256="0" * 64,
            state=state,
            claimed_by=claimed_by,
            expires_at=later(**(expires or {"hours": 48})),
        )
        self.services.gate.announce_upload(ticket)
        return ticket.upload

    # the people of a case about the item that farming answers for
    def body_of(self, case_no):
        case = self.services.cases.get(case_no)
        role = "county" if case.supervising_org == self._directory().county_body else "intake"
        return self.post(case.supervising_org, role)

    def assigned(self, case_no):
        """Let the body assign the case, and the unit name who handles it."""
        leader, handler = self.post(FARMING, "unit_leader"), self.post(FARMING, "handler")
        self.act(case_no, self.body_of(case_no), "assign", unit=FARMING)
        self.act(case_no, leader, "name_handlers", leader=leader, handler=handler)
        return handler

    def replied(self, case_no, text="补贴已于昨日发放到卡，请查收。"):
        """Bring the case to the citizen's rating."""
        handler = self.assigned(case_no)
        ticks = [item.value for item in ReviewItem]
        self.act(case_no, handler, "draft_reply", text=text)
        self.act(case_no, handler, "submit_reply", outcome="已解决")
        self.act(case_no, self.body_of(case_no), "pass_review", checked=ticks)
        self.act(case_no, self.post(FARMING, "unit_party_committee"), "pass_review", checked=ticks)

    def key(self):
        return f"key-{next(_NUMBERS)}"

    def _directory(self):
        return self.services.directory_of(CountyId("helan"))

    def _signed_in(self, name, **who):
        token = name.ljust(24, "-")
        now = self.services.clock.real_now()
        session = Session(started_at=now, expires_at=now + A_DAY, **who)
        self.services.gate.open_session(token, session)
        return token


def later(**time):
    return MORNING + timedelta(**time)
