"""Dates no more precise than they were given, between what people type and CSL's date parts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from postil.core.patterns import pattern
from postil.core.text import clean_line, copyable_line

if TYPE_CHECKING:
    from postil.core.model import JSON

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

_ISO = pattern(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2})(?:[T ][0-9]{2}:.*)?)?)?\Z")
_WORD = r"[^\W\d_]{3,12}"
_DAY = r"([0-9]{1,2})(?:st|nd|rd|th|er|[.ºª])?"
_GAP = r"[.,]?[ -](?:(?:of|d[eo]l?) )?"
_SPELLED = pattern(
    rf"(?:{_DAY}{_GAP})?({_WORD}){_GAP}([0-9]{{4}})"
    rf"|({_WORD}){_GAP}{_DAY},? ([0-9]{{4}})"
    r"|([0-9]{1,2})\. ?([0-9]{1,2})\. ?([0-9]{4})",
    re.IGNORECASE,
)
"""`7 March 2022`, `7 de marzo de 2022`, `Mar. 2022`; `March 7th, 2022`; `7.3.2022`, where the day comes first."""
_YEAR = pattern(r"(?<![0-9])(?:1[0-9]|20)[0-9]{2}(?![0-9])")


@dataclass(frozen=True, slots=True)
class Date:
    """A date as it is written out.

    Attributes:
        text: `7 March 2022`, `March 2022`, `2022`, `7 March 2022–9 March 2022`, or the words that
            were given.
        year: `2022`, or an empty string where no year is known.
    """

    text: str = ""
    year: str = ""

    @classmethod
    def of(cls, value: JSON) -> Date:
        """Reads a CSL date; an empty date where it says nothing that can be understood."""
        if not isinstance(value, dict):
            return cls()
        parts = value.get("date-parts")
        days = [day for day in map(_day, parts) if day] if isinstance(parts, list) else []
        if days:
            about = "c. " if value.get("circa") else ""
            return cls(about + "–".join(_written(day) for day in days[:2]), _year(days[0][0]))
        for key in ("literal", "raw"):
            words = value.get(key)
            if isinstance(words, str) and (line := copyable_line(words)):
                return cls._of_words(line)
        return cls()

    @classmethod
    def _of_words(cls, words: str) -> Date:
        if day := _parsed(words):
            return cls(_written(day), _year(day[0]))
        found = _YEAR.search(words)
        return cls(words, found[0] if found else "")


def parse_date(text: str) -> dict[str, JSON]:
    """Reads a date as CSL has it.

    Args:
        text: `2022-03-07` (a time of day after it is dropped), `2022-03`, `2022`, or two of them with
            a slash between; or a day or a month with its name, in one of twenty languages, or as
            `7.3.2022`. Anything else, `3/10/22` for one, is kept in its own words.

    Returns:
        A CSL date; empty for an empty text.
    """
    line = clean_line(text)
    if not line:
        return {}
    spelled = _spelled(line)
    days = [spelled] if spelled else [_parsed(part) for part in line.split("/")]
    known: list[JSON] = [list(day) for day in days if day]
    if len(known) == len(days) <= 2:
        return {"date-parts": known}
    return {"literal": line}


def _parsed(text: str) -> tuple[int, ...] | None:
    found = _ISO.match(text.strip())
    return _real(*(int(part) for part in found.groups() if part)) if found else None


def _spelled(line: str) -> tuple[int, ...] | None:
    found = _SPELLED.fullmatch(line)
    if not found:
        return None
    from postil.core.months import month_of

    day, month, year, named_month, named_day, named_year, *numbers = (part or "" for part in found.groups())
    if named_month:
        day, month, year = named_day, named_month, named_year
    elif not month:
        day, month, year = numbers
    return _real(int(year), month_of(month), *([int(day)] if day else []))


def _real(*day: int) -> tuple[int, ...] | None:
    """A year, perhaps with a month, perhaps with a day; None where there is no such."""
    try:
        date(*(*day, 1, 1)[:3])
    except ValueError:
        return None
    return day


def _day(value: JSON) -> tuple[int, ...] | None:
    """Reads one entry of CSL's date-parts: year, perhaps month, perhaps day, as numbers or as digits."""
    if not isinstance(value, list):
        return None
    parts: list[int] = []
    for part, (least, most) in zip(value, ((-9999, 9999), (1, 12), (1, 31)), strict=False):
        if isinstance(part, bool) or not re.fullmatch(r"-?[0-9]{1,4}", str(part)):
            break
        if not least <= int(str(part)) <= most:
            break
        parts.append(int(str(part)))
    return tuple(parts) or None


def _written(day: tuple[int, ...]) -> str:
    year, *rest = day
    words = [MONTHS[rest[0] - 1]] if rest else []
    return " ".join([*map(str, rest[1:]), *words, _year(year)])


def _year(year: int) -> str:
    return f"{-year} BC" if year < 0 else str(year)
