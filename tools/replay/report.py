"""What a replay prints in the end."""

from collections import Counter
from collections.abc import Iterator, Sequence

from tools.replay.evidence import Evidence, Violation
from tools.replay.lateness import recounted_breaches
from tools.replay.promises import CHECKS, verify
from tools.replay.tally import Tally
from tools.replay.texts import Text

TOLD = 3
SHOWN = 20
"""So many violations of a kind are printed; the rest is counted."""


def report(tally: Tally, evidence: Evidence, texts: Sequence[Text], *, seconds: float) -> int:
    """Print counts and violations, and give how many of these there are."""
    violations = verify(evidence)
    counts = tally.counts
    breaches, recounted = recounted_breaches(evidence)
    states = Counter(stored.case.state.value for stored in evidence.heads)
    entries = sum(len(stored.entries) for stored in evidence.heads)
    changes = Counter(change for text in texts for change in text.adapted)
    print(f"\ntexts      {len(texts)}, adapted: {_listed(changes) or 'none'}")
    print(f"cases      {len(evidence.heads)}: {_listed(states)}")
    print(
        f"entries    {entries}, by sweeps {counts['entries written by sweeps']} in {counts['sweeps']} sweeps"
    )
    print(f"acts       {sum(tally.group('act').values())}: {_listed(tally.group('act'))}")
    print(f"refusals   {sum(tally.group('refused').values())}: {_listed(tally.group('refused'))}")
    print(f"duplicates {counts['doubled']} in a row, {counts['doubled at once']} at once")
    print(f"breaches   {breaches}, {recounted} of them counted again by the plain count")
    print(f"messages   {len(evidence.messages)} received, {len(evidence.marks)} notices settled")
    print(f"requests   {counts['requests']}, {counts['sent again']} sent again; {seconds:.0f} s")
    print(f"unexpected {len(tally.unexpected)}")
    for what in tally.unexpected[:SHOWN]:
        print(f"  ✗ {what}")
    print(f"violations {len(violations)} of {len(CHECKS)} promises checked")
    for violation in violations[:SHOWN]:
        print(f"  ✗ {violation.promise}: {violation.case_no} {violation.what}")
    for line in _stories(violations, evidence):
        print(line)
    return len(violations) + len(tally.unexpected)


def _stories(violations: Sequence[Violation], evidence: Evidence) -> Iterator[str]:
    """Tell the first of the cases that break a promise entry by entry, for whoever must find out why."""
    broken = list(dict.fromkeys(violation.case_no for violation in violations))[:TOLD]
    for stored in evidence.heads:
        if stored.case.case_no in broken:
            yield f"\n{stored.case.case_no} {stored.case.state}"
            for entry in stored.entries:
                when = entry.at.isoformat()
                yield f"  {entry.seq:3} {when} {entry.actor} {entry.action} {dict(entry.data)}"


def _listed(counts: dict[str, int]) -> str:
    return ", ".join(f"{name} {n}" for name, n in sorted(counts.items(), key=lambda each: -each[1]))
