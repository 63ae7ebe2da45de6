"""The letters of a page, each with its place, as pdfium knows them.

pdfium is asked about the ends of lines and of words only: to ask about each letter of a book takes a second.
"""

from __future__ import annotations

import re
from ctypes import byref, c_double, c_int, c_ushort, create_string_buffer
from math import atan2, hypot, pi
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from postil.core.patterns import pattern

_FONT_NAME = 128
"""Bytes of a font's name that are looked at."""

_BOLD_NAME = pattern(rb"bold|black|heavy|cmbx|demi", re.IGNORECASE)
_FIXED_NAME = pattern(rb"mono|monl|courier|typewriter|consol|cmtt|sltt|lmtl|fixed", re.IGNORECASE)

_FIXED = 1
"""The bit of a font's flags that is set where all letters have one width (ISO 32000-1, table 123)."""

_HEAVY = 600
"""The weight of type from which it is bold, on the scale of 100 to 900."""


class Place(NamedTuple):
    """Where a letter stands, in the page's own coordinates.

    Attributes:
        x: Where its baseline begins.
        y: The height of its baseline above the foot of the page.
        size: The size of its type in points.
        turn: Quarter turns of its baseline against the clock.
    """

    x: float
    y: float
    size: float
    turn: int


class Letters:
    """The letters of one page, numbered from 0 in the order in which they were set.

    Attributes:
        text: All of them, with the blanks and line breaks that pdfium adds.
    """

    def __init__(self, page: Any) -> None:
        self._page = page
        self._box = tuple(c_double() for _ in range(4))
        self._origin = tuple(c_double() for _ in range(2))
        self._matrix = pdfium.FS_MATRIX()
        self.text = self._whole()

    def _whole(self) -> str:
        count = max(pdfium.FPDFText_CountChars(self._page), 0)
        buffer = (c_ushort * (2 * count + 2))()
        written = pdfium.FPDFText_GetText(self._page, 0, count, buffer)
        text = bytes(memoryview(buffer)[: max(written - 1, 0)]).decode("utf-16-le", "surrogatepass")
        if len(text) == count:
            return text
        codes = (pdfium.FPDFText_GetUnicode(self._page, index) for index in range(count))
        return "".join(chr(code) if code < 0x110000 else "\ufffd" for code in codes)

    def box(self, index: int) -> tuple[float, float, float, float]:
        """The left, lower, right and upper border of a letter, as it is inked."""
        left, right, bottom, top = self._box
        pdfium.FPDFText_GetCharBox(self._page, index, byref(left), byref(right), byref(bottom), byref(top))
        return left.value, bottom.value, right.value, top.value

    def place(self, index: int) -> Place:
        """Where a letter stands and how large it is."""
        x, y = self._origin
        pdfium.FPDFText_GetCharOrigin(self._page, index, byref(x), byref(y))
        matrix = self._matrix
        size: float = pdfium.FPDFText_GetFontSize(self._page, index)
        if not pdfium.FPDFText_GetMatrix(self._page, index, byref(matrix)):
            return Place(x.value, y.value, size, 0)
        turn = round(atan2(matrix.b, matrix.a) / (pi / 2)) % 4
        return Place(x.value, y.value, size * hypot(matrix.c, matrix.d), turn)

    def font(self, index: int) -> tuple[bool, bool]:
        """Whether a letter is bold, and whether its type gives all letters one width."""
        flags, name = c_int(), create_string_buffer(_FONT_NAME)
        pdfium.FPDFText_GetFontInfo(self._page, index, name, _FONT_NAME, byref(flags))
        is_fixed = bool(flags.value & _FIXED) or _FIXED_NAME.search(name.value) is not None
        if _BOLD_NAME.search(name.value):
            return True, is_fixed
        return pdfium.FPDFText_GetFontWeight(self._page, index) >= _HEAVY, is_fixed
