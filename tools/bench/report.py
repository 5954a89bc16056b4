"""The figures as tables, the same on the screen and in docs/performance.md."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from tools.bench import cold_start, warm
from tools.bench.cold_start import ColdStart

BUDGET = 36 + 2
"""Write units of a life: 36 with attribute names in whole words (design §5), and storage §6's own price for a
draft that is kept by an act of its own, as in the life measured here."""
BEGIN, END = "<!-- figures: make bench -->", "<!-- end of figures -->"

Figures = dict[str, list[dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class Promise:
    """A figure that must not be passed."""

    what: str
    measured: float
    most: float

    @property
    def is_kept(self) -> bool:
        """Tell whether it holds."""
        return self.measured <= self.most

    def __str__(self) -> str:
        """Say it in a line."""
        word = "kept" if self.is_kept else "MISSED"
        return f"{word:6} {self.what}: {self.measured:.4g} (at most {self.most:.4g})"


def promises(cold: ColdStart, figures: Figures) -> list[Promise]:
    """Give every promise of the service's cost with what was measured."""
    few, many = figures["sweeps"]
    return [
        Promise("cold start, ours / stock", cold.ratio, cold_start.MOST_RATIO),
        *(
            Promise(f"{each['name']}, ours / bare calls", each["ours"] / each["bare"], warm.MOST_RATIO)
            for each in figures["warm"]
        ),
        Promise("write units of a life", _sum(figures["life"]), BUDGET),
        Promise("items read by a sweep among many / among few", _items(many) / _items(few), 1),
    ]


def report(cold: ColdStart, figures: Figures) -> str:
    """Write all figures as Markdown."""
    return "\n\n".join(
        [
            "### Cold start, to the first filing",
            _table(
                ("zip", "MB", "CPU, ms"),
                [
                    ("repacked (`make package`)", f"{cold.our_size:.1f}", f"{cold.ours:.0f}"),
                    ("as `chalice package` makes it", f"{cold.stock_size:.1f}", f"{cold.stock:.0f}"),
                    ("**ratio**", f"{cold.our_size / cold.stock_size:.2f}", f"**{cold.ratio:.2f}**"),
                ],
            ),
            "### Warm, beside the bare calls",
            _table(("operation", "CPU, ms", "bare calls, ms", "ratio", "its calls of AWS"), _warm(figures)),
            "### Units of a life",
            _table(ACT, [*_acts(figures["life"]), _total(figures["life"])]),
            "Beside it:",
            _table(ACT, _acts([*figures["extension"], *figures["late"]])),
            "### A sweep of all shards",
            _table(
                ("open cases", "due", "changed", "index rows read", "items read", "RRU"),
                [
                    (
                        f"{each['open_cases']:,}",
                        *(str(each[name]) for name in ("due", "changed", "rows", "heads")),
                        f"{each['read']:g}",
                    )
                    for each in figures["sweeps"]
                ],
            ),
        ]
    )


def kept_in(document: str, figures: str) -> str:
    """Put the figures into the document, in the place of those before."""
    before, _, rest = document.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n\n{figures}\n\n{END}{after}"


ACT = ("act", "written", "WRU", "RRU", "head after, bytes")


def _acts(acts: list[dict[str, Any]]) -> list[Sequence[str]]:
    return [
        (
            act["name"],
            ", ".join(f"{table} {units}" for table, units in act["written"].items()),
            str(sum(act["written"].values())),
            f"{act['read']:g}",
            f"{act['head_bytes']:,}",
        )
        for act in acts
    ]


def _total(acts: list[dict[str, Any]]) -> Sequence[str]:
    return ("**life**", "", f"**{_sum(acts)}**", f"{sum(act['read'] for act in acts):g}", "")


def _warm(figures: Figures) -> list[Sequence[str]]:
    return [
        (
            each["name"],
            f"{each['ours']:.1f}",
            f"{each['bare']:.1f}",
            f"**{each['ours'] / each['bare']:.2f}**",
            ", ".join(each["calls"]),
        )
        for each in figures["warm"]
    ]


def _sum(acts: list[dict[str, Any]]) -> int:
    return sum(units for act in acts for units in act["written"].values())


def _items(swept: dict[str, Any]) -> int:
    items: int = swept["rows"] + swept["heads"]
    return items


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    first, *others = ["| " + " | ".join(row) + " |" for row in (head, *rows)]
    return "\n".join([first, "|" + "---|" * len(head), *others])
