"""Tells a campaign on a terminal: a table of answers, each failure with its command, a closing line."""

from collections.abc import Iterator, Sequence

from tools.fuzz.tally import Tally


def table(tally: Tally) -> Iterator[str]:
    """Give operations by statuses."""
    statuses = sorted({status for seen in tally.statuses.values() for status in seen})
    width = max((len(label) for label in tally.statuses), default=0)
    yield " ".join([" " * width, *(f"{status:>6}" for status in statuses), "   all"])
    for label, seen in sorted(tally.statuses.items(), key=lambda each: each[0].split(" ")[::-1]):
        counts = (f"{seen[status] or '·':>6}" for status in statuses)
        yield " ".join([f"{label:<{width}}", *counts, f"{seen.total():>6}"])


def failures(tally: Tally, base: str) -> Iterator[str]:
    """Give each distinct failure, most frequent first, with the shortest request that shows it."""
    for (label, fault), count in tally.violations.most_common():
        request, role = tally.shown_by[label, fault]
        yield f"✗ {label}: {fault} (×{count}, as {role})"
        yield f"  {request.as_curl(base)}"


def closing(tally: Tally, unreached: Sequence[str], seconds: float) -> str:
    """Give the last line."""
    failed = len(tally.violations) + len(unreached)
    return (
        f"{tally.total} requests, {len(tally.statuses)} operations, {len(tally.roles)} callers,"
        f" {tally.violations.total()} violations of {failed} kinds, {seconds:.0f} s"
    )
