"""The day on which a page was published: told by its markup, or in a line beside its headline."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from postil.core.months import month_of
from postil.core.patterns import pattern
from postil.ingest.calendar import day_in
from postil.ingest.html.names import name_of, shown_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lxml import etree
    from lxml.html import HtmlElement

    from postil.ingest.html.lines import Beside

BEFORE, AFTER = 8, 12
"""Lines before and after a headline among which that with the date is looked for."""

LONGEST_LINE = 80
"""Code points of the longest line that tells no more than a date, a name, a place."""

LONGEST_VALUE = 300
"""Code points of the longest element or attribute that tells a date."""

_NUMBER = pattern(r"(?<!\d)\d{1,4}(?!\d)")
_DATELINE = pattern(r"(.{0,30}?(?<!\d)(?:19|20)\d\d)\s*[)\]]?\s*[-–—:|•](?!\d)")
"""How a paragraph begins that opens with a place and a date: `Hamburg, 2. Mai 2021 – The ...`"""

FEWEST_SMALL = 2
"""Words in small letters of the shortest line that is a sentence though it has no stop."""

_SMALL = pattern(r"\b[^\W\d_A-ZÀ-ÖØ-ÞА-ЯЁ]{4,}\b")
_SENTENCE = pattern(r"\w{3,}[.!?]$")
_TELLING = pattern(
    r"publi|post|ver[öo]ff|ersch|erstell|aktualis|updat|datum|date|stand|опубл|发布|公開", re.IGNORECASE
)
_RIGHTS = pattern(r"©|\(c\)|copyright", re.IGNORECASE)
_OF_MEMBERS = pattern(
    r"\b(?:joined|registered|member since|registriert|beigetreten|mitglied seit|inscrit|inscription|membre depuis"
    r"|registrado|miembro desde|iscritto|lid (?:sinds|geworden)|зарегистрирован|регистрация|注册)\b",
    re.IGNORECASE,
)
"""What tells since when somebody has been a member."""

_OF_TIME = pattern(r"date|time|publi|byline|meta|post|submit|info|created", re.IGNORECASE)
_OF_OTHERS = pattern(r"comment|footer|related|copyright|sidebar|widget", re.IGNORECASE)
_DATED_JSON = pattern(r'"date\w*"\s*:\s*"([^"]{4,40})"', re.IGNORECASE)


def published(root: HtmlElement, seen: str, beside: Callable[[], Beside], url: str, language: str) -> str:
    """The day as `YYYY-MM-DD`; empty where neither the markup nor a line beside the headline tells one.

    What the page's metadata tell comes first, then a line beside the headline, then what is marked up as a time elsewhere.

    Args:
        root: The page.
        seen: The day that a search of the whole page has found, which may come from the words of its text.
        beside: Tells the lines around its headline.
        url: Its address, or an empty string.
        language: Its language tag, by which `3/5/2021` is understood.
    """
    told = _Told(root)
    if seen and any(_has(seen, words) for words in (url, *told.by_metadata)):
        return seen
    days = (day_in(line, month_first=language.lower() == "en-us") for line in _dated(beside()))
    if day := next(filter(None, days), ""):
        return day
    return seen if seen and any(_has(seen, words) for words in told.by_elements) else ""


def _has(day: str, words: str) -> bool:
    """Whether words tell the year and the date of a day; the month may be in letters."""
    year, _, date = day.split("-")
    return {int(year), int(date)} <= set(map(int, _NUMBER.findall(words))) or day.replace("-", "") in words


class _Told:
    """What the markup of a page says of times.

    Attributes:
        by_metadata: The words of its metadata.
        by_elements: The words of elements of time and of those that are called so.
    """

    def __init__(self, root: HtmlElement) -> None:
        self.by_metadata: list[str] = []
        self.by_elements: list[str] = []
        for element in root.iter():
            name = name_of(element)
            if name == "meta":
                self.by_metadata.append((element.get("content") or "")[:LONGEST_VALUE])
            elif name == "link" and element.get("rel") in {"canonical", "shortlink"}:
                self.by_metadata.append((element.get("href") or "")[:LONGEST_VALUE])
            elif name == "script":
                if "json" in (element.get("type") or ""):
                    self.by_metadata += _DATED_JSON.findall(element.text or "")
            elif _tells_time(element, name):
                self.by_elements += _times_in(element)


def _tells_time(element: etree._Element, name: str) -> bool:
    called = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('itemprop') or ''}"
    if name == "time" or element.get("datetime"):
        return not _OF_OTHERS.search(called)
    return bool(_OF_TIME.search(called)) and not _OF_OTHERS.search(called)


def _times_in(element: etree._Element) -> Iterator[str]:
    yield from ((element.get(attribute) or "") for attribute in ("datetime", "title", "content"))
    words = shown_text(element, LONGEST_VALUE + 1)
    yield "" if len(words) > LONGEST_VALUE or _RIGHTS.search(words) else words


def _dated(beside: Beside) -> Iterator[str]:
    """Lines that may tell the date: those behind the headline first, the nearest of each side before the others."""
    for line in (*beside.behind[:AFTER], *beside.before[:BEFORE]):
        words = line.text
        if _RIGHTS.search(words) or _OF_MEMBERS.search(words):
            continue
        if begins := _DATELINE.match(words):
            yield begins[1]
        elif len(words) <= LONGEST_LINE and (_TELLING.search(words) or not _is_sentence(words)):
            yield words


def _is_sentence(words: str) -> bool:
    """Whether a line tells something that has happened, more than a date, a name and a place."""
    small = [word for word in _SMALL.findall(words) if not month_of(word)]
    return _SENTENCE.search(words) is not None or len(small) >= FEWEST_SMALL
