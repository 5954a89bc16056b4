"""What four grades say together (R-50, A-34, A-35)."""

from collections.abc import Mapping

from chalicelib.domain.rulebook.rulebook import Rulebook
from chalicelib.domain.vocabulary import Aspect, Grade


def is_satisfied(grades: Mapping[Aspect, Grade], rulebook: Rulebook) -> bool:
    """Tell whether no aspect is in the rulebook's bad grades; each aspect is published by itself.

    Basis: R-50 (one case, one grade), A-34 (any of the four starts the decision).
    """
    rule = rulebook.evaluation
    return rule is None or not any(grade in rule.dissatisfied for grade in grades.values())
