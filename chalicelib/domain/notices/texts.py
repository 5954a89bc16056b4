"""What each notice says: neutral words that anybody may see on a locked screen (H-13.3, X-1).

A text is made of an `Occasion` alone: the number of the case, what happened, and a day. Neither the title nor
a word of the complaint, nor a name or a number of a person can reach it. One short message where it can be
(70 characters), never more than two (`LONGEST`). Notices by their numbers in obligations §12.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Final

from chalicelib.domain.notices.occasion import Occasion
from chalicelib.domain.vocabulary import Action
from chalicelib.domain.workflow.case import CITIZEN

SIGN: Final = "【一点通】"
ONE_SEGMENT: Final = 70
"""Characters of one short message in Chinese."""
LONGEST: Final = 140


@dataclass(frozen=True, slots=True)
class Wording:
    """A text with its blanks, and how it reads when there is no day to name."""

    text: str
    undated: str = ""

    def fill(self, number: str, due_on: date | None) -> str:
        """Fill in the number and the day."""
        if due_on is None:
            return (self.undated or self.text).format(number=number)
        return self.text.format(number=number, due=f"{due_on.month}月{due_on.day}日")


Key = tuple[str, Action | None]
"""A notice, and the action it tells of; None: whatever else it may be."""

CITIZEN_NEWS: Final = Wording("您的投诉{number}有新的进展，请登录查看。")
OFFICIAL_NEWS: Final = Wording("办件{number}有新的事项，请登录查看。")
TO_REVIEW: Final = Wording(
    "办件{number}的答复待您审核，期限至{due}，请登录审核。", "办件{number}的答复待您审核，请登录审核。"
)

TO_SIGN: Final = Wording(
    "办件{number}的拟办意见待您签批，期限至{due}，请登录签批。",
    "办件{number}的拟办意见待您签批，请登录签批。",
)
TO_FEED_BACK: Final = Wording(
    "办件{number}的答复已审核通过，请在{due}前向群众反馈并登记。",
    "办件{number}的答复已审核通过，请向群众反馈并登记。",
)

# fmt: off
TO_CITIZEN: Final[Mapping[Key, Wording]] = MappingProxyType({
    ("N1", None): Wording("您的投诉已收到，编号{number}。请保存好编号，用本手机号登录即可查询办理情况。"),
    ("N2", None): Wording("您的投诉{number}已受理，办理单位和期限请登录查看。"),
    ("N2", Action.ANSWER_DIRECTLY): Wording("您的投诉{number}已有答复，请登录查阅。"),
    ("N2", Action.DECLINE): Wording("您的投诉{number}未能受理，理由请登录查看；其他诉求可拨打12345反映。"),
    ("N2", Action.REDIRECT_12388): Wording("您的投诉{number}请改向12388（电话或网站）反映，说明请登录查看。"),
    ("N2", Action.TRANSFER_12345): Wording("您的投诉{number}已转12345等平台，我们会跟踪结果，请登录查看。"),
    ("N2", Action.ADVISE_12345): Wording("您的投诉{number}请拨打12345反映，我们会跟踪结果，说明请登录查看。"),
    ("N2", Action.RECLAIM_12345): Wording("您的投诉{number}已由我们收回重新受理，请登录查看进展。"),
    ("N2", Action.SEAL): Wording("您的投诉{number}已按规定转专门渠道办理，请保存好编号。"),
    ("N2", Action.MERGE): Wording("您的投诉{number}与同一问题的投诉合并办理，期限至{due}，请登录查看。",
                                  "您的投诉{number}与同一问题的投诉合并办理，请登录查看。"),
    ("N2", Action.UNMERGE): Wording("您的投诉{number}改为单独办理，请登录查看进展。"),
    ("N2", Action.SUCCEED): Wording("您的投诉{number}继续办理，期限不变，请登录查看进展。"),
    ("N2", Action.SPLIT): Wording("您投诉中的部分内容已按规定转专门渠道办理，编号{number}，请保存好。"),
    ("N2", Action.SEAL_ACCEPT): Wording("您的投诉{number}已按规定受理，请保存好编号。"),
    ("N2", Action.SEAL_HAND_OVER): Wording("您的投诉{number}已按规定移送上级机关办理，请保存好编号。"),
    ("N2", Action.RETURN_TO_ORDINARY): Wording("您的投诉{number}已转为一般投诉办理，请登录查看进展。"),
    ("N2", Action.REFER_UP): Wording("您的投诉{number}已报上级机构受理，请登录查看进展。"),
    ("N2", Action.REFER_OUTSIDE): Wording("您的投诉{number}已转有权办理的机构，我们会跟踪结果，请登录查看。"),
    ("N2", Action.PASS_UPWARD): Wording("您的投诉{number}已报上一级受理，请登录查看进展。"),
    ("N2", Action.REFER_DOWN): Wording("您的投诉{number}已交下一级受理，请登录查看进展。"),
    ("N2", Action.ACCEPT_WITHDRAWAL): Wording("您的投诉{number}已按您的要求撤回。今后有需要，可以重新投诉。"),
    ("N2", Action.LAPSE): CITIZEN_NEWS,
    ("N3", None): Wording("您的投诉{number}已转有关单位办理，期限至{due}，请登录查看进展。",
                          "您的投诉{number}已转有关单位办理，请登录查看进展。"),
    ("N3", Action.REHANDLE): Wording("您的投诉{number}已安排重新办理，期限至{due}，请登录查看进展。",
                                     "您的投诉{number}已安排重新办理，请登录查看进展。"),
    ("N5", None): Wording("您的投诉{number}办理期限延长至{due}，延期原因请登录查看。",
                          "您的投诉{number}办理期限有变化，新的日期和原因请登录查看。"),
    ("N5", Action.REFUSE_EXTENSION): Wording("您的投诉{number}办理期限不变，仍为{due}，请登录查看。",
                                             "您的投诉{number}办理期限不变，请登录查看。"),
    ("N5", Action.RECLASSIFY): Wording("您的投诉{number}办理期限调整为{due}，原因请登录查看。",
                                       "您的投诉{number}办理期限有调整，原因请登录查看。"),
    ("N5", Action.SET_OVERRIDE): Wording("您的投诉{number}办理期限调整为{due}，原因请登录查看。",
                                         "您的投诉{number}办理期限有调整，原因请登录查看。"),
    ("N5", Action.FIRM_DUE): Wording("您的投诉{number}期限因放假安排变化顺延至{due}，原因请登录查看。",
                                     "您的投诉{number}期限因放假安排变化有调整，原因请登录查看。"),
    ("N7", None): Wording("您的投诉已有办理结果，请登录查阅。编号{number}"),
    ("N7", Action.REPLY_INTERIM): Wording("您的投诉已有阶段性答复，请登录查阅。编号{number}"),
    ("N7", Action.MESSAGE_CITIZEN): Wording("承办单位就您的投诉{number}给您留言，请登录查看并回复。"),
    ("N8", None): Wording("您的投诉{number}已经答复，请登录评价，您的评价会促使我们改进。"),
    ("N10", Action.ELEVATE): Wording("您的投诉{number}已由上级机构提级办理，请登录查看进展。"),
})

TO_OFFICIAL: Final[Mapping[Key, Wording]] = MappingProxyType({
    ("N3", None): Wording("您有新的办件{number}，期限至{due}，请登录签收办理。",
                          "您有新的办件{number}，请登录签收办理。"),
    ("N3", Action.REFER_UP): Wording("有办件{number}待您受理，请在{due}前登录处理。",
                                     "有办件{number}待您受理，请登录处理。"),
    ("N3", Action.REROUTE): Wording("有办件{number}待您受理，请在{due}前登录处理。",
                                    "有办件{number}待您受理，请登录处理。"),
    ("N3", Action.PASS_UPWARD): Wording("有办件{number}上报待您受理，请在{due}前登录处理。",
                                        "有办件{number}上报待您受理，请登录处理。"),
    ("N3", Action.REFER_DOWN): Wording("有办件{number}交您受理，请在{due}前登录处理。",
                                       "有办件{number}交您受理，请登录处理。"),
    ("N3", Action.ADD_CO_HANDLER): Wording("请协同办理{number}，在{due}前登录反馈。",
                                           "请协同办理{number}，登录反馈意见。"),
    ("N4", None): Wording("办件{number}期限至{due}，请抓紧办理。", "办件{number}请抓紧办理。"),
    ("N4", Action.BREACH): Wording("办件{number}已超过期限（{due}），请立即登录办理。",
                                   "办件{number}已超过期限，请立即登录办理。"),
    ("N4", Action.ESCALATE): Wording("办件{number}办理滞后，请登录督促办理。"),
    ("N4", Action.NAG): Wording("办件{number}逾期仍未办结，请今天登录办理。"),
    ("N4", Action.HOLD): Wording("办件{number}期限（{due}）已到，延期申请尚未审批，请尽快登录决定。",
                                 "办件{number}期限已到，延期申请尚未审批，请尽快登录决定。"),
    ("N4", Action.CHASE): Wording("办件{number}转出后尚无结果，请登录催办。"),
    ("N4", Action.NUDGE_FOLLOW_UP): Wording("办件{number}需要回访跟踪，请在{due}前登录记录。",
                                            "办件{number}需要回访跟踪，请登录记录。"),
    ("N4", Action.FIRM_DUE): Wording("办件{number}的期限确定为{due}。",
                                     "办件{number}的期限已确定，请登录查看。"),
    ("N5", Action.REQUEST_EXTENSION): Wording("办件{number}有延期申请待审批，请在{due}前登录决定。",
                                              "办件{number}有延期申请待审批，请登录决定。"),
    ("N5", Action.GRANT_EXTENSION): Wording("办件{number}延期申请已批准，新的期限为{due}。",
                                            "办件{number}延期申请已批准，请登录查看。"),
    ("N5", Action.REFUSE_EXTENSION): Wording("办件{number}延期申请未获批准，期限仍为{due}，请抓紧办理。",
                                             "办件{number}延期申请未获批准，请抓紧办理。"),
    ("N5", Action.RECLASSIFY): Wording("办件{number}的期限调整为{due}，请登录查看。",
                                       "办件{number}的期限有调整，请登录查看。"),
    ("N5", Action.SET_OVERRIDE): Wording("办件{number}的期限调整为{due}，请登录查看。",
                                         "办件{number}的期限有调整，请登录查看。"),
    ("N5", Action.FIRM_DUE): Wording("办件{number}的期限因放假安排变化顺延至{due}，请登录查看。",
                                     "办件{number}的期限因放假安排变化有调整，请登录查看。"),
    ("N6", None): Wording("办件{number}的答复被退回，期限仍为{due}，请登录查看审核意见后重新办理。",
                          "办件{number}的答复被退回，请登录查看审核意见后重新办理。"),
    ("N9", None): Wording("办件{number}群众评价不满意，请登录研究处理。"),
    ("N10", None): Wording("办件{number}已被督办，请在{due}前登录反馈整改情况。",
                           "办件{number}已被督办，请登录反馈整改情况。"),
    ("N10", Action.ELEVATE): Wording("办件{number}已提级办理，请登录查看。"),
    ("N10", Action.SUBMIT_REPLY): TO_REVIEW,
    ("N10", Action.REPLY_INTERIM): TO_REVIEW,
    ("N10", Action.PASS_REVIEW): TO_REVIEW,
    ("N3", Action.RETURN_TO_ORDINARY): Wording("有办件{number}待您受理，请在{due}前登录处理。",
                                              "有办件{number}待您受理，请登录处理。"),
    ("N10", Action.SEAL): Wording("有信访件{number}待您受理，请登录处理。"),
    ("N10", Action.HAND_OVER): Wording("办件{number}已移交拟办，请在{due}前登录提出拟办意见。",
                                       "办件{number}已移交拟办，请登录提出拟办意见。"),
    ("N10", Action.PROPOSE): TO_SIGN,
    ("N10", Action.SIGN_PROPOSAL): TO_SIGN,
    ("N10", Action.REFUSE_PROPOSAL): Wording("办件{number}的拟办意见被退回，请登录重新提出。"),
    ("N10", Action.FLAG_MAJOR): Wording("办件{number}已标为重大，请登录查看。"),
    ("N10", Action.GIVE_FEEDBACK): TO_FEED_BACK,
    ("N10", Action.ADD_MATERIAL): Wording("办件{number}群众补充了材料，请登录查看。"),
    ("N10", Action.WITHDRAW): Wording("办件{number}群众申请撤回，请在{due}前登录决定。",
                                      "办件{number}群众申请撤回，请登录决定。"),
    ("N10", Action.OBJECT): Wording("办件{number}承办单位提出异议，请在{due}前登录裁定。",
                                    "办件{number}承办单位提出异议，请登录裁定。"),
    ("N10", Action.REQUEST_REASSIGNMENT): Wording("办件{number}承办单位申请改派，请在{due}前登录决定。",
                                                  "办件{number}承办单位申请改派，请登录决定。"),
    ("N10", Action.DELIVER): Wording("有办件{number}待您受理，请在{due}前登录处理。",
                                     "有办件{number}待您受理，请登录处理。"),
    ("N10", Action.RECUSE): Wording("办件{number}因回避转由您办理，请登录处理。"),
    ("N10", Action.ANNOTATE): Wording("办件{number}有上级批注，请登录查看。"),
    ("N10", Action.RELEASE_NUMBER): Wording("办件{number}的群众愿意接听电话，号码请登录查看。"),
    ("N10", Action.RULE_ON_OBJECTION): Wording("办件{number}的异议不成立，期限不变，请继续办理。"),
    ("N10", Action.ANSWER_AS_CO_HANDLER): Wording("办件{number}协办单位已反馈，请登录查看。"),
    ("N10", Action.ANSWER_SUPERVISION): Wording("办件{number}承办单位已回复督办，请登录了结或重新督办。"),
    ("N10", Action.CONTINUE_TRACKING): Wording("办件{number}继续跟踪，请按期登录记录进展。"),
    ("N10", Action.PUBLISH_FEEDBACK): Wording("办件{number}有一份公开反馈待您审批，请登录处理。"),
    ("N10", Action.REFUSE_PUBLICATION): Wording("办件{number}的公开反馈没有获批，理由请登录查看。"),
    ("N10", Action.URGE): Wording("办件{number}督促你单位整改落实，请登录查看。"),
    ("N10", Action.PUT_IN_CHARGE): Wording("办件{number}列为疑难件，已明确包案领导，请登录查看。"),
    ("N10", Action.FLAG_SPECIAL): Wording("办件{number}列为特殊事项，请在{due}前登录协调处理。",
                                          "办件{number}列为特殊事项，请登录协调处理。"),
})
# fmt: on


def text_of(notice: str, to: str, occasion: Occasion) -> str:
    """Give the text of a notice to the citizen or to a post.

    A notice that no wording is made for still leaves: that something has happened is never kept back.
    """
    is_citizen = to == CITIZEN
    wordings = TO_CITIZEN if is_citizen else TO_OFFICIAL
    wording = (
        wordings.get((notice, occasion.action))
        or wordings.get((notice, None))
        or (CITIZEN_NEWS if is_citizen else OFFICIAL_NEWS)
    )
    return SIGN + wording.fill(occasion.number, occasion.due_on)
