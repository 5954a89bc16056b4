"""Another beginning: deliberated or not, level by level, accusations, and the ways out."""

from chalicelib.domain.vocabulary import Action
from tools.explore.varied.drawing import Document, Pen
from tools.explore.varied.numbers import OTHER_KIND

UPWARD = str(Action.PASS_UPWARD)
WAYS_OUT = ("transfer_12345", "advise_12345", "refer_up", "refer_outside", "decline")


def beginning(pen: Pen, document: Document) -> None:
    if pen.maybe():
        document["deliberation"]["at"] = pen.one_of(("none", "every_body", "top_body"))
    if pen.maybe():
        document["upward"]["level_by_level"] = pen.maybe() or UPWARD in document["out_of_scope"]["actions"]
    if pen.maybe():
        document["solving_at_once"]["allowed"] = pen.maybe()
    if pen.maybe():
        document["clarification"]["allowed"] = pen.maybe()
    if pen.maybe():
        rule = document["process"]
        rule["before_reply"] = pen.some_of(rule["log_types"], most=2)


def accusation(pen: Pen, document: Document) -> None:
    rule = document["accusation"]
    if pen.maybe():
        rule["mode"] = pen.one_of(("accept_sealed", "own_track", "sealed_ledger", "redirect"))
        if rule["mode"] != "redirect":
            rule.pop("kept_for", None)
    if pen.maybe():
        rule["kinds"] = [OTHER_KIND] if OTHER_KIND in document["kinds"] and pen.maybe() else []


def ways_out(pen: Pen, document: Document) -> None:
    if pen.maybe():
        upward = [UPWARD] if document["upward"]["level_by_level"] else []
        document["out_of_scope"]["actions"] = pen.some_of((*WAYS_OUT, *upward))
