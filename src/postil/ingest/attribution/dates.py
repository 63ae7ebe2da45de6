"""What a date looks like in a running text, as far as it tells when something was published."""

from __future__ import annotations

from itertools import chain

from postil.core.months import MONTHS

_WORD = r"[^\W\d_]{3,12}\.?"

DATE = (
    r"(?:\d{4}-\d{2}-\d{2}|\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d{2})"
    rf"|{_WORD} \d{{1,2}}, \d{{4}}|\d{{1,2}}\.? (?:de )?{_WORD} (?:de )?\d{{4}})"
)
"""Matches a day, as `3/10/22`, `March 10, 2022` or `10. März 2022`."""

YEAR = r"(?:1[5-9]|20)\d\d"
"""Matches a year since books are printed."""

_SEASONS_AND_DAYS = (
    "spring summer autumn winter fall frühling sommer herbst monday tuesday wednesday thursday friday saturday sunday"
    " montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag"
)
_NO_AUTHORS = frozenset((*chain.from_iterable(MONTHS), *_SEASONS_AND_DAYS.split()))


def is_of_calendar(name: str) -> bool:
    """Whether a word with a capital names a month, a season or a day of the week, and nobody who writes."""
    return name.lower() in _NO_AUTHORS
