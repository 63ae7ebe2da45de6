"""The heading of a page that is its article's headline."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from postil.core.snapshot import BlockKind
from postil.ingest.html.alignment import words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from postil.ingest.html.naming import Found

PARTS = re.compile(r"(?<!\d)(?<!\d\.)\s+[|–—»«:·-]\s+|\s+[|–—»«:·-]\s+(?!\d)|\s*[|»«]\s*")
"""What stands between an article's title and the name of the site; a dash between two numbers does not."""

FURTHEST = 15
"""Blocks before an article's first paragraph among which its headline is looked for."""

LOWEST = 3
"""The lowest level of a headline."""

ALIKE = 0.6
"""The share of a headline's words that the page's titles have, at least."""


def headline_at(found: Sequence[Found], kept: Sequence[bool], titles: Sequence[str]) -> int | None:
    """Finds the headline: of the headings before the first paragraph, the one most like the page's titles.

    Args:
        found: All blocks of the page.
        kept: Which of them are of the article.
        titles: What the page's metadata call it, the name of the site often with it.

    Returns:
        Its index, or None where no heading is like a title.
    """
    parts = [set(words_of(part.lower())) for title in titles for part in PARTS.split(title)]
    known = set().union(*parts)
    first = first_paragraph(found, kept)
    best, most, others = None, 1, 0
    for at in range(max(first - FURTHEST, 0), first):
        block = found[at].block
        if block.kind is not BlockKind.HEADING or block.level > LOWEST:
            continue
        words = set(words_of(block.text.lower()))
        alike = len(words & known)
        if alike < max(most, len(words) * ALIKE) or (alike == 1 and words != known):
            continue
        if alike == most and best is not None and len(words) - alike > others:
            continue  # as a button that names what it shares
        if any(part and len(words & part) >= len(part) / 2 for part in parts):
            best, most, others = at, alike, len(words) - alike
    return best


def first_paragraph(found: Sequence[Found], kept: Sequence[bool]) -> int:
    """The index of the first block of the article that is no heading; the number of blocks without one."""
    places = (at for at, keep in enumerate(kept) if keep and found[at].block.kind is not BlockKind.HEADING)
    return next(places, len(found))
