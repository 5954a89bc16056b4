"""What is played, and where."""

from collections.abc import Callable
from dataclasses import dataclass

from tools.demo import elsewhere, stories
from tools.demo.play import Play, Tale


@dataclass(frozen=True, slots=True)
class Story:
    """A story, what it is called, and the county it is set in."""

    title: str
    play: Callable[[Play], Tale]
    county: str = "helan"


STORIES = (
    Story("农机购置补贴：昨天还在等审批，次日到账（S-14）", stories.machinery_subsidy),
    Story("事实无人抚养儿童：监护人为孩子反映银行卡办不下来（S-15）", stories.childs_bank_card),
    Story("拆迁补偿：7个组268人、17万余元的集体反映（S-16）", stories.demolition_compensation),
    Story("无人受理：超期、报县里、答复、群众不满意、二次办理、办结", stories.late_and_rehandled),
    Story("建胜镇：先研判，再拟办，两位领导审签，两位领导审答复", elsewhere.signed_by_two, "jiansheng"),
    Story("翠江镇：村里解决不了报到镇里，镇里办好，当面反馈", elsewhere.one_level_up, "cuijiang"),
    Story("坎墩街道：归口交办，主要领导批示，四步调查，反馈", elsewhere.a_month_and_a_report, "kandun"),
    Story("盐亭县：群众不满意，再次督办并写明整改时限", elsewhere.ordered_again, "yanting"),
)
