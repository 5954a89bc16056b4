"""The measured life of storage §6: what each of its acts writes and reads, and how its head grows."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from botocore.session import Session

from chalicelib.domain.identifiers import CaseNo
from chalicelib.domain.notices.outbox import Envelope, envelopes_of
from chalicelib.ports.wake_shards import wake_shard
from chalicelib.runtime.wiring import Services
from infra.stages import LOCAL
from infra.tables import TABLES
from tools.bench.county import ASPECTS, CHECKED, REPLY, County, Matter
from tools.bench.item_sizes import size_of_item
from tools.bench.meter import Meter

MARKS_OF_A_LIFE = 3
DAYS_BEFORE = {"assign": 1, "draft_reply": 3, "pass_review 1": 1}
"""Working days that pass before an act; the others follow on the same day."""
MOST_WAKES = 12
NAMES = {LOCAL.named(table.name): table.name for table in TABLES}


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """What one act cost."""

    name: str
    written: dict[str, int]
    """Write units by table or index."""
    read: float
    head_bytes: int


class Watch:
    """Meters acts on one case after another."""

    def __init__(self, services: Services) -> None:
        self._services = services
        connection = services._connection  # noqa: SLF001 - there is one, and the meter hangs on its client
        self._meter = Meter(connection.client, {LOCAL.named(table.name): table.indexes for table in TABLES})
        self._store = Session().create_client("dynamodb")

    def over(self, name: str, matter: Matter, act: Callable[[], object]) -> Act:
        """Let an act happen and tell what it cost."""
        self._meter.reading()
        act()
        counted = self._meter.reading()
        return Act(
            name=name,
            written={NAMES.get(table, table): units for table, units in counted.written.items()},
            read=counted.read,
            head_bytes=self._head_bytes(matter),
        )

    def _head_bytes(self, matter: Matter) -> int:
        key = {"pk": {"S": matter.case_no}, "sk": {"S": "H"}}
        table = self._services.settings.table_cases
        return size_of_item(self._store.get_item(TableName=table, Key=key)["Item"])


def measured_life(
    county: County, services: Services, watch: Watch, let_pass: Callable[[int], None]
) -> list[Act]:
    """Live the life of the budget: filed, answered, rated, closed, the citizen told three times.

    Days pass between acts as they do in an office, so that wake-ups move as they do there.
    """
    matter = Matter(county=county)
    acts = [watch.over("file", matter, matter.file)]
    matter.look()
    for name, act in (*_handling(matter), *_answering(matter)):
        let_pass(DAYS_BEFORE.get(name, 0))
        acts.append(watch.over(name, matter, act))
    let_pass(1)
    grades = dict.fromkeys(ASPECTS, "非常满意")
    acts.append(
        watch.over("evaluate, close", matter, lambda: county.citizen.evaluate(matter.case_no, grades))
    )
    envelopes = _told_to_citizen(services, matter)[:MARKS_OF_A_LIFE]
    acts.append(watch.over(f"{len(envelopes)} SMS marks", matter, lambda: _send(services, envelopes)))
    return acts


def extended_life(county: County, watch: Watch) -> list[Act]:
    """Ask for an extension and grant it."""
    matter = county.file()
    for _, act in _handling(matter):
        act()
    handler = matter.of_unit("handler")
    asked = {"working_days": 5, "reason": "需要等待上级批复"}
    acts = [
        watch.over("request_extension", matter, lambda: matter.act(handler, "request_extension", **asked))
    ]
    owner = matter.look()["duties"][0]["owner_post"]
    signer = county.office.holding(owner) if owner else matter.body
    acts.append(watch.over("grant_extension", matter, lambda: matter.act(signer, "grant_extension")))
    return acts


def late_life(
    county: County, services: Services, watch: Watch, move_to: Callable[[datetime], None]
) -> list[Act]:
    """Leave a case to the clock: reminded, breached, escalated; each wake-up is an act of its own."""
    matter = county.file()
    for _, act in _handling(matter):
        act()
    case_no = CaseNo(matter.case_no)
    acts: list[Act] = []
    for _ in range(MOST_WAKES):
        before = services.cases.get(case_no)
        if before.next_wake_at is None or any("escalate" in act.name for act in acts):
            break
        move_to(before.next_wake_at + timedelta(seconds=1))
        woken = watch.over("", matter, lambda: services.sweep(wake_shard(case_no)))
        tail = services.cases.get(case_no).tail
        done = [entry.action.value for entry in tail if entry.seq > before.version]
        acts.append(replace(woken, name=", ".join(done)))
    return acts


def _handling(matter: Matter) -> Iterator[tuple[str, Callable[[], object]]]:
    leader, handler = matter.of_unit("unit_leader"), matter.of_unit("handler")
    yield "assign", lambda: matter.act(matter.body, "assign", unit=matter.unit)
    yield (
        "name_handlers (signs in)",
        lambda: matter.act(leader, "name_handlers", leader=leader.post, handler=handler.post),
    )


def _answering(matter: Matter) -> Iterator[tuple[str, Callable[[], object]]]:
    handler, committee = matter.of_unit("handler"), matter.of_unit("unit_party_committee")
    yield "draft_reply", lambda: matter.act(handler, "draft_reply", text=REPLY)
    yield "submit_reply", lambda: matter.act(handler, "submit_reply", outcome="已解决")
    yield "pass_review 1", lambda: matter.act(matter.body, "pass_review", checked=CHECKED)
    yield "pass_review 2, reply sent", lambda: matter.act(committee, "pass_review", checked=CHECKED)


def _told_to_citizen(services: Services, matter: Matter) -> list[Envelope]:
    case = services.cases.get(CaseNo(matter.case_no))
    entries = [entry for entry, _ in services.cases.timeline(case)]
    return [each for each in envelopes_of(case.case_no, entries) if each.to == "citizen"]


def _send(services: Services, envelopes: list[Envelope]) -> None:
    for envelope in envelopes:
        services.dispatch.send_notice(envelope)
