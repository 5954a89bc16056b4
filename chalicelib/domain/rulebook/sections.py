"""Each section of a rulebook file, read into its record."""

import re
from typing import Final

from chalicelib.domain.deadlines.limit import Limit
from chalicelib.domain.directory.org import OrgType
from chalicelib.domain.documents import INVISIBLE
from chalicelib.domain.rulebook.reading import (
    CALENDAR_NAME,
    LONGEST_TEXT,
    MACHINE_WORD,
    MACHINE_WORD_EXPECTED,
    Section,
    seat_in,
    unknown_seat,
)
from chalicelib.domain.rulebook.rules import (
    AccountabilityRule,
    CalendarRule,
    EvaluationRule,
    ExtensionRule,
    FeedbackRule,
    IntakeRule,
    InterimReplyRule,
    KindRule,
    Meta,
    Override,
    ProcessRule,
    ProposalRule,
    ReminderRule,
    ReviewRule,
    Rung,
    SecondHandlingRule,
    SigningStep,
    SupervisionRule,
    Track,
    Trigger,
)
from chalicelib.domain.rulebook.seats import Seat
from chalicelib.domain.vocabulary import Action, Aspect, Colour, Grade, ReviewItem, Term

KIND_NAME: Final = re.compile(rf"[^\s{INVISIBLE}]{{1,20}}")
MOST_ROUNDS: Final = 9
MOST_TRACKS: Final = 9
LOG_TYPE: Final = re.compile(rf"[^\s{INVISIBLE}]{{2,20}}")

_CALENDAR_EXPECTED: Final = "历法请写成 CN 或 CN-NX 的样子。"


def meta(section: Section) -> Meta:
    """Read which document the rulebook is taken from (H-0.1)."""
    return section.finished(
        Meta(
            title=section.phrase("title"),
            doc_no=section.find_phrase("doc_no"),
            issuer=section.phrase("issuer"),
            issued_on=section.find_required_day("issued_on"),
            published_on=section.find_required_day("published_on"),
            effective_from=section.day("effective_from"),
            publicity=section.phrase("publicity"),
            interpreter=section.phrase("interpreter"),
            basis=section.basis(),
        )
    )


def seat_names(section: Section) -> dict[Seat, str]:
    """Read what the people of the place call each seat."""
    seats = section.members(seat_in, unknown_seat(None))
    return section.finished({seat: section.text(written) for written, seat in seats.items()})


def calendar(section: Section) -> CalendarRule:
    """Read which calendar counts (A-02, A-03, A-46)."""
    return section.finished(
        CalendarRule(
            base=section.matching("base", CALENDAR_NAME, _CALENDAR_EXPECTED),
            overlays=section.names("overlays", CALENDAR_NAME, _CALENDAR_EXPECTED),
            day_of_receipt_counts=section.claim("day_of_receipt_counts"),
            office_opens=section.clock("office_opens"),
            office_closes=section.clock("office_closes"),
            basis=section.basis(),
        )
    )


def kinds(section: Section) -> dict[str, KindRule]:
    """Read the kinds of complaint, each with its limit (H-12.2, H-12.3)."""
    names = section.members(
        lambda text: text if KIND_NAME.fullmatch(text) else None, "类别名称最多 20 个字，不能有空格。"
    )
    return section.finished({name: _kind(section.section(name)) for name in names})


def _kind(section: Section) -> KindRule:
    return section.finished(KindRule(limit=section.limit("limit"), basis=section.basis()))


def intake(section: Section) -> IntakeRule:
    """Read how long the intake body has (H-10.2)."""
    return section.finished(
        IntakeRule(
            limit=section.limit("limit"),
            stops_at=frozenset(section.words("stops_at", Action, least=1)),
            basis=section.basis(),
        )
    )


def extension(section: Section) -> ExtensionRule:
    """Read who may grant how much more time (H-12.6 … H-12.8)."""
    return section.finished(
        ExtensionRule(
            allowed=section.claim("allowed"),
            per_extension_max=section.find_limit("per_extension_max"),
            max_total=section.find_limit("max_total"),
            max_count=None if section.is_null("max_count") else section.count("max_count", least=1),
            special_beyond=section.find_seat("special_beyond"),
            category_from=(
                None if section.is_null("category_from") else section.count("category_from", least=1, most=9)
            ),
            approvers=section.seats("approvers"),
            basis=section.basis(),
        )
    )


def steps(section: Section, key: str, *, least: int = 0) -> tuple[SigningStep, ...]:
    """Read a chain of signing steps (H-12.5, J-3.2.1, K-4.1c)."""
    return tuple(_step(step) for step in section.list_of(key, least=least, most=MOST_ROUNDS))


def _step(section: Section) -> SigningStep:
    return section.finished(
        SigningStep(
            name=section.machine_word("name"),
            label=section.text("label"),
            signers=section.seats("signers", least=1),
            any_of=section.claim("any_of"),
            only_major=section.claim("only_major"),
        )
    )


def proposal(section: Section) -> ProposalRule:
    """Read what is proposed and signed before a case is handed to a unit (J-3.2.1, K-4.1c)."""
    return section.finished(
        ProposalRule(
            proposer=section.find_seat("proposer"),
            for_units=frozenset(section.words("for_units", OrgType)),
            stops_intake=section.claim("stops_intake"),
            steps=steps(section, "steps"),
            basis=section.basis(),
        )
    )


def _track(section: Section) -> Track:
    return section.finished(
        Track(
            name=section.machine_word("name"),
            label=section.text("label"),
            units=frozenset(section.words("units", OrgType, least=1)),
            steps=steps(section, "steps", least=1),
        )
    )


def reply_review(section: Section) -> ReviewRule:
    """Read the chain every reply passes (H-12.5, H-13.2, R-40, R-60)."""
    return section.finished(
        ReviewRule(
            steps=steps(section, "steps", least=1),
            tracks=tuple(_track(each) for each in section.list_of("tracks", most=MOST_TRACKS)),
            elevated_steps=steps(section, "elevated_steps"),
            checklist=section.words("checklist", ReviewItem, least=1),
            returns_before_county_is_told=section.count(
                "returns_before_county_is_told", least=1, most=MOST_ROUNDS
            ),
            returns_before_order=section.count("returns_before_order", least=1, most=MOST_ROUNDS),
            basis=section.basis(),
        )
    )


def process(section: Section) -> ProcessRule:
    """Read what of the work is written down (S-7, K-4.2a)."""
    expected = "过程类型最多 20 个字，不能有空格。"
    return section.finished(
        ProcessRule(
            log_types=section.names("log_types", LOG_TYPE, expected),
            before_reply=section.names("before_reply", LOG_TYPE, expected),
            basis=section.basis(),
        )
    )


def feedback(section: Section) -> FeedbackRule:
    """Read how the answer is brought to the citizen (C-M7.6, K-3.2c, R-42)."""
    return section.finished(
        FeedbackRule(
            within_handling=section.claim("within_handling"),
            course_and_effect=section.claim("course_and_effect"),
            after_contact=section.claim("after_contact"),
            after_log=section.claim("after_log"),
            joint=section.claim("joint"),
            basis=section.basis(),
        )
    )


def rung(section: Section) -> Rung:
    """Read one rung of the ladder (R-03); a rung that tells nobody is none."""
    return section.finished(
        Rung(
            name=section.machine_word("name"),
            colour=section.word("colour", Colour),
            trigger=section.word("trigger", Trigger),
            terms=frozenset(section.words("terms", Term)),
            after=section.find_limit("after"),
            tells=section.seats("tells", least=1),
            step_in=section.seats("step_in"),
            basis=section.basis(),
        )
    )


def reminders(section: Section) -> ReminderRule:
    """Read when the owner of a term is reminded (H-20.2)."""
    return section.finished(
        ReminderRule(
            half_at=section.clock("half_at"),
            one_left_at=section.clock("one_left_at"),
            due_at=section.clock("due_at"),
            tells=section.seats("tells"),
            basis=section.basis(),
        )
    )


def evaluation(section: Section) -> EvaluationRule:
    """Read what is rated and which grades are bad ones (H-14.2, H-14.3, H-15.1)."""
    return section.finished(
        EvaluationRule(
            aspects=section.words("aspects", Aspect, least=1),
            grades=section.words("grades", Grade, least=2),
            dissatisfied=frozenset(section.words("dissatisfied", Grade, least=1)),
            basis=section.basis(),
        )
    )


def second_handling(section: Section) -> SecondHandlingRule:
    """Read how often a bad rating may start anew (H-15.1, R-52)."""
    return section.finished(
        SecondHandlingRule(
            max_rounds=section.count("max_rounds", most=MOST_ROUNDS),
            deadline_required=section.claim("deadline_required"),
            basis=section.basis(),
        )
    )


def interim_reply(section: Section) -> InterimReplyRule:
    """Read whether a reply before the end is known here (H-12.9, R-38)."""
    return section.finished(
        InterimReplyRule(
            allowed=section.claim("allowed"),
            misses_before_order=section.count("misses_before_order", least=1, most=MOST_ROUNDS),
            basis=section.basis(),
        )
    )


def supervision(section: Section) -> SupervisionRule:
    """Read what is done about a matter beside orders (K-3.1b, K-3.3b, K-3.5)."""
    return section.finished(
        SupervisionRule(
            hard_at=section.count("hard_at", least=2, most=MOST_ROUNDS),
            urges=section.claim("urges"),
            publishes=section.claim("publishes"),
            basis=section.basis(),
        )
    )


def accountability(section: Section) -> AccountabilityRule:
    """Read that units are held to account (J-4.3b, K-3.5)."""
    return section.finished(AccountabilityRule(basis=section.basis()))


def override(section: Section) -> Override:
    """Read a matter under a rule of its own; the rule is named by its title, not by a clause id (H-12.4)."""
    return section.finished(
        Override(
            item=section.code("item"),
            limit=section.limit("limit"),
            basis=section.text("basis", most=LONGEST_TEXT),
        )
    )


def accusing_kinds(section: Section) -> frozenset[str]:
    """Read which kinds are accusations by their name (K-3.1a)."""
    return frozenset(section.names("kinds", KIND_NAME, "请写 kinds 里的类别名称。"))


def accusation_kept_for(section: Section) -> Limit | None:
    """Read how long an accusation that was led elsewhere is kept; files of before do not say (S-20)."""
    return section.find_limit("kept_for") if section.has("kept_for") else None


def cycles(section: Section) -> dict[str, str]:
    """Read how often what is published, word for word."""
    names = section.members(
        lambda text: text if MACHINE_WORD.fullmatch(text) else None, MACHINE_WORD_EXPECTED
    )
    return section.finished({name: section.machine_word(name) for name in names})
