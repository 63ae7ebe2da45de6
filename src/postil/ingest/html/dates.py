"""The day on which a page was published: told by its markup, or in a line beside its headline."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from htmldate import find_date
from htmldate.extractors import get_external_parser
from lxml import etree
from lxml.html import fromstring

from postil.core.text import clean_line
from postil.ingest.html.alignment import words_of
from postil.ingest.html.names import HEADINGS, INLINE, is_silent, name_of, shown_text
from postil.ingest.html.tables import rows_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.html import HtmlElement

_DATED_IN = ("en", "de", "fr", "es", "it", "pt", "nl", "ru", "uk", "pl", "zh", "ja", "ar")
"""The languages in which a date is understood; to try all two hundred that the parser knows takes seconds."""

BEFORE, AFTER = 8, 12
"""Lines before and after a headline among which that with the date is looked for."""

LONGEST_LINE = 80
"""Code points of the longest line that tells no more than a date, a name, a place."""

LONGEST_VALUE = 300
"""Code points of the longest element or attribute that tells a date."""

_NUMBER = re.compile(r"(?<!\d)\d{1,4}(?!\d)")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_DATELINE = re.compile(r"(.{0,30}?(?<!\d)(?:19|20)\d\d)\s*[)\]]?\s*[-–—:|•]")
"""How a paragraph begins that opens with a place and a date: `Hamburg, 2. Mai 2021 – The ...`"""

_SENTENCE = re.compile(r"\w{3,}[.!?]$")
_TELLING = re.compile(
    r"publi|post|ver[öo]ff|ersch|erstell|aktualis|updat|datum|date|stand|опубл|发布|公開", re.IGNORECASE
)
_RIGHTS = re.compile(r"©|\(c\)|copyright", re.IGNORECASE)
_OF_TIME = re.compile(r"date|time|publi|byline|meta|post|submit|info|created", re.IGNORECASE)
_OF_OTHERS = re.compile(r"comment|footer|related|copyright|sidebar|widget", re.IGNORECASE)
_DATED_JSON = re.compile(r'"date\w*"\s*:\s*"([^"]{4,40})"', re.IGNORECASE)
_NO_DATELINE = frozenset({"figcaption", "caption", "blockquote", "footer", "form", "pre", "nav"})


def published(root: HtmlElement, seen: str, titles: Sequence[str], url: str) -> str:
    """The day as `YYYY-MM-DD`; empty where neither the markup nor a line beside the headline tells one.

    Args:
        root: The page.
        seen: The day that a search of the whole page has found, which may come from the words of its text.
        titles: What the page is called by its metadata.
        url: The address of the page, or an empty string.
    """
    if seen and any(_has(seen, words) for words in _told(root, url)):
        return seen
    for line in _beside_headline(root, titles):
        day = _day_in(line)
        if day and _has(day, line):
            return day
    return ""


def _has(day: str, words: str) -> bool:
    """Whether words tell the year and the date of a day; the month may be in letters."""
    year, _, date = day.split("-")
    return {int(year), int(date)} <= set(map(int, _NUMBER.findall(words))) or day.replace("-", "") in words


def _told(root: HtmlElement, url: str) -> Iterator[str]:
    """What the markup says of times: the address, metadata, elements of time and those that are called so."""
    yield url
    for element in root.iter():
        name = name_of(element)
        if name == "meta":
            yield (element.get("content") or "")[:LONGEST_VALUE]
        elif name == "link" and element.get("rel") in {"canonical", "shortlink"}:
            yield (element.get("href") or "")[:LONGEST_VALUE]
        elif name == "script":
            if "json" in (element.get("type") or ""):
                yield from _DATED_JSON.findall(element.text or "")
        elif _tells_time(element, name):
            yield from ((element.get(attribute) or "") for attribute in ("datetime", "title", "content"))
            words = shown_text(element, LONGEST_VALUE + 1)
            yield "" if len(words) > LONGEST_VALUE or _RIGHTS.search(words) else words


def _tells_time(element: etree._Element, name: str) -> bool:
    called = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('itemprop') or ''}"
    if name == "time" or element.get("datetime"):
        return not _OF_OTHERS.search(called)
    return bool(_OF_TIME.search(called)) and not _OF_OTHERS.search(called)


def _beside_headline(root: HtmlElement, titles: Sequence[str]) -> Iterator[str]:
    """Lines that may tell a date: those behind the headline first, the nearest of each side before the others."""
    lines = list(_lines(root))
    at = _headline(lines, titles)
    if at is None:
        return
    near = [*lines[at + 1 : at + 1 + AFTER], *reversed(lines[max(at - BEFORE, 0) : at])]
    for words, _ in near:
        if not _YEAR.search(words) or _RIGHTS.search(words):
            continue
        if begins := _DATELINE.match(words):
            yield begins[1]
        elif len(words) <= LONGEST_LINE and (_TELLING.search(words) or not _SENTENCE.search(words)):
            yield words


def _headline(lines: Sequence[tuple[str, int]], titles: Sequence[str]) -> int | None:
    """The heading that has most words of the titles; else the first of the highest level."""
    wanted = set(words_of(" ".join(titles).lower()))
    ranked = [
        (-len(wanted & set(words_of(words.lower()))), level, at)
        for at, (words, level) in enumerate(lines)
        if 0 < level <= 3
    ]
    return min(ranked)[2] if ranked else None


def _lines(root: HtmlElement) -> Iterator[tuple[str, int]]:
    """The lines that the page shows, each with its level where it is a heading; without tables of data and what is quoted."""
    pieces: list[str] = []
    level = 0
    context = etree.iterwalk(root, events=("start", "end"))
    for event, element in context:
        name = name_of(element)
        if event == "start" and (
            is_silent(element)
            or name in _NO_DATELINE
            or (name == "table" and rows_of(element))
            or _is_comment(element)
        ):
            context.skip_subtree()
            continue
        if name not in INLINE or name == "br":
            if line := clean_line("".join(pieces)):
                yield line, level
            pieces = []
            level = HEADINGS.get(name, 0) if event == "start" else 0
        if event == "start":
            pieces.append(element.text or "")
        else:
            pieces.append(element.tail or "")


def _is_comment(element: etree._Element) -> bool:
    return "comment" in (element.get("class") or "").lower() and element.find(".//h1") is None


def _day_in(line: str) -> str:
    get_external_parser().languages = [*_DATED_IN]
    page = fromstring(f"<html><body><p>{escape(line)}</p></body></html>")
    try:
        return find_date(page, original_date=True) or ""
    except Exception:  # noqa: BLE001 it gives advice: a line over which it stumbles tells no date
        return ""
