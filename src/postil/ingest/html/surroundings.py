"""What stands around an article by the names of its elements, and was taken for a part of it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from postil.core.patterns import pattern
from postil.core.snapshot import BlockKind
from postil.ingest.html.alignment import words_of
from postil.ingest.html.names import listed, name_of
from postil.ingest.html.parts import Parts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml import etree

    from postil.ingest.html.naming import Found

    _Name = tuple[str, str, str]

MOST = 0.4
"""The share of the words that were kept from which on elements are no surroundings, whatever they are called."""

MOST_NAVIGATION = 0.8
"""The same share for elements that are navigation by what they are."""

_PARTS = pattern(r"[a-z]+")
_CALLED = listed(
    "foot footer nav navbar navigation menu sidebar breadcrumb breadcrumbs cookie cookies newsletter subscribe subscription"
    " signup share sharing social related similar recommended recommendations ad ads advert advertisement promo paywall likes"
)
_IDS = listed("foot footer nav navbar sidebar breadcrumb breadcrumbs")
"""Ids of such parts; others may be made of the words of a heading, as `sharing`."""

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
    words = [len(words_of(one.block.text)) if keep else 0 for one, keep in zip(found, kept, strict=True)]
    holding: set[_Name] = set()
    while True:
        called = Parts(lambda element: _is_called(element) and _name(element) not in holding)  # noqa: B023 asked at once
        parts = [called.around(one.own) if keep else None for one, keep in zip(found, kept, strict=True)]
        lengths: Counter[_Name] = Counter()
        for part, length in zip(parts, words, strict=True):
            if part is not None:
                lengths[_name(part)] += length
        held = {
            name
            for name, length in lengths.items()
            if length > sum(words) * (MOST if name[0] != "nav" else MOST_NAVIGATION)
        }
        if not held:
            break
        holding |= held
    return [
        keep and (part is None or one.block.kind not in _TEXTS)
        for one, part, keep in zip(found, parts, kept, strict=True)
    ]


def _name(element: etree._Element) -> _Name:
    return name_of(element), element.get("class") or "", element.get("id") or ""


def _is_called(element: etree._Element) -> bool:
    """Whether an element is called as what stands around an article."""
    name = name_of(element)
    if name in _ATTRIBUTING:
        return False
    if name in _ELEMENTS:
        parent = element.getparent()
        return parent is None or name_of(parent) not in _ATTRIBUTING or name_of(parent) == "body"
    if (element.get("id") or "").lower() in _IDS:
        return True
    return not _CALLED.isdisjoint(_PARTS.findall((element.get("class") or "").lower()))
