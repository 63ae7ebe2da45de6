"""How a list counts its items: `3.`, `c.`, `iii.`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.core.patterns import pattern
from postil.ingest.html.names import name_of

if TYPE_CHECKING:
    from lxml import etree

BULLET = "•"

_NUMBER = pattern(r"\d{1,6}")
_STYLE = pattern(r"list-style(?:-type)?\s*:[^;]*?\b(lower|upper)-(alpha|latin|roman)")
_STYLES = {("lower", "roman"): "i", ("upper", "roman"): "I", ("upper", "alpha"): "A", ("upper", "latin"): "A"}
_ROMAN = tuple(
    zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i"),
        strict=True,
    )
)
_MOST_ROMAN = 3_999
_LETTERS = 26


class Numbering:
    """The items of one list that is open.

    Args:
        outer: Its element; only an `ol` is counted.
    """

    def __init__(self, outer: etree._Element) -> None:
        self._counts = name_of(outer) == "ol"
        self._next = _number(outer.get("start"), 1)
        style = _STYLE.search(outer.get("style") or "")
        self._type = _STYLES.get((style[1], style[2]), "a") if style else (outer.get("type") or "1").strip()

    def marker(self, item: etree._Element) -> str:
        """What stands before the next item."""
        if not self._counts:
            return BULLET
        number = _number(item.get("value"), self._next)
        self._next = number + 1
        return f"{self._written(number)}."

    def _written(self, number: int) -> str:
        written = str(number)
        if self._type in {"a", "A"} and number:
            written = ""
            while number:
                number, letter = divmod(number - 1, _LETTERS)
                written = chr(ord("a") + letter) + written
        elif self._type in {"i", "I"} and 0 < number <= _MOST_ROMAN:
            written = ""
            for value, letters in _ROMAN:
                written += letters * (number // value)
                number %= value
        return written.upper() if self._type.isupper() else written


def _number(said: str | None, otherwise: int) -> int:
    number = _NUMBER.fullmatch((said or "").strip())
    return int(number[0]) if number else otherwise
