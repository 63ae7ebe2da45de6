"""Media and people that are said to have told or found something: `the Gazette reported`, `a survey by Holm`."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from postil.core.attribution import Mention
from postil.core.patterns import pattern
from postil.ingest.attribution.dates import DATE, YEAR, is_of_calendar
from postil.ingest.attribution.names import bare, name_behind, named, named_at, names_in
from postil.ingest.attribution.phrases import HAD, phrases

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_ELSEWHERE = pattern(
    "据(?!不完全|初步|有关|媒体|外媒)([^，。“”（）]{2,12}?)(?:（[^（）]{1,20}）)?(?:报道|报导|消息|称|介绍|通报|透露|公布|统计(?!局)|数据)"
    "|(?:^|(?<=[，。；]))(?!据|根据|有|媒体|外媒)([^，。；：“”（）]{2,12}?)(?:（[^（）]{1,20}）)?(?:报道|报导)(?:称|说|指出|，)"
    "|([^、。「」]{2,16}?)(?:によると|によれば|[がは][^、。「」]{0,12}報じ(?:た|ている))"
    "|(?<![가-힣])([가-힣A-Za-z]+(?: [가-힣A-Za-z]+)?)에 따르면"
    "|(?:وفق[اًاَ]* ل|بحسب |حسب )([^\\s،.()]+(?: [^\\s،.()]+)?)"
    "|(?:أفاد|أفادت|نقلت|ذكرت) ([^\\s،.()]+(?: (?!ب?أن |عن )[^\\s،.()]+){0,2}) (?=ب?أن |عن )"
)
"""How Chinese, Japanese, Korean and Arabic tell who has told something."""

_MEDIUM = pattern(
    r"\b(?:Times|Post|News|\w*[Zz]eitung|Guardian|Journal|Press|Herald|Tribune|Telegraph|Gazette|Review|Courier|Chronicle"
    r"|Observer|Independent|Mail|Express|Reuters|Agency|Radio|Magazine?|Daily|Weekly|[A-Z]{2,5})\b"
)


_ARTICLE = pattern(r"\b(?:the|der|die|das|le|la|les|el|il|lo|o|a|de|het) \Z", re.IGNORECASE)
PLACING = frozenset(("in", "im", "from"))
"""Words before the name of a place, and not of who is cited."""


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
    unquoted = bare(sentence)
    for mention, start, end in _told(unquoted.text, _patterns(language)):
        yield Spotted(mention, unquoted.place(start), unquoted.place(end - 1) + 1)


def _told(sentence: str, known: _Patterns) -> Iterator[Spotted]:
    for match in known.found.finditer(sentence):
        behind = name_behind(sentence, match.end())
        if behind and not behind[0] and (name := named(sentence[slice(*behind[1])], begins=False)):
            end = behind[1][1]
            yield Spotted(Mention(name, author=name), end - len(name), end)
    names = names_in(sentence)
    for span, at in chain(_cited(sentence, known), _telling(sentence, names, known), _elsewhere(sentence)):
        name = named_at(sentence, span)
        if not name or is_of_calendar(name):
            continue
        when = known.when.match(sentence, at)
        date = next(filter(None, when.groups()), "") if when else ""
        start = span[1] - len(name)
        by = _is_person(name, sentence[:start], sentence[span[1] : at], known)
        mention = Mention(name, author=name if by else "", container="" if by else name, date=date)
        yield Spotted(mention, start, span[1])


_Place: TypeAlias = "tuple[tuple[int, int], int]"
"""Where a name stands, and where what tells of it ends."""


def _cited(sentence: str, known: _Patterns) -> Iterator[_Place]:
    """Media behind the words that cite them: `a report in the`, `published by`, `as reported by`."""
    for match in known.citing.finditer(sentence):
        behind = name_behind(sentence, match.end())
        words = behind[0] if behind else []
        if behind and not (words and match["within"]) and PLACING.isdisjoint(words):
            yield behind[1], behind[1][1]


def _telling(sentence: str, names: Sequence[tuple[int, int]], known: _Patterns) -> Iterator[_Place]:
    """Media before a verb, or behind `as` with the verb at the end of the clause."""
    for span in names:
        if match := known.reported.match(sentence, span[1]):
            yield span, match.end()
        elif known.at_the_end.match(sentence, span[1]):
            before = sentence[: span[1] - len(named_at(sentence, span))]
            if known.as_told.search(before):
                yield span, span[1]


def _elsewhere(sentence: str) -> Iterator[_Place]:
    for match in _ELSEWHERE.finditer(sentence):
        yield match.span(match.lastindex or 0), match.end()


def _is_person(name: str, before: str, behind: str, known: _Patterns) -> bool:
    """Whether a name before a verb that people and media share is rather a person's: of two words, no article."""
    shared = known.wrote.fullmatch(behind.strip()) is not None
    return shared and " " in name and not _MEDIUM.search(name) and not _ARTICLE.search(before)


class _Patterns(NamedTuple):
    found: re.Pattern[str]
    citing: re.Pattern[str]
    reported: re.Pattern[str]
    as_told: re.Pattern[str]
    at_the_end: re.Pattern[str]
    wrote: re.Pattern[str]
    when: re.Pattern[str]


@lru_cache(maxsize=16)
def _patterns(language: str) -> _Patterns:
    known = phrases(language)
    behind = rf"| (?:{known.behind})\b" if known.behind else ""
    return _Patterns(
        found=re.compile(rf"\b(?:{known.study})", re.IGNORECASE),
        citing=re.compile(
            rf"\b(?:(?P<within>{known.within})|{known.citing}|(?:{known.as_told}) {HAD}(?:{known.reported}))(?!\w)",
            re.IGNORECASE,
        ),
        reported=re.compile(rf" {HAD}(?:{known.reported})\b{behind}"),
        as_told=re.compile(rf"\b(?:{known.as_told}) (?:[^\W\d_]+[ ’']){{0,3}}\Z", re.IGNORECASE),
        at_the_end=re.compile(rf" (?:[^\s,]+ ){{1,5}}?(?:{known.reported})\b"),
        wrote=re.compile(rf"{HAD}(?:{known.said})"),
        when=re.compile(
            rf"(?:,? (?:{known.when}))? ({DATE})|,? (?:{known.when}) ((?:[^\W\d_]{{3,12}} )?{YEAR})\b"
        ),
    )
