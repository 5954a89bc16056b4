"""Other signatures: what is proposed, who reviews, on which tracks, and how the answer is brought."""

from hypothesis import strategies as st

from tools.explore.varied.drawing import Document, Pen

ELEVATED_SEATS = ("county@county", "county_leader@county", "intake@body")


def proposal(pen: Pen, document: Document) -> None:
    rule = document["proposal"]
    if not pen.maybe():
        return
    rule.update(proposer=None, for_units=[], stops_intake=False, steps=[])
    if pen.maybe():
        return
    rule["proposer"] = pen.one_of([seat for seat in pen.seats() if not seat.endswith("@unit")])
    rule["steps"] = pen.steps(seats=[seat for seat in pen.seats() if seat != rule["proposer"]])
    rule["for_units"] = pen.some_of(pen.unit_types())
    rule["stops_intake"] = pen.maybe()


def review(pen: Pen, document: Document) -> None:
    rule = document["reply_review"]
    if pen.maybe():
        rule["steps"] = pen.steps()
    if pen.maybe():
        types = pen.unit_types()
        cut = pen.draw(st.integers(0, len(types)))
        parts = [part for part in (list(types[:cut]), list(types[cut:])) if part and pen.maybe()]
        rule["tracks"] = [
            {"name": f"track_{number + 1}", "label": "另一条路径", "units": part, "steps": pen.steps()}
            for number, part in enumerate(parts)
        ]
    if pen.maybe():
        rule["elevated_steps"] = pen.one_of(([], pen.steps(most=2, seats=ELEVATED_SEATS)))
    if pen.maybe():
        told, ordered = sorted((pen.draw(st.integers(1, 4)), pen.draw(st.integers(1, 4))))
        rule.update(returns_before_county_is_told=told, returns_before_order=ordered)
    if pen.maybe():
        rule["checklist"] = pen.some_of(("办理时限", "办理过程", "办理结果", "回复内容"), least=1)


def answer(pen: Pen, document: Document) -> None:
    """Bring the answer by hand, ask for a rating, or neither (R-43)."""
    if not pen.maybe():
        return
    document.update(feedback=None, evaluation=None)
    choice = pen.one_of(("neither", "feedback", "evaluation"))
    if choice == "feedback":
        claims = ("within_handling", "course_and_effect", "after_contact", "after_log", "joint")
        document["feedback"] = {**{claim: pen.maybe() for claim in claims}, "basis": "R-42"}
    if choice == "evaluation":
        grades = pen.some_of(("非常满意", "满意", "一般满意", "不太满意", "不满意"), least=2)
        document["evaluation"] = {
            "aspects": ["办理情况", "办理态度", "回复内容", "办理效果"],
            "grades": grades,
            "dissatisfied": grades[pen.draw(st.integers(1, len(grades) - 1)) :],
            "basis": "H-14.2",
        }


def rounds(pen: Pen, document: Document) -> None:
    if pen.maybe():
        most = pen.draw(st.integers(0, 3))
        rule = {"max_rounds": most, "deadline_required": most > 0 and pen.maybe()}
        document["second_handling"].update(rule)
    if pen.maybe():
        rule = {"allowed": pen.maybe(), "misses_before_order": pen.draw(st.integers(1, 4))}
        document["interim_reply"].update(rule)
