"""What an application for more time must fulfil: how long, how often, and why (H-12.6 … H-12.8, K-4.4b)."""

from chalicelib.domain.errors import Fault
from chalicelib.domain.vocabulary import Flag
from chalicelib.domain.workflow.act import Act, Circumstances
from chalicelib.domain.workflow.case import Case
from chalicelib.domain.workflow.extending import asked_for, longest_extension, used_up


def extension_within_first_limit(case: Case, act: Act, around: Circumstances) -> Fault | None:
    """No extension is longer than the first limit, a special one neither (H-12.7, X-7)."""
    longest = longest_extension(case, around.rulebook)
    if asked_for(act.inputs, around.rulebook) <= longest.n:
        return None
    if around.rulebook.extension.per_extension_max is not None:
        return Fault(_days_asked(around), f"每次延期不能超过{longest.in_words()}。")
    return Fault(_days_asked(around), f"每次延期不能超过首次办理时限（{longest.in_words()}）。")


def extension_within_total(case: Case, act: Act, around: Circumstances) -> Fault | None:
    """All extensions together stay within the sum, where there is one (K-4.4b, R-34)."""
    total = around.rulebook.extension.max_total
    if total is None or used_up(case) + asked_for(act.inputs, around.rulebook) <= total.n:
        return None
    left = total.n - used_up(case)
    return Fault(_days_asked(around), f"延期合计不能超过{total.in_words()}，还可以申请{left}天。")


def extension_beyond_count_is_special(case: Case, act: Act, around: Circumstances) -> Fault | None:
    """Every decided one counts; beyond two, and after elevation, only a special one (H-12.8, R-33, R-36)."""
    category_from = around.rulebook.extension.category_from
    is_asked_why = category_from is not None and case.counts.extensions_decided + 1 >= category_from
    if (act.inputs.special or is_asked_why) and not act.inputs.special_category:
        return Fault("/special_category", "特殊情况请选择类别。")
    if act.inputs.special:
        if around.rulebook.extension.special_beyond is None:
            return Fault("/special", "本办法没有特殊延期。")
        return None
    if Flag.ELEVATED in case.flags:
        return Fault("/special", "提级办理的件只有特殊情况才能延期。")
    if _is_beyond(case, around):
        most = around.rulebook.extension.max_count
        return Fault("/special", f"已经申请过{most}次延期；确有特殊情况的，请勾选并写明类别和理由。")
    return None


def _is_beyond(case: Case, around: Circumstances) -> bool:
    most = around.rulebook.extension.max_count
    return most is not None and case.counts.extensions_decided >= most


def _days_asked(around: Circumstances) -> str:
    return "/calendar_days" if around.rulebook.extends_by_days else "/working_days"
