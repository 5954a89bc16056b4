"""What the table makes certain, said where it is relied on."""

from typing import TypeVar

Thing = TypeVar("Thing")


def certain(thing: Thing | None, claim: str) -> Thing:
    """Give what must be there; anything else is our own fault.

    Raises:
        AssertionError: The claim does not hold: a rule of the table lacks a condition.
    """
    if thing is None:
        raise AssertionError(claim)
    return thing
