"""The lines that a page shows, and which of them stand beside its headline."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from postil.core.text import clean_line
from postil.ingest.html.alignment import words_of
from postil.ingest.html.names import HEADINGS, INLINE, is_silent, listed, name_of
from postil.ingest.html.tables import rows_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.html import HtmlElement

LOWEST = 3
"""The lowest level of a headline."""

_NOT_ITS_OWN = listed("figcaption caption blockquote footer pre nav")


class Line(NamedTuple):
    """A line of a page.

    Attributes:
        text: Its words.
        level: Its level where it is a heading, else 0.
        elements: The elements that begin in it, in their order.
    """

    text: str
    level: int
    elements: tuple[HtmlElement, ...]


class Beside(NamedTuple):
    """The lines before a headline and those behind it, the nearest first."""

    before: Sequence[Line]
    behind: Sequence[Line]


def lines_beside(root: HtmlElement, titles: Sequence[str]) -> Beside:
    """The lines around the headline of a page; none for a page without one.

    Args:
        root: The page.
        titles: What the page is called by its metadata.
    """
    lines = lines_of(root)
    at = _headline(lines, titles)
    return Beside((), ()) if at is None else Beside(lines[:at][::-1], lines[at + 1 :])


def _headline(lines: Sequence[Line], titles: Sequence[str]) -> int | None:
    """The heading that has most words of the titles; else the first of the highest level."""
    wanted = set(words_of(" ".join(titles).lower()))
    ranked = [
        (-len(wanted & set(words_of(line.text.lower()))), line.level, at)
        for at, line in enumerate(lines)
        if 0 < line.level <= LOWEST
    ]
    return min(ranked)[2] if ranked else None


def lines_of(root: HtmlElement) -> list[Line]:
    """The lines that the page shows, without tables of data, what is quoted and what others have written."""
    lines: list[Line] = []
    pieces: list[str] = []
    begun: list[HtmlElement] = []
    level = 0
    context = etree.iterwalk(root, events=("start", "end", "comment"))
    for event, element in context:
        if event == "comment":
            pieces.append(element.tail or "")
            continue
        name = name_of(element)
        if event == "start" and _is_left_out(element, name):
            context.skip_subtree()
            continue
        if name not in INLINE or name == "br":
            if line := clean_line("".join(pieces)):
                lines.append(Line(line, level, tuple(begun)))
                begun = []
            pieces = []
            level = HEADINGS.get(name, 0) if event == "start" else 0
        if event == "start":
            begun.append(element)
            pieces.append(element.text or "")
        else:
            pieces.append(element.tail or "")
    return lines


def _is_left_out(element: HtmlElement, name: str) -> bool:
    if is_silent(element) or name in _NOT_ITS_OWN or (name == "table" and rows_of(element)):
        return True
    # Some systems put the whole page into a form, or into an element that says whether it has comments.
    of_others = name == "form" or "comment" in (element.get("class") or "").lower()
    return of_others and element.find(".//h1") is None
