"""What words that leave a case must fulfil (A-20)."""

from chalicelib.domain.errors import Fault
from chalicelib.domain.workflow.act import Act, Circumstances
from chalicelib.domain.workflow.case import Case
from chalicelib.domain.workflow.certain import certain


def words_are_others(case: Case, act: Act, around: Circumstances) -> Fault | None:
    """The wording that stays is not the one that was there (A-20)."""
    if around.refer(act.inputs.text) != case.complaint.content:
        return None
    return Fault("/text", "整理后的内容和原来的一样；请去掉不该留在这里的话。")


def kept_files_are_here(_case: Case, act: Act, around: Circumstances) -> Fault | None:
    """Only what the citizen has handed in can stay."""
    files = certain(around.branch, "it is gathered for every act that branches").files
    if set(act.inputs.kept).issubset(files):
        return None
    return Fault("/kept", "只能留下这件里群众交来的附件。")
