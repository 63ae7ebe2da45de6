"""Names that are not taken yet."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from postil.core.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Container

_ENDED = pattern(r"(.*[0-9])[a-z]{1,2}")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def free(name: str, taken: Container[str]) -> str:
    """The name itself where it is free, else with a, b … z, aa … behind it, the first that is.

    A name that has such an ending behind a number, as `ferry1931a`, gets the next one instead.
    """
    if name not in taken:
        return name
    stem = _ENDED.fullmatch(name)
    base = stem[1] if stem and stem[1] in taken else name
    return next(made for number in count() if (made := base + _suffix(number)) not in taken)


def _suffix(number: int) -> str:
    head, last = divmod(number, len(_LETTERS))
    return (_suffix(head - 1) if head else "") + _LETTERS[last]
