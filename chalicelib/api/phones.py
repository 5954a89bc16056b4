"""A phone number in a body: what is wrong with it, and which it is."""

from collections.abc import Iterator

from chalicelib.api.parsing import Sound
from chalicelib.domain.errors import Fault
from chalicelib.domain.personal import Personal
from chalicelib.runtime.wiring import services


def phone_faults(sound: Sound) -> Iterator[Fault]:
    """Name what no form can tell: whether the digits are a number here."""
    if "phone" in sound and services().numbering.read(sound["phone"]) is None:
        yield Fault("/phone", "请填写中国大陆的手机号，共 11 位数字。")


def number_of(written: str) -> Personal[str]:
    """Give the number of a field that was found sound."""
    return Personal(services().numbering.read(written) or written)
