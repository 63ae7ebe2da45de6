"""When a document was published: what its first page prints comes before the day on which the file was made."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from postil.core.patterns import pattern
from postil.core.snapshot import BlockKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from postil.core.snapshot import Block

_YEAR = r"(1[5-9]\d\d|20\d\d)"
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_TOLD = pattern(
    rf"(?:©|\(c\)|\bcopyright)\s*(?:©\s*)?{_YEAR}\b"
    rf"|\barxiv:\S+ \[[\w.-]+\] \d+ {_MONTH} {_YEAR}\b"
    rf"|\bpublished(?: online)?:? (?:(?:in|on) )?(?:\d+ )?(?:{_MONTH} )?(?:\d+, )?{_YEAR}\b"
    rf"|\bvol(?:ume|\.) ?\d+\D{{0,30}}(?:\d+\D{{0,9}})?\({_YEAR}\)",
    re.IGNORECASE,
)
_IMPRINT = pattern(
    rf"(?:(?:\d+ )?{_MONTH} (?:\d+, )?|[^\W\d][^\d.!?]{{2,40}}[:,][^\d!?]{{0,40}} )?{_YEAR}\.?", re.IGNORECASE
)
"""A line that holds a year and, at most, a month, or a place and a publisher."""

_ANY_YEAR = pattern(rf"\b{_YEAR}\b")
_DATE = pattern(r"(?:D:)?(\d{4})(?:-?(0[1-9]|1[0-2])(?:-?(0[1-9]|[12]\d|3[01]))?)?")
_COPY = pattern(
    r"scan|\bocr|ocrmypdf|abbyy|tesseract|paper capture|internet archive|luratech|djvu", re.IGNORECASE
)
"""Programs that make a document of printed pages."""


def published(stamp: str, programs: str, first: Sequence[Block]) -> str:
    """The day or the year of publication; nothing where it is not told, or told against.

    The day on which a file was made is taken where no program for scans made it, and where the years that its first
    page names do not all lie before.

    Args:
        stamp: When the file was made, as a date of the information dictionary (ISO 32000-1, 7.9.4).
        programs: The names of the programs that made it.
        first: The blocks of its first page.
    """
    made = _DATE.match(stamp)
    day = "-".join(part for part in made.groups() if part) if made else ""
    printed = _printed(first)
    if printed:
        return printed
    years = [match[1] for block in first for match in _ANY_YEAR.finditer(block.text)]
    is_later = bool(years) and int(max(years)) + 1 < int(day[:4] or 0)
    return "" if _COPY.search(programs) or is_later else day


def _printed(first: Sequence[Block]) -> str:
    """The year that the first page names as that of publication."""
    for block in first:
        told = _TOLD.search(block.text)
        if told is None and block.kind is BlockKind.PARAGRAPH:
            told = _IMPRINT.fullmatch(block.text)
        if told:
            return next(year for year in told.groups() if year)
    return ""
