"""What stands around an article by the names of its elements, and was taken for a part of it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from postil.core.patterns import pattern
from postil.core.snapshot import BlockKind
from postil.ingest.html.alignment import words_of
from postil.ingest.html.names import listed, name_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml import etree

    from postil.ingest.html.naming import Found

MOST = 0.4
"""The share of the words that were kept from which on an element is no surroundings, whatever it is called."""

_PARTS = pattern(r"[a-z]+")
_CALLED = listed(
    "foot footer nav navbar navigation menu sidebar breadcrumb breadcrumbs cookie cookies newsletter subscribe subscription"
    " signup share sharing social related similar recommended recommendations"
)
_TEXTS = frozenset({BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.ITEM})
_ELEMENTS = frozenset({"nav", "footer"})
_ATTRIBUTING = frozenset({"blockquote", "figure", "body", "html"})


def without_surroundings(found: Sequence[Found], kept: Sequence[bool]) -> list[bool]:
    """Takes out of an article what lies in small parts of the page that are called a footer, a menu, a newsletter's and so on.

    Args:
        found: All blocks of the page, in order.
        kept: Which of them are of the article.

    Returns:
        Which blocks are of the article now.
    """
    around = _Around()
    parts = [around.part(one.own) if keep else None for one, keep in zip(found, kept, strict=True)]
    if not any(part is not None for part in parts):
        return list(kept)
    lengths: Counter[etree._Element | None] = Counter()
    for one, part, keep in zip(found, parts, kept, strict=True):
        lengths[part] += len(words_of(one.block.text)) if keep else 0
    most = lengths.total() * MOST
    return [
        keep and (part is None or lengths[part] > most or one.block.kind not in _TEXTS)
        for one, part, keep in zip(found, parts, kept, strict=True)
    ]


class _Around:
    """The parts of a page that are called as what stands around an article."""

    def __init__(self) -> None:
        self._known: dict[etree._Element, etree._Element | None] = {}

    def part(self, element: etree._Element | None) -> etree._Element | None:
        """The outermost such part in which an element lies; each element is looked at once."""
        path = []
        while element is not None and element not in self._known:
            path.append(element)
            element = element.getparent()
        outer = None if element is None else self._known[element]
        for one in reversed(path):
            outer = one if outer is None and _is_called(one) else outer
            self._known[one] = outer
        return outer


def _is_called(element: etree._Element) -> bool:
    name = name_of(element)
    if name in _ATTRIBUTING:
        return False
    if name in _ELEMENTS:
        parent = element.getparent()
        return parent is None or name_of(parent) not in _ATTRIBUTING or name_of(parent) == "body"
    # An id is often made of the words of a heading; one such word alone is a name that was chosen.
    called = _PARTS.findall((element.get("class") or "").lower())
    return not _CALLED.isdisjoint((*called, (element.get("id") or "").lower()))
