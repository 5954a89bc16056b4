"""The life of a case, explored as far as a test run allows; `make explore` explores it whole."""

import pytest

from chalicelib.domain.vocabulary import FINAL_STATES, Action, State
from chalicelib.domain.workflow.table import TABLE
from tools.explore.__main__ import main
from tools.explore.slices import ROAD, SLICES, Slice
from tools.explore.walk import Walk
from tools.explore.world import ordinary

STANDINGS_OF_A_SLICE = 20


@pytest.mark.obligation("H-8.1", "H-8.2", "H-12.5", "H-13.1", "R-01", "R-02", "R-03", "R-05", "R-63", "R-84")
@pytest.mark.parametrize("part", SLICES, ids=lambda part: part.name)
def test_every_standing_that_is_reached_keeps_every_promise(part):
    walk = Walk(part, most=STANDINGS_OF_A_SLICE).explore()
    assert not walk.broken, "\n".join(
        "\n".join((found.promise, *found.way)) for found in walk.broken.values()
    )


@pytest.mark.obligation("H-8.1", "H-8.2", "H-15.3")
def test_the_road_from_filing_to_close_is_explored_whole_and_has_no_dead_end():
    walk = Walk(Slice("road", ROAD, "replied, rated, closed")).explore()
    assert walk.is_whole
    assert not walk.broken
    states = {place.standing.case.state for place in walk.places}
    assert states >= {State.INTAKE, State.ASSIGNED, State.HANDLING, State.DRAFTING, State.IN_REVIEW}
    assert states >= {State.REPLIED, State.DECISION, State.CLOSED}
    ends = [place.standing.case for place in walk.places if place.standing.case.state in FINAL_STATES]
    assert all(case.next_wake_at is None for case in ends)


def test_every_action_of_the_table_is_followed_somewhere():
    followed = frozenset[Action]().union(*(part.follows for part in SLICES))
    assert {rule.action for rule in TABLE if ordinary().rulebook.offers(rule.action)} <= followed


def test_the_tool_prints_its_figures_by_slice(capsys):
    asked = ["--slice", "rounds", "--rulebooks", "1", "--most", "2", "--workers", "1"]
    assert main(asked) == 0
    told = capsys.readouterr().out
    assert "rounds" in told
    assert "stopped early" in told
    assert "Rulebooks: 1 of 1 drawn were accepted; 2 standings" in told
