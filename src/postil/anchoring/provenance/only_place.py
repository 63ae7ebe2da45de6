"""Words that stand only once in the old text and only once in the new one: there they are, whatever moved.

Blocks that changed places and are much alike leave an alignment in doubt, the words themselves do not. A few
words in the middle of a sentence may stand elsewhere by chance, a sentence or a line of its own hardly.

Words that stand in several places are known by what stands beside them in their paragraph, if all of that
stands only once: the same sentence in two paragraphs that changed places.

Cost: a search of both texts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.anchoring.provenance.inside_words import is_cut_alike
from postil.core.patterns import pattern
from postil.core.snapshot import TextRange

if TYPE_CHECKING:
    from postil.core.target import Selector

LONG = 24
"""Letters of words in the middle of a sentence that do not stand elsewhere by chance."""

SHORT = 5
"""The same of a sentence or a line."""

NEAR = 8
"""Code points beside a place that are looked at."""

BESIDE = 32
"""Code points on either side of a mark that are its context."""

_QUOTED = r"[\"'’”»“)\]]*"
_BEGINS = pattern(rf"(?:\A|\n|[.!?…:]{_QUOTED}\s|[。！？]{_QUOTED})\s*[\"'‘“„«»(\[]*\Z")
_ENDS = pattern(rf"[.!?…。！？]{_QUOTED}\s*\Z")
_ENDED = pattern(rf"[.!?…。！？]?{_QUOTED}(?:\s*\n|\Z)|[.!?…]{_QUOTED}\s|[。！？]")


def only_place(old: str, new: str, selector: Selector) -> TextRange | None:
    """Where in the new text the words of a mark stand; None where they stand in one of both not just once."""
    exact = selector.exact
    at = new.find(exact)
    if at < 0:
        return None
    place = TextRange(at, at + len(exact))
    alone = _is_sentence(old, selector.range) and _is_sentence(new, place)
    if sum(map(str.isalpha, exact)) < (SHORT if alone else LONG) or not is_cut_alike(new, place, selector):
        return None
    return place if _stands_once(new, exact) and _stands_once(old, exact) else None


def place_in_context(
    old: str, new: str, selector: Selector, near: TextRange | None = None
) -> TextRange | None:
    """Where in the new text a mark stands with its context; None where both texts do not hold that just once.

    Where it stands so `near`, no other place is looked for.
    """
    before, behind = _beside(old, selector.range)
    whole = before + selector.exact + behind
    if not (before or behind) or (near and new.startswith(whole, max(near.start - len(before), 0))):
        return None
    at = new.find(whole)
    if at < 0 or sum(map(str.isalpha, whole)) < LONG:
        return None
    place = TextRange(at + len(before), at + len(before) + len(selector.exact))
    alone = is_cut_alike(new, place, selector) and _stands_once(new, whole) and _stands_once(old, whole)
    return place if alone else None


def _beside(text: str, place: TextRange) -> tuple[str, str]:
    """What stands before a place and behind it in the same paragraph."""
    before = text[max(place.start - BESIDE, 0) : place.start].rpartition("\n\n")[2]
    return before, text[place.end : place.end + BESIDE].partition("\n\n")[0]


def _is_sentence(text: str, place: TextRange) -> bool:
    """Whether a place begins and ends where a sentence or a line does."""
    exact = text[place.start : place.end]
    before = text[max(place.start - NEAR, 0) : place.start]
    behind = text[place.end : place.end + NEAR]
    begins = exact.startswith("\n") or _BEGINS.search(before)
    return bool(begins and (_ENDS.search(exact) or _ENDED.match(behind)))


def _stands_once(text: str, exact: str) -> bool:
    return text.find(exact, text.find(exact) + 1) < 0
