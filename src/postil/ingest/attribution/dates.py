"""What a date looks like in a running text, as far as it tells when something was published."""

from __future__ import annotations

_WORD = r"[^\W\d_]{3,12}\.?"

DATE = (
    r"(?:\d{4}-\d{2}-\d{2}|\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d{2})"
    rf"|{_WORD} \d{{1,2}}, \d{{4}}|\d{{1,2}}\.? (?:de )?{_WORD} (?:de )?\d{{4}})"
)
"""Matches a day, as `3/10/22`, `March 10, 2022` or `10. März 2022`."""

YEAR = r"(?:1[5-9]|20)\d\d"
"""Matches a year since books are printed."""

_CALENDAR = (
    "january february march april may june july august september october november december januar februar märz mai juni"
    " juli oktober dezember jänner janvier février mars avril juin juillet août septembre octobre novembre décembre enero"
    " febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre gennaio febbraio aprile maggio"
    " giugno luglio settembre ottobre dicembre janeiro fevereiro março maio junho julho setembro outubro novembro dezembro"
    " januari februari maart mei augustus styczeń luty marzec kwiecień maj czerwiec lipiec sierpień wrzesień październik"
    " listopad grudzień январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь"
    " spring summer autumn winter fall frühling sommer herbst monday tuesday wednesday thursday friday saturday sunday"
    " montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag"
)
_NO_AUTHORS = frozenset(_CALENDAR.split())


def is_of_calendar(name: str) -> bool:
    """Whether a word with a capital names a month, a season or a day of the week, and nobody who writes."""
    return name.lower() in _NO_AUTHORS
