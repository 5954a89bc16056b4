"""The clock's own jobs: every five minutes one task a shard, each task fails alone (storage §7)."""

from dataclasses import replace

from chalice.app import Blueprint, CloudWatchEvent, Rate, SQSEvent

from chalicelib.jobs.batches import Answer, one_by_one
from chalicelib.ports.wake_shards import WAKE_SHARDS
from chalicelib.runtime.observability import log
from chalicelib.runtime.wiring import services
from chalicelib.usecases.recount_shard import RECOUNT
from chalicelib.usecases.sweep import Swept

sweeps = Blueprint(__name__)


@sweeps.schedule(Rate(5, unit=Rate.MINUTES), name="sweep_start")
def sweep_start(event: CloudWatchEvent) -> None:  # noqa: ARG001 - Chalice hands the tick over
    """Hand out the shards."""
    # The tasks first: what is due shall not wait because the log does not answer.
    services().dispatch.sweep_tasks.put(range(WAKE_SHARDS))
    services().dispatch.sweep_log.round_begins()
    log.info("handed out", job="sweep_start", count=WAKE_SHARDS)


@sweeps.on_sqs_message(queue="sweep", batch_size=1, name="sweep_shard")
def sweep_shard(event: SQSEvent) -> Answer:
    """Catch up the shards of a batch."""
    return one_by_one(event.to_dict()["Records"], _sweep, "sweep_shard")


def _sweep(body: str) -> None:
    shard = int(body)
    done = services().sweep(shard)
    for case_no, why in done.failed:
        log.error("case put off", job="sweep_shard", case_no=case_no, error=why)
    if done.is_finished:
        done = _recount(shard, done)
    if not done.is_finished:
        # What is left is still due; the next task of this shard goes on at once (storage §7).
        services().dispatch.sweep_tasks.put([shard])
    services().dispatch.sweep_log.shard_swept(shard, done)
    log.info(
        "swept",
        job="sweep_shard",
        shard=shard,
        looked_at=done.looked_at,
        changed=done.changed,
        entries=done.entries,
        lost_races=done.lost_races,
        failed=len(done.failed),
    )


def _recount(shard: int, swept: Swept) -> Swept:
    """Count the cases of a swept shard again if another calendar is in force (A-47)."""
    done = services().recount_shard(shard)
    for case_no, why in done.failed.items():
        log.error("case not recounted", job=RECOUNT, case_no=case_no, error=why)
    if done.looked_at:
        log.info("recounted", job=RECOUNT, shard=shard, count=done.looked_at, moved=done.moved)
    if done.has_come_to_the_end:
        log.info("recounted to the end", job=RECOUNT, shard=shard)
    failed = (*swept.failed, *done.failed.items())
    return replace(swept, failed=failed, is_finished=not done.is_cut_short)
