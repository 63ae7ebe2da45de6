"""Words that a page parts by a style alone: a name from a time, a label from what it labels, a caption from a credit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.core.patterns import pattern
from postil.ingest.html.names import name_of, shown_text

if TYPE_CHECKING:
    from lxml import etree

LONGEST_LABEL = 60
"""Code points of the longest label."""

_NUMBER = pattern(r"\s*\((?:\d{1,4}|[a-z]|[ivx]{1,5})\)")
"""How a section or a part of one is numbered: `(2)`, `(a)`."""

_LABELS = frozenset({"span", "b", "strong"})
_SENTENCE_ENDS = frozenset(".!?")


def is_set_apart(element: etree._Element, last: str, *, quoted: bool, captioned: bool) -> bool:
    """Whether a space belongs behind an element in a line, though none stands there.

    Args:
        element: The element, which has ended.
        last: The last sign of the words that end with it.
        quoted: Whether they are quoted.
        captioned: Whether they are a caption.
    """
    name = name_of(element)
    if name not in {"cite", "time", *_LABELS} or not _is_joined(element):
        return False
    if name in _LABELS:
        words = shown_text(element, LONGEST_LABEL)
        is_label = (last == ":" and not words.endswith("::")) or _NUMBER.fullmatch(words) is not None
        return is_label or (captioned and last in _SENTENCE_ENDS)
    return name == "time" or quoted


def _is_joined(element: etree._Element) -> bool:
    """Whether a word follows an element at once."""
    following = element.getnext()
    behind = shown_text(following, 1) if following is not None and not element.tail else element.tail
    return (behind or "")[:1].isalnum()
