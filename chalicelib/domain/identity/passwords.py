"""What a new password must be: long, and none that a stranger would try first."""

from collections.abc import Iterator
from typing import Final

from chalicelib.domain.errors import Fault

SHORTEST_PASSWORD: Final = 10
LONGEST_PASSWORD: Final = 128
"""Signs of it; a sentence is welcome, and the longest is hashed in the same time."""
FEWEST_DIFFERENT: Final = 5
"""So many different signs at least: `aaaaaaaaaa` and `1212121212` are tried first."""
_RUNS: Final = ("0123456789", "abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl", "zxcvbnm")
_LONGEST_RUN: Final = 6
"""So many neighbours of the alphabet or the keyboard in a row are no password."""
_AT: Final = "/new_password"


def password_faults(new: str, *, username: str, present: str) -> Iterator[Fault]:
    """Name everything that is wrong with a new password; no mixture of kinds of signs is demanded.

    Args:
        new: What the official has chosen.
        username: The account, such as `helan.intake1`.
        present: The password so far.
    """
    if not SHORTEST_PASSWORD <= len(new) <= LONGEST_PASSWORD:
        yield Fault(_AT, f"新密码要 {SHORTEST_PASSWORD} 到 {LONGEST_PASSWORD} 个字符，可以用一句好记的话。")
    if new == present:
        yield Fault(_AT, "新密码不能和现在的一样。")
    if len(set(new)) < FEWEST_DIFFERENT:
        yield Fault(_AT, f"新密码至少要有 {FEWEST_DIFFERENT} 个不同的字符。")
    plain = new.casefold()
    if _holds_a_run(plain):
        yield Fault(_AT, f"新密码里不要有 {_LONGEST_RUN} 个以上连着的数字、字母或者键盘上相邻的键。")
    name = username.rpartition(".")[2].casefold()
    if name and name in plain:
        yield Fault(_AT, "新密码里不要有用户名。")


def _holds_a_run(plain: str) -> bool:
    pieces = {
        way[at : at + _LONGEST_RUN]
        for run in _RUNS
        for way in (run, run[::-1])
        for at in range(len(run) - _LONGEST_RUN + 1)
    }
    return any(piece in plain for piece in pieces)
