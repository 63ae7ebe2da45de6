"""What a note tells of the source that it names: its author, title and date where they are clear."""

from __future__ import annotations

import re
from functools import cache

from postil.core.patterns import pattern
from postil.core.text import shortened
from postil.ingest.attribution.dates import DATE, YEAR
from postil.ingest.attribution.names import NAME

LONGEST_TITLE = 200
"""Code points after which the words of a note are cut where they become a title."""

_LOOKED_AT = 400
"""Code points of a note that are looked at."""

_LEAD = pattern(r"(?:See(?: also)?|Cf\.|Vgl\.|Siehe|Voir|Véase|Cfr\.|Zob\.|См\.|Див\.) ", re.IGNORECASE)
_ADDRESS = pattern(r"(?:https?://|doi:|www\.)\S+", re.IGNORECASE)
_MARKS = " ,.;:"


def details(line: str) -> dict[str, str]:
    """The parts of a note by the names of a mention: all of it is the title where no part clearly is.

    Args:
        line: Its words, in one line.
    """
    read = _LEAD.sub("", _ADDRESS.sub("", line[:_LOOKED_AT]), count=1).strip()
    for shape in _shapes():
        if match := shape.match(read):
            return {name: part.strip(_MARKS) for name, part in match.groupdict("").items()}
    return {"title": shortened(line, LONGEST_TITLE)}


@cache
def _shapes() -> tuple[re.Pattern[str], ...]:
    """How notes are written: a title in quotation marks, the APA's way, a paper with a date, a book with a year."""
    people = rf"{NAME}(?:(?: and| &| und| et| y| e| i| и| та) {NAME})?"
    return (
        re.compile(
            r"(?:(?P<author>[^“\"«„‘]{2,120}?)[,:.] )?[“\"«„‘](?P<title>[^“”\"«»„‘]{4,200})[”\"»“’][,.]?"
            rf"(?: (?:in:? )?(?P<container>[^,.;()\d]{{2,80}}?)(?=[,.;]? ?[(\d]|,))?(?:.{{0,120}}?\b(?P<date>{DATE}|{YEAR})\b)?"
        ),
        re.compile(
            rf"(?P<author>[^()]{{2,120}}?),? \((?P<date>{YEAR})[a-z]?(?:, [^()]{{3,20}})?\)[.:,]? (?P<title>[^.]{{4,200}})(?:\.|\Z)"
            r"(?: (?P<container>[^,.;()\d]{2,80}), \d)?"
        ),
        re.compile(rf"(?P<container>{NAME}),? \(?(?P<date>{DATE})\)?[\s.,;]*\Z"),
        re.compile(
            rf"(?P<author>{people}), (?P<title>[^\W\d_][^,()“\"]{{3,200}}?)(?:, | \((?:[^()]{{2,60}}[:,] )?)(?P<date>{YEAR})\b"
        ),
    )
