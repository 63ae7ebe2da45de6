"""An article that is set in several bodies, with advertisements between them: the extraction takes the first alone."""

from __future__ import annotations

from collections import Counter
from functools import cache
from itertools import takewhile
from typing import TYPE_CHECKING

from postil.core.snapshot import BlockKind
from postil.ingest.html.alignment import words_of
from postil.ingest.html.names import name_of

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Sequence

    from lxml import etree

    from postil.core.snapshot import Block
    from postil.ingest.html.naming import Found

    Called = tuple[tuple[str, str], ...]

FEWEST = 2
"""Paragraphs of an article that lie in elements called alike, of which a later one may go on with it."""

LEAST = 25
"""Words of the shortest body that goes on with an article."""


def with_later_bodies(
    found: Sequence[Found], kept: Sequence[bool], leads_on: Callable[[Block], bool]
) -> list[bool]:
    """Adds to what was kept of a page the later bodies of the same article.

    Such a body lies as deep in the page as the one that was kept, in elements of the same names and classes; no
    heading stands before it that lies in neither, unless each has one alike, as the speeches of a debate have, and it
    begins with no title of another text.

    Args:
        found: All blocks of the page, in order.
        kept: Which of them are of the article.
        leads_on: Tells whether a block only leads to another page.
    """
    kept, called = list(kept), cache(path_of)
    places = [at for at, keep in enumerate(kept) if keep and found[at].block.kind is BlockKind.PARAGRAPH]
    paragraphs = Counter(called(found[at].parent) for at in places)
    bodies = {path for path, count in paragraphs.items() if count >= FEWEST and path and path[0][1]}
    for several in _behind(found, places, bodies, called) if bodies else ():
        wanted = [at for at in several if not leads_on(found[at].block)]
        said = (found[at].block.text for at in wanted if found[at].block.kind is BlockKind.PARAGRAPH)
        if _is_subtitle(found[several[0]].block) or sum(len(words_of(text)) for text in said) >= LEAST:
            for at in wanted:
                kept[at] = True
    return kept


def _behind(
    found: Sequence[Found],
    places: Sequence[int],
    bodies: Container[Called],
    called: Callable[[etree._Element | None], Called],
) -> list[list[int]]:
    """The blocks of each body behind those that were kept, its title with it where the first of these has one alike."""
    title = found[places[0] - 1] if places[0] else None
    titled = called(title.own) if title is not None and _is_subtitle(title.block) else ()
    later: dict[etree._Element, list[int]] = {}
    held = {found[at].parent for at in places}
    titles: list[int] = []
    for at in range(places[-1] + 1, len(found)):
        block, parent = found[at].block, found[at].parent
        around = () if parent is None else (parent, *parent.iterancestors())
        body = next((outer for outer in around if outer not in held and called(outer) in bodies), None)
        if titled and _is_subtitle(block) and called(found[at].own) == titled:
            titles = [at]
        elif block.kind is BlockKind.HEADING and (
            _begins_another(block, body, later) or (body is None and held.isdisjoint(around))
        ):
            break
        elif body is not None:
            later.setdefault(body, titles).append(at)
            titles = []
    return list(later.values())


def _begins_another(heading: Block, body: etree._Element | None, later: Container[etree._Element]) -> bool:
    """Whether a heading at the beginning of a body is the title of another text, which has a page of its own."""
    return body is not None and body not in later and (heading.level == 1 or bool(heading.links))


def _is_subtitle(block: Block) -> bool:
    """Whether a block is the heading of a part of a text."""
    return block.kind is BlockKind.HEADING and block.level > 1 and not block.links


def path_of(element: etree._Element | None) -> Called:
    """The names and classes of an element and of all around it, from the inside to the page's body."""
    if element is None:
        return ()
    path = takewhile(lambda outer: name_of(outer) != "body", (element, *element.iterancestors()))
    return tuple((name_of(outer), outer.get("class") or "") for outer in path)
