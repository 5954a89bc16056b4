"""The words of an accusation that was led to 12388 are deleted before `purge` is written down (S-20)."""

import pytest

from app import app
from chalicelib.adapters.shipped_files.counties import county_files, demonstration
from chalicelib.domain.errors import UnavailableError
from chalicelib.domain.identifiers import CaseNo, CountyId
from chalicelib.domain.vocabulary import Action
from chalicelib.domain.workflow.timeline import verify
from chalicelib.ports.wake_shards import wake_shard
from chalicelib.runtime.wiring import use
from tests.support.counties import shelves_with
from tests.support.edge import Caller
from tests.support.office import A_DAY, OfficeServices, Session, Town, a_complaint

YANTING = shelves_with(county_files(demonstration("yanting")))
WORDS = ("村会计截留补贴", "去年冬天的补贴被截留了。", "请查处。", "李某某", "这里还有一份名单。")
TITLE, CONTENT, DEMAND, ACCUSED, MORE = WORDS
ADVICE = "请拨打12388或登录举报网站，也可以通过廉洁四川反映。"


class Yanting(Town):
    """The people of Yanting."""

    def official(self, post):
        now = self.services.clock.real_now()
        token = f"staff-{post}".ljust(24, "-")
        who = {"account": self.seated(post, county="yanting"), "county": CountyId("yanting")}
        self.services.gate.open_session(token, Session(started_at=now, expires_at=now + A_DAY, **who))
        return token

    def _directory(self):
        return self.services.directory_of(CountyId("yanting"))


@pytest.fixture
def services():
    office = OfficeServices()
    office.shelves = YANTING
    with use(office):
        yield office


@pytest.fixture
def town(services):
    return Yanting(services, Caller(app))


@pytest.fixture
def upload(services, town):
    made = town.upload(town.citizen())
    for room in (services.dispatch.files.originals, services.dispatch.files.shown):
        room[made] = b"a photo"
    return made


@pytest.fixture
def case_no(services, town, upload):
    number = CaseNo(
        town.caller.post(
            "/v1/cases",
            a_complaint(
                county="yanting",
                kind="投诉",
                source={"type": "other"},
                place="510723001019",
                title=TITLE,
                content=CONTENT,
                demand=DEMAND,
                complained_of={"person": ACCUSED},
                uploads=[upload],
            ),
            token=town.citizen(),
            Idempotency_Key="k",
        ).json_body["case_no"]
    )
    path = f"/v1/my/cases/{number}/materials"
    assert (
        town.caller.post(path, {"text": MORE}, token=town.citizen(), Idempotency_Key="m").status_code == 200
    )
    town.act(number, town.post("510723001-jw", "intake"), "redirect_12388", text=ADVICE)
    return number


def everything(services, case_no):
    folder = services.cases._folders[case_no]
    files = services.dispatch.files
    return (folder.title, sorted(folder.texts.values()), files.originals, files.shown)


def sweep(services, case_no):
    return services.sweep(wake_shard(case_no))


@pytest.mark.obligation("S-20")
def test_until_its_day_everything_is_there(services, case_no):
    services.clock.pass_by(days=29)
    sweep(services, case_no)
    title, texts, originals, _ = everything(services, case_no)
    assert title == TITLE
    assert set(WORDS) | {ADVICE} == set(texts)
    assert originals


@pytest.mark.obligation("S-20", "X-1")
def test_no_list_tells_of_it(services, town, case_no):
    for org, role in (("510723001-jw", "intake"), ("510723-jw", "county")):
        token = town.official(town.post(org, role))
        path = "/v1/desk/cases?box=closed" + ("&org=510723001-jw" if role == "county" else "")
        assert town.caller.get(path, token=token).json_body["items"] == []


@pytest.mark.obligation("S-20", "X-1")
def test_then_only_the_answer_and_the_course_are_left(services, case_no):
    services.clock.pass_by(days=31)
    assert sweep(services, case_no).changed == 1
    assert everything(services, case_no) == ("", [ADVICE], {}, {})
    case = services.cases.get(case_no)
    entries, hashes = zip(*services.cases.timeline(case), strict=True)
    assert verify(entries, hashes)
    assert [entry.action for entry in entries][-2:] == [Action.REDIRECT_12388, Action.PURGE]
    assert sweep(services, case_no).looked_at == 0


@pytest.mark.obligation("S-20")
def test_the_citizen_still_reads_where_to_turn(services, town, case_no):
    services.clock.pass_by(days=31)
    sweep(services, case_no)
    shown = town.caller.get(f"/v1/my/cases/{case_no}", token=town.citizen()).json_body
    assert [message["text"] for message in shown["messages"]] == [ADVICE]
    assert shown["title"] == ""
    assert "12388" in shown["content"]
    (line,) = town.caller.get("/v1/my/cases", token=town.citizen()).json_body["items"]
    assert line["title"] == ""


@pytest.mark.obligation("S-20")
def test_on_its_day_no_word_is_shown_though_no_sweep_came(services, town, case_no):
    services.clock.pass_by(days=31)
    answer = town.caller.get(f"/v1/my/cases/{case_no}", token=town.citizen())
    for word in (TITLE, CONTENT):
        assert word not in answer.body.decode()


@pytest.mark.obligation("S-20")
@pytest.mark.parametrize("broken", ["files", "texts", "head"])
def test_a_sweep_that_breaks_off_leaves_the_wake_up_and_the_next_one_goes_on(
    services, case_no, monkeypatch, broken
):
    where, call = {
        "files": (services.dispatch.files, "purge"),
        "texts": (services.cases, "purge"),
        "head": (services.cases, "commit"),
    }[broken]

    def break_off(*_):
        raise UnavailableError("请稍后再试。")

    services.clock.pass_by(days=31)
    with monkeypatch.context() as storm:
        storm.setattr(where, call, break_off)
        assert [number for number, _ in sweep(services, case_no).failed] == [case_no]
    assert services.cases.get(case_no).tail[-1].action is Action.REDIRECT_12388
    services.clock.pass_by(minutes=6)
    assert sweep(services, case_no).changed == 1
    assert everything(services, case_no) == ("", [ADVICE], {}, {})
    assert services.cases.get(case_no).tail[-1].action is Action.PURGE


def test_a_recount_leaves_what_has_ended_to_the_sweep(services, case_no):
    services.clock.pass_by(days=31)
    for _ in range(3):
        services.recount_shard(wake_shard(case_no))
        services.clock.pass_by(minutes=5)
    assert everything(services, case_no)[0] == TITLE
