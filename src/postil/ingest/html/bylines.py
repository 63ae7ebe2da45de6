"""The line of a page that tells who has written it: beside the headline, or with a label at the end."""

from __future__ import annotations

from itertools import islice, pairwise
from typing import TYPE_CHECKING

from postil.core.patterns import pattern
from postil.core.text import clean_line
from postil.ingest.html.author_names import BYLINE, LABEL, LABELLED, is_agency, people_in
from postil.ingest.html.names import listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lxml.html import HtmlElement

    from postil.ingest.html.lines import Beside, Line

BEFORE, AFTER = 3, 12
"""Lines before and after a headline among which that with the names is looked for."""

NEXT = 3
"""Lines behind a headline of which one may name an agency and nothing more."""

LONGEST = 120
"""Code points of the longest line, or element of one, that tells authors and little else."""

_DATELINE = pattern(r"[^()]{2,40}\(([^()]{2,30})\)\s*[-–—]")
"""How a report of an agency begins: `NORDEN (AP) — …`"""

_PIECES = pattern(r"\s*[|·•]\s*|\s+(?=[^\s:：]{2,8}：)")
"""What parts the pieces of a line such as `9.5.2023 | Autor: Ada Quill` or `来源：北原日报 作者：李明`."""

_PARTS = pattern(r"[^\W_]+")
_OF_AUTHORS = listed(
    "author authors byline bylines autor autoren autorin auteur auteurs autore autori autores writer redakteur"
)
_OF_OTHERS = listed("comment comments related footer sidebar widget teaser recommended social share")
_BOXES = listed("bio box card info about profile")


def authors_beside(beside: Beside) -> list[str]:
    """The people or agencies that the page shows to be its authors; nobody where it shows none for certain.

    Args:
        beside: The lines around its headline.
    """
    near = [*beside.behind[:AFTER], *beside.before[:BEFORE]]
    for told in (
        _told(near),
        _labelled(near, beside.behind),
        _boxed(beside.behind),
        _by_agency(beside.behind),
    ):
        for words in told:
            if people := people_in(words):
                return people
    return []


def _told(lines: Sequence[Line]) -> Iterator[str]:
    """The names that a paper marks as such; lines that begin with `By`, and elements that are called an author's."""
    begun = (element for line in lines for element in line.elements)
    yield "; ".join(_first_line(element) for element in begun if _is_persons_name(element))
    for line in lines:
        if not line.level and len(line.text) <= LONGEST and BYLINE.match(line.text):
            yield line.text
        yield from (_words_of(element) for element in line.elements if _is_author(element))


def _labelled(near: Sequence[Line], behind: Sequence[Line]) -> Iterator[str]:
    """What a label names, beside the headline or at the end of the article."""
    for line, following in pairwise(near):
        if LABEL.fullmatch(line.text):
            yield following.text
    short = [line.text for line in behind if len(line.text) <= LONGEST]
    yield from _alone(part for text in short for part in _PIECES.split(text) if LABELLED.match(part))


def _boxed(lines: Sequence[Line]) -> Iterator[str]:
    """The first line of a box that presents the author."""
    yield from _alone(line.text for line in lines if any(map(_is_box, line.elements)))


def _by_agency(lines: Sequence[Line]) -> Iterator[str]:
    """Agencies that a line names and nothing else, or behind the place with which a report begins."""
    yield from (line.text for line in lines[:NEXT] if all(map(is_agency, line.text.split("/"))))
    begins = filter(None, (_DATELINE.match(line.text) for line in lines[:AFTER]))
    yield from (place[1] for place in begins if is_agency(place[1]))


def _alone(found: Iterable[str]) -> list[str]:
    """What was found if it is always the same; a page that names several in this way names those of other texts too."""
    texts = list(dict.fromkeys(found))
    return texts if len(texts) == 1 else []


def _is_box(element: HtmlElement) -> bool:
    called = _called(element)
    return bool(called & _OF_AUTHORS and called & _BOXES)


def _is_author(element: HtmlElement) -> bool:
    if (element.get("rel") or "").lower() == "author" or (element.get("itemprop") or "").lower() == "author":
        return True
    called = _called(element)
    return bool(called & _OF_AUTHORS) and not called & _OF_OTHERS and not called & _BOXES


def _is_persons_name(element: HtmlElement) -> bool:
    """Whether an element is called the name of one of the authors, as LaTeXML calls it."""
    return "personname" in _called(element)


def _first_line(element: HtmlElement) -> str:
    """The words of an element before the first that stands on a line of its own, as an employer, or is raised."""
    pieces = [element.text or ""]
    for inner in element:
        if inner.tag in {"br", "sup", "span"}:
            break
        pieces += [*map(str, inner.itertext()), inner.tail or ""]
    return clean_line("".join(pieces))


def _words_of(element: HtmlElement) -> str:
    """The words of an element, apart where others begin in it; nothing of a long one."""
    words = clean_line(" ".join(islice(map(str, element.itertext()), LONGEST)))
    return words if len(words) <= LONGEST else ""


def _called(element: HtmlElement) -> set[str]:
    return set(_PARTS.findall(f"{element.get('class') or ''} {element.get('id') or ''}".lower()))
