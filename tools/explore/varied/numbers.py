"""Other numbers: kinds, terms, more time, reminders, the calendar's hours."""

from hypothesis import strategies as st

from tools.explore.varied.drawing import HOURS, Document, Pen

OTHER_KIND = "其他投诉"


def kinds(pen: Pen, document: Document) -> None:
    rules = document["kinds"]
    if pen.maybe():
        rules[OTHER_KIND] = {"limit": pen.length(), "basis": "R-12"}
    for rule in rules.values():
        if pen.maybe():
            rule["limit"] = pen.length()


def intake(pen: Pen, document: Document) -> None:
    if pen.maybe():
        document["intake"]["limit"] = pen.length()


def terms(pen: Pen, document: Document) -> None:
    """Price terms otherwise; those that nobody needs are struck out, those that are missed come back."""
    for name in sorted(set(document["terms"]) - {"note"}):
        if pen.maybe():
            document["terms"][name]["limit"] = pen.length()


def extension(pen: Pen, document: Document) -> None:
    """Write every combination of bounds and approvers that has a meaning, and none at all."""
    rule = document["extension"]
    is_counted_otherwise = any(kind["limit"]["unit"] != "WD" for kind in document["kinds"].values())
    if not pen.maybe():
        if rule["allowed"] and is_counted_otherwise and rule["per_extension_max"] is None:
            rule["per_extension_max"] = {"n": 15, "unit": "D"}
        return
    nothing = dict.fromkeys(
        ("per_extension_max", "max_total", "max_count", "special_beyond", "category_from")
    )
    rule.update(allowed=False, approvers=[], **nothing)
    if pen.maybe():
        return
    unit, each = pen.one_of(("WD", "D")), pen.draw(st.integers(1, 15))
    rule["allowed"] = True
    rule["approvers"] = pen.some_of(pen.seats(), least=1, most=3)
    if is_counted_otherwise or pen.maybe():
        rule["per_extension_max"] = {"n": each, "unit": unit}
    if unit == "WD" or rule["per_extension_max"] is not None:
        rule["max_total"] = pen.one_of((None, {"n": each + pen.draw(st.integers(0, 20)), "unit": unit}))
    if rule["max_total"] is None or pen.maybe():
        rule["max_count"] = pen.draw(st.integers(1, 4))
        rule["special_beyond"] = pen.one_of((None, *pen.seats()))
    if pen.maybe():
        rule["category_from"] = pen.draw(st.integers(1, 1 + (rule["max_count"] or 3)))


def reminders(pen: Pen, document: Document) -> None:
    rule = document["reminders"]
    if pen.maybe():
        rule["half_at"] = pen.one_of(HOURS)
    if pen.maybe():
        rule["one_left_at"], rule["due_at"] = pen.some_of(HOURS, least=2, most=2)
    if pen.maybe():
        rule["tells"] = pen.some_of(pen.watching_seats())


def calendar(pen: Pen, document: Document) -> None:
    rule = document["calendar"]
    if pen.maybe():
        rule["office_opens"], rule["office_closes"] = pen.one_of((("00:00", "23:59"), ("09:00", "09:01")))
