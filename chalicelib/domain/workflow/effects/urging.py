"""Urging a unit by word or in writing to put things right, and holding it to account (K-3.5)."""

from chalicelib.domain.errors import Fault
from chalicelib.domain.workflow.act import Act, Circumstances
from chalicelib.domain.workflow.case import Case
from chalicelib.domain.workflow.work import Work


def urge(work: Work, act: Act) -> None:
    """The unit that was urged reads the case, also after its close."""
    unit = act.inputs.unit
    work.change(urged=(*(each for each in work.case.urged if each != unit), unit))


def unit_has_worked_on_it(case: Case, act: Act, _around: Circumstances) -> Fault | None:
    """Only who leads or has helped answers for it: nobody else is urged, or learns of it (K-5.3b)."""
    if not act.inputs.unit or act.inputs.unit in {case.lead_unit, *case.co_units}:
        return None
    return Fault("/unit", "请选择本件的承办单位或协办单位。")
