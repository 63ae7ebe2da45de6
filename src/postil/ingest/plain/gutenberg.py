"""What Project Gutenberg writes around a book: it tells the book's title and authors, and is no part of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from postil.core.patterns import pattern
from postil.core.text import clean_line
from postil.ingest.document import About

if TYPE_CHECKING:
    from collections.abc import Sequence

LONGEST_OPENING = 20_000
"""Code points before a book among which its beginning is looked for."""

FURTHEST = 100
"""Blocks before a book among which its beginning is looked for."""

_START = pattern(
    r"^\*\*\* ?START OF (?:THE|THIS) PROJECT GUTENBERG EBOOK\b[^*]{0,400}\*\*\*[ ]*$", re.MULTILINE
)
_END = pattern(r"^\*\*\* ?END OF (?:THE|THIS) PROJECT GUTENBERG EBOOK\b", re.MULTILINE)
_FIELD = pattern(r"^(Title|Author|Language): (.+(?:\n[ ]+\S.*)*)", re.MULTILINE)
_LANGUAGES = {
    "english": "en", "german": "de", "french": "fr", "spanish": "es", "italian": "it", "portuguese": "pt", "dutch": "nl",
    "polish": "pl", "russian": "ru", "chinese": "zh", "japanese": "ja", "finnish": "fi", "swedish": "sv",
}  # fmt: skip


def book_among(texts: Sequence[str]) -> slice:
    """Which of the blocks of a text are the book; all of them where nothing is written around it.

    Args:
        texts: The canonical text of each block.
    """
    starts = (at for at, text in enumerate(texts[:FURTHEST]) if _START.search(text))
    start = next(starts, None)
    if start is None:
        return slice(None)
    ends = (at for at in range(start + 1, len(texts)) if _END.match(texts[at]))
    return slice(start + 1, next(ends, None))


def book_in(text: str) -> tuple[About, str]:
    """What a text tells of its book, and the book; nothing and the whole text where it is none of them.

    Args:
        text: Canonical text.
    """
    start = _START.search(text[:LONGEST_OPENING])
    end = _end(text, start.end()) if start else -1
    if start is None or end < 0:
        return About(), text
    told: dict[str, list[str]] = {}
    for field in _FIELD.finditer(text, 0, start.start()):
        told.setdefault(field[1], []).append(clean_line(" ".join(field[2].split())))
    language = _LANGUAGES.get("".join(told.get("Language", [])[:1]).lower(), "")
    about = About(
        title="".join(told.get("Title", [])[:1]), authors=tuple(told.get("Author", ())), language=language
    )
    return about, text[start.end() : end]


def _end(text: str, at: int) -> int:
    """Where the line that ends a book begins, behind a place that begins no line; below 0 where there is none."""
    while (at := text.find("\n***", at) + 1) and not _END.match(text, at):
        pass
    return at or -1
