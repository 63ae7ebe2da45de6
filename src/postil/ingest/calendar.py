"""The calendar in a text: the days that are written with the names of months or in numbers."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from postil.core.months import MONTHS, month_of
from postil.core.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

_THIS_CENTURY = 70
"""Years of two digits below it are of the twenty-first century."""

_YEAR = r"(?:19|20)\d\d(?!\d)"
_BEFORE = r"(?<![\d.:/-])"
_WORD = r"[^\W\d_]{3,12}"
_ORDINALS = "stndrdtherºª"
_DAY = rf"\d{{1,2}}[{_ORDINALS}]{{0,2}}"
_DAYS = pattern(
    rf"{_BEFORE}(?P<y1>(?:19|20)\d\d) ?[-./年년] ?(?P<m1>\d{{1,2}}) ?[-./月월] ?(?P<d1>\d{{1,2}})(?!\d)"
    rf"|{_BEFORE}(?P<d2>\d{{1,2}})(?P<s>[./-]) ?(?P<m2>\d{{1,2}})(?P=s) ?(?P<y2>{_YEAR}|(?<=\d\d[./]\d\d[./])\d\d(?![\d.:/-]))"
    rf"|{_BEFORE}(?P<d3>{_DAY})(?:[.-] ?| )(?:d[eo]l? |of )?(?P<m3>{_WORD})[.,]*[ -]?(?:d[eo]l? )?(?P<y3>{_YEAR}|(?<=[.-])\d\d(?!\d))"
    rf"|(?P<m4>{_WORD})\.?[ -](?P<d4>{_DAY}),? ?(?P<y4>{_YEAR})"
    rf"|(?P<y5>(?:19|20)\d\d)[ -](?P<m5>{_WORD})[. -](?P<d5>{_DAY})(?!\d)",
    re.IGNORECASE,
)


def day_in(words: str, *, month_first: bool = False) -> str:
    """The first day in time that a line tells, as `YYYY-MM-DD`; nothing where it tells none.

    Args:
        words: The line, as `Published 3 March 2021, updated 5.3.21`.
        month_first: Whether `3/5/2021` is in March, as in the United States.
    """
    return min(_days(words, month_first=month_first), default="")


def _days(words: str, *, month_first: bool) -> Iterator[str]:
    for match in _DAYS.finditer(words):
        told = {name[0]: value for name, value in match.groupdict().items() if value}
        month, day = month_of(told["m"]), int(told["d"].rstrip(_ORDINALS))
        if "s" in told and (month > len(MONTHS) or (month_first and told["s"] == "/" and day <= len(MONTHS))):
            month, day = day, month
        try:
            yield date(_with_century(int(told["y"])), month, day).isoformat()
        except ValueError:
            continue  # no day, as 31 June or the number of a version


def _with_century(year: int) -> int:
    return year if year > 99 else year + (2000 if year < _THIS_CENTURY else 1900)
