"""Media and people that are said to have told or found something: `the Gazette reported`, `a survey by Holm`."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from postil.core.attribution import Mention
from postil.ingest.attribution.dates import DATE, YEAR, is_of_calendar
from postil.ingest.attribution.names import NAME, begins_sentence, named
from postil.ingest.attribution.phrases import phrases

if TYPE_CHECKING:
    from collections.abc import Iterator

_ELSEWHERE = re.compile(
    "据([^，。“”]{2,12}?)(?:报道|报导|消息|称)|([^、。「」]{2,16}?)によると|(?:وفق[اًاَ]* ل|بحسب |حسب )([^\\s،.]+(?: [^\\s،.]+)?)"
)
_MEDIUM = re.compile(
    r"\b(?:Times|Post|News|\w*[Zz]eitung|Guardian|Journal|Press|Herald|Tribune|Telegraph|Gazette|Review|Courier|Chronicle"
    r"|Observer|Independent|Mail|Express|Reuters|Agency|Radio|Magazine?|Daily|Weekly|[A-Z]{2,5})\b"
)


class Spotted(NamedTuple):
    """A source that is named in a sentence, and the code points that name it."""

    mention: Mention
    start: int
    end: int


def told(sentence: str, language: str = "") -> Iterator[Spotted]:
    """Who is said to have told or found something, with a date where one is told beside.

    Args:
        sentence: Its text.
        language: Chooses the phrases.
    """
    known = _patterns(language)
    for match in known.found.finditer(sentence):
        if name := named(match[1], begins=False):
            yield Spotted(Mention(name, author=name), match.end(1) - len(name), match.end(1))
    for pattern in (known.citing, known.reported, _ELSEWHERE):
        for match in pattern.finditer(sentence):
            group = match.lastindex or 0
            start, end = match.span(group)
            name = named(match[group], begins=begins_sentence(sentence, start))
            if not name or is_of_calendar(name):
                continue
            when = known.when.match(sentence, match.end())
            date = next(filter(None, when.groups()), "") if when else ""
            start = end - len(name)
            by = _is_person(name, sentence[:start], match[0][match.end(group) - match.start() :], known)
            yield Spotted(
                Mention(name, author=name if by else "", container="" if by else name, date=date), start, end
            )


def _is_person(name: str, before: str, behind: str, known: _Patterns) -> bool:
    """Whether a name before a verb that people and media share is rather a person's: of two words, no article."""
    shared = known.wrote.fullmatch(behind.strip()) is not None
    return shared and " " in name and not _MEDIUM.search(name) and not _ARTICLE.search(before)


_ARTICLE = re.compile(r"\b(?:the|der|die|das|le|la|les|el|il|lo|o|a|de|het) \Z", re.IGNORECASE)


class _Patterns(NamedTuple):
    found: re.Pattern[str]
    citing: re.Pattern[str]
    reported: re.Pattern[str]
    wrote: re.Pattern[str]
    when: re.Pattern[str]


@lru_cache(maxsize=16)
def _patterns(language: str) -> _Patterns:
    known = phrases(language)
    had = "(?:(?:has|had|also|have|a|ha|hat) )?"
    behind = rf"|({NAME}) (?:{known.behind})\b" if known.behind else ""
    return _Patterns(
        found=re.compile(rf"(?i:\b(?:{known.study})) ?({NAME})"),
        citing=re.compile(
            rf"(?i:\b(?:{known.within})) ?({NAME})"
            rf"|(?i:\b(?:{known.citing})) (?:(?!in |im |from )[^\W\d_]+[ ’']){{0,4}}?({NAME})"
            rf"|(?i:\b(?:{known.as_told})) {had}(?:{known.reported}) (?:[^\W\d_]+[ ’']){{0,3}}?({NAME})"
        ),
        reported=re.compile(
            rf"({NAME}) {had}(?:{known.reported})\b{behind}"
            rf"|(?i:\b(?:{known.as_told})) (?:[^\W\d_]+[ ’']){{0,3}}?({NAME})(?= (?:[^\s,]+ ){{1,5}}(?:{known.reported})\b)"
        ),
        wrote=re.compile(rf"{had}(?:{known.said})"),
        when=re.compile(
            rf"(?:,? (?:{known.when}))? ({DATE})|,? (?:{known.when}) ((?:[^\W\d_]{{3,12}} )?{YEAR})\b"
        ),
    )
