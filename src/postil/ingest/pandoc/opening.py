"""What a document shows before its text and tells otherwise too: its title, its authors and its date."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from postil.core.patterns import pattern
from postil.core.snapshot import BlockKind

if TYPE_CHECKING:
    from postil.core.snapshot import Block
    from postil.ingest.document import About

MOST = 6
"""Blocks among which the end of an opening is looked for."""

LONGEST_NAME = 60
"""Code points of the longest line that is an author's name."""

_DAY = pattern(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_SENTENCE = pattern(r"[.:!?]$")


def without_opening(blocks: list[Block], about: About) -> tuple[list[Block], About]:
    """The text behind its opening, and what that tells.

    A text opens so where its first paragraph is the title that its properties tell, or is said again by the
    heading behind it, as programs write a title page. What is not known to be a part of the opening stays.
    """
    heading = next((at for at, block in enumerate(blocks[:MOST]) if block.kind is BlockKind.HEADING), 0)
    if not blocks or blocks[0].kind is not BlockKind.PARAGRAPH:
        return blocks, about
    title = blocks[0].text
    is_repeated = bool(heading) and blocks[heading].text == title
    if title != about.title and not is_repeated:
        return blocks, about
    about = about._replace(title=about.title or title)
    end = 1
    while end < len(blocks) and blocks[end].kind is BlockKind.PARAGRAPH:
        told = _told(blocks[end], about, known=not is_repeated or end >= heading)
        if told is None:
            break
        about, end = told, end + 1
    is_led_to = any(block.name or block.links for block in blocks[:end])
    return (blocks, about) if is_led_to or end == len(blocks) else (blocks[end:], about)


def _told(block: Block, about: About, *, known: bool) -> About | None:
    """What is told with a line of the opening; None where the line is none, or with `known` tells anything new."""
    line = block.text
    if line in {about.published, *about.authors, ", ".join(about.authors), "; ".join(about.authors)}:
        return about
    if known:
        return None
    if _DAY.fullmatch(line) and not about.published:
        return about._replace(published=line)
    is_name = len(line) <= LONGEST_NAME and not _SENTENCE.search(line) and line[:1].isupper()
    return about._replace(authors=(*about.authors, line)) if is_name and not about.published else None
