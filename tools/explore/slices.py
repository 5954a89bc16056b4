"""The slices of the exploration: which ways are followed together, and why the others need not be.

Everything at once is a product of independent wheels: this life has some million outlines, nearly all of them
the same story beside another pending duty. So one slice follows the ways that decide about one another, and
checks every other way too, one step deep, at every standing it comes to: whoever asks and whatever is offered
there must keep every promise; only what follows from it is left to the slice that follows it.

Two duties meet in four places alone: an extension and an objection where a breach names who held it; an
order and a coordination where they hold back the close; a withdrawal, which ends all; and the reply, a
re-assignment and an elevation, which end most. Each of these pairs has its slice; no rule reads three.
"""

from dataclasses import dataclass
from typing import Final

from chalicelib.domain.vocabulary import Action
from tools.explore.beginning import Beginning
from tools.explore.crowds import answered, declined, leading, out_of_reach
from tools.explore.promises import ASIDE
from tools.explore.scenery import CUIJIANG, HELAN, JIANSHENG, KANDUN, YANTING
from tools.explore.world import before_the_notice, nobody_takes_in, ordinary

ROAD: Final = frozenset(
    {
        Action.ASSIGN,
        Action.NAME_HANDLERS,
        Action.SIGN_IN,
        Action.DRAFT_REPLY,
        Action.SUBMIT_REPLY,
        Action.PASS_REVIEW,
        Action.EVALUATE,
        Action.EXPLAIN_AND_CLOSE,
    }
)
"""The shortest road to a close, part of every slice."""

AGAIN: Final = frozenset({Action.REHANDLE, Action.ELEVATE})
TRACKING: Final = frozenset({Action.REPLY_INTERIM, Action.RECORD_FOLLOW_UP, Action.CONTINUE_TRACKING})
EXTENSION: Final = frozenset({Action.REQUEST_EXTENSION, Action.GRANT_EXTENSION, Action.REFUSE_EXTENSION})
OBJECTION: Final = frozenset(
    {Action.OBJECT, Action.REQUEST_REASSIGNMENT, Action.RULE_ON_OBJECTION, Action.REASSIGN}
)
WITHDRAWAL: Final = frozenset({Action.WITHDRAW, Action.ACCEPT_WITHDRAWAL, Action.CONTINUE_EX_OFFICIO})
SUPERVISION: Final = frozenset(
    {Action.SUPERVISE, Action.RECORD_EVASION, Action.ANSWER_SUPERVISION, Action.SETTLE_SUPERVISION}
)
ORDERS: Final = frozenset({Action.ANSWER_SUPERVISION, Action.SETTLE_SUPERVISION})
"""What the clock's own orders need, wherever drafts are returned or follow-ups missed."""
COORDINATION: Final = frozenset({Action.FLAG_SPECIAL, Action.COORDINATE})
CO_HANDLING: Final = frozenset({Action.ADD_CO_HANDLER, Action.ANSWER_AS_CO_HANDLER})
RECKONING: Final = frozenset({Action.RECLASSIFY, Action.SET_OVERRIDE})
ELSEWHERE: Final = frozenset(
    {
        Action.TRANSFER_12345,
        Action.ADVISE_12345,
        Action.RECORD_12345_OUTCOME,
        Action.RECLAIM_12345,
        Action.JUDGE_LAWFUL,
        Action.SETTLE_SUPERVISION,
    }
)
SEALED_LIFE: Final = frozenset({Action.SEAL, Action.SEAL_ACCEPT, Action.SEAL_CONCLUDE, Action.SEAL_FEEDBACK})
HANDED_ON: Final = frozenset({Action.SEAL_HAND_OVER})
LEAVING: Final = frozenset(
    {Action.REDACT, Action.SPLIT, Action.TRANSFER_CLUE, Action.MARK_CLUE, Action.REGISTER_CLUE}
)
MERGING: Final = frozenset({Action.MERGE, Action.UNMERGE})
AT_THE_DOOR: Final = frozenset(
    {Action.ANSWER_DIRECTLY, Action.DECLINE, Action.REFER_UP, Action.REROUTE} | SEALED_LIFE
)


PROPOSALS: Final = frozenset(
    {
        Action.RECORD_DELIBERATION,
        Action.HAND_OVER,
        Action.PROPOSE,
        Action.SIGN_PROPOSAL,
        Action.REFUSE_PROPOSAL,
    }
)
FEEDBACK: Final = frozenset({Action.LOG_PROGRESS, Action.RECORD_CONTACT, Action.GIVE_FEEDBACK})
MAJOR: Final = frozenset({Action.FLAG_MAJOR, Action.UNFLAG_MAJOR})
OUTSIDE: Final = frozenset({Action.REFER_OUTSIDE, Action.RECORD_12345_OUTCOME, Action.RECLAIM_12345})
LEVELS: Final = frozenset({Action.PASS_UPWARD, Action.REFER_DOWN, Action.RECORD_DELIBERATION})


@dataclass(frozen=True, slots=True)
class Slice:
    """A part of the life that is explored whole."""

    name: str
    follows: frozenset[Action]
    why: str
    begins: Beginning = Beginning(ordinary())  # noqa: RUF009 - a frozen value, made once
    most_recusals: int = 0
    """Where more have recused themselves than a directory can bear, nothing is followed (R-28)."""


SLICES: Final = (
    Slice(
        "rounds", ROAD | AGAIN | ASIDE, "replies, ratings, second handlings, elevation: what counts rounds"
    ),
    Slice(
        "returns",
        ROAD | ORDERS | {Action.RETURN_REVIEW, Action.ELEVATE},
        "drafts sent back; the third time is an order",
    ),
    Slice("door", ROAD | AT_THE_DOOR | ELSEWHERE | RECKONING, "every way out of intake, 12345 and back"),
    Slice("door and withdrawal", ROAD | AT_THE_DOOR | ELSEWHERE | WITHDRAWAL, "a withdrawal in all of these"),
    Slice(
        "tracking",
        ROAD | TRACKING | ORDERS | {Action.ELEVATE},
        "interim replies, follow-ups missed, the clock's own orders",
    ),
    Slice("extension", ROAD | AGAIN | EXTENSION, "dues that move: held, granted, refused, lapsed"),
    Slice("reckoning", ROAD | AGAIN | RECKONING, "other kinds and other limits, from the same start"),
    Slice("objection", ROAD | AGAIN | OBJECTION, "work orders that change hands"),
    Slice("withdrawal", ROAD | AGAIN | WITHDRAWAL, "ended or continued ex officio, in every round"),
    Slice(
        "withdrawal and tracking", ROAD | WITHDRAWAL | TRACKING | ORDERS, "a wish to stop while replies wait"
    ),
    Slice(
        "supervision",
        ROAD | {Action.ELEVATE} | SUPERVISION,
        "orders issued, amended, silent, settled, issued again",
    ),
    Slice("coordination", ROAD | COORDINATION | SUPERVISION, "what holds back the close"),
    Slice("co-handling", ROAD | {Action.ELEVATE} | CO_HANDLING, "one more unit, and it late"),
    Slice("extension and objection", ROAD | EXTENSION | OBJECTION, "whose silence held the term"),
    Slice(
        "extension and withdrawal",
        ROAD | EXTENSION | WITHDRAWAL,
        "what lapses with a case that ends",
    ),
    Slice(
        "orders and tracking", ROAD | TRACKING | SUPERVISION, "orders of people beside orders of the clock"
    ),
    Slice(
        "recusal",
        ROAD | {Action.ELEVATE, Action.RECUSE},
        "a step is never left without a signer",
        most_recusals=2,
    ),
    Slice(
        "conduct",
        ROAD | OBJECTION | {Action.REFER_UP},
        "the unit complained of keeps its hands off",
        Beginning(ordinary(), conduct_of=HELAN.units[1]),
    ),
    Slice(
        "nobody at intake",
        ROAD | WITHDRAWAL | AT_THE_DOOR,
        "filed, and nobody there to take it in",
        Beginning(nobody_takes_in()),
    ),
    Slice(
        "next year's calendar",
        ROAD | EXTENSION,
        "dues that are provisional until the notice is out",
        Beginning(before_the_notice(), day="2022-12-19"),
    ),
    Slice(
        "sealed",
        ROAD | SEALED_LIFE | HANDED_ON | {Action.RETURN_TO_ORDINARY, Action.ADD_MATERIAL},
        "the sealed desk's own life, and back",
        Beginning(ordinary()),
        most_recusals=1,
    ),
    Slice(
        "edited, split, reported",
        ROAD | LEAVING | SEALED_LIFE,
        "words that leave a case, and the sealed life of what they begin",
    ),
    Slice(
        "following, answered",
        ROAD | MERGING | {Action.REHANDLE},
        "behind a lead that is answered, and a second handling of its own",
        Beginning(answered()),
    ),
    Slice(
        "following, declined",
        ROAD | MERGING | WITHDRAWAL,
        "behind a lead that ends without a reply, or taken back before",
        Beginning(declined()),
    ),
    Slice(
        "following, left alone",
        ROAD | MERGING | SEALED_LIFE,
        "behind a lead that goes where nobody can follow",
        Beginning(out_of_reach()),
    ),
    Slice(
        "leading",
        ROAD | WITHDRAWAL | {Action.REHANDLE},
        "a close that waits for the others",
        Beginning(leading(), leads=True),
    ),
    Slice(
        "jiansheng",
        ROAD | PROPOSALS | {Action.REHANDLE},
        "deliberated, proposed, signed by two, on three tracks",
        Beginning(ordinary(JIANSHENG)),
    ),
    Slice(
        "jiansheng, major and recusal",
        ROAD | PROPOSALS | MAJOR | {Action.RECUSE},
        "who signs last, and who is left to sign",
        Beginning(ordinary(JIANSHENG)),
        most_recusals=1,
    ),
    Slice(
        "jiansheng, outside and withdrawal",
        ROAD | PROPOSALS | OUTSIDE | WITHDRAWAL,
        "to the district and back, or taken back on the way",
        Beginning(ordinary(JIANSHENG)),
    ),
    Slice(
        "jiansheng, held to account",
        ROAD | PROPOSALS | {Action.RECORD_ACCOUNTABILITY},
        "put on record before the close and after",
        Beginning(ordinary(JIANSHENG)),
    ),
    Slice(
        "jiansheng, extension",
        ROAD | PROPOSALS | EXTENSION,
        "level by level",
        Beginning(ordinary(JIANSHENG)),
    ),
    Slice(
        "kandun",
        ROAD | PROPOSALS | FEEDBACK,
        "proposed in a term of its own, a month, fed back",
        Beginning(ordinary(KANDUN)),
    ),
    Slice(
        "kandun, joint feedback",
        ROAD | PROPOSALS | FEEDBACK | CO_HANDLING | {Action.CONFIRM_JOINT_FEEDBACK},
        "several units stand by one answer",
        Beginning(ordinary(KANDUN)),
    ),
    Slice(
        "kandun, extension and withdrawal",
        ROAD | PROPOSALS | FEEDBACK | EXTENSION | WITHDRAWAL,
        "half a month more, or taken back before the feedback",
        Beginning(ordinary(KANDUN)),
    ),
    Slice(
        "kandun, accusation",
        ROAD | PROPOSALS | SEALED_LIFE | {Action.RECLASSIFY},
        "what only the sealed way is open to",
        Beginning(ordinary(KANDUN), kind="检举控告"),
    ),
    Slice(
        "kandun, hard cases",
        ROAD | PROPOSALS | FEEDBACK | ORDERS | {Action.PUT_IN_CHARGE, Action.SUPERVISE},
        "one leader in charge, with orders of their own",
        Beginning(ordinary(KANDUN)),
    ),
    Slice(
        "kandun, urging",
        ROAD | PROPOSALS | FEEDBACK | {Action.URGE, Action.RECORD_ACCOUNTABILITY},
        "urged and held to account, before the close and after",
        Beginning(ordinary(KANDUN)),
    ),
    Slice(
        "kandun, public feedback",
        ROAD
        | PROPOSALS
        | FEEDBACK
        | {
            Action.PUBLISH_FEEDBACK,
            Action.APPROVE_PUBLICATION,
            Action.REFUSE_PUBLICATION,
            Action.WITHDRAW_PUBLICATION,
        },
        "written for the public, approved by another, taken down again",
        Beginning(ordinary(KANDUN)),
    ),
    Slice(
        "cuijiang",
        ROAD | LEVELS | FEEDBACK | {Action.SOLVE_AT_ONCE},
        "the village first, up and down, solved at once or fed back",
        Beginning(ordinary(CUIJIANG)),
    ),
    Slice(
        "cuijiang, orders and withdrawal",
        ROAD | LEVELS | FEEDBACK | SUPERVISION | WITHDRAWAL,
        "orders beside what changes level",
        Beginning(ordinary(CUIJIANG)),
    ),
    Slice(
        "sichuan",
        ROAD | {Action.REHANDLE, Action.REDIRECT_12388, Action.DECLINE},
        "ordered again by a date, accusations led elsewhere",
        Beginning(ordinary(YANTING)),
    ),
    Slice(
        "sichuan, clues",
        ROAD | LEAVING | {Action.SEAL_ACCEPT, Action.SEAL_CONCLUDE},
        "what the office finds itself goes to the sealed desk, where citizens are led to 12388",
        Beginning(ordinary(YANTING)),
    ),
)
