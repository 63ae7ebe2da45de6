"""What a document says about itself: in its information dictionary, and on its first page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from postil.core.addresses import without_end
from postil.core.patterns import pattern
from postil.core.snapshot import BlockKind
from postil.core.text import shortened
from postil.ingest.document import About
from postil.ingest.pdf.dating import published
from postil.ingest.sentences.language import recognise

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from postil.core.snapshot import Block

INFORMATION = ("Title", "Author", "Subject", "CreationDate", "Creator", "Producer", "doi")
"""The entries of the information dictionary that are looked at; publishers add the last one."""

_TITLE_LENGTH = 300
_TOLD_BY = 4_000
"""Code points of the text from which its language is recognised."""

_FILE_NAME = pattern(
    r"\.(?:docx?|pdf|tex|dvi|ps|eps|indd|rtf|odt|pages|qxd|txt|html?|pptx?|xlsx?|pub|md|wpd|cdr|ai)$|^[^\s]*[\\/_][^\s]*$",
    re.IGNORECASE,
)
_PROGRAM = pattern(
    r"^(?:microsoft (?:word|powerpoint|excel) - |untitled|unbenannt|sans titre|document ?\d*$|dokument ?\d*$|powerpoint |"
    r"presentation ?\d*$|slide 1$|title$|no title|print(?:ing)?\b|scan\b)",
    re.IGNORECASE,
)
_NOBODY = pattern(
    r"(?:admin(?:istrator)?|user|owner|root|unknown|unbekannt|anonymous|author|guest|.*\buser|.*@.*|microsoft.*|)",
    re.IGNORECASE,
)
_DOI = pattern(r"\b10\.\d{4,9}/[^\s\"<>|]+")
_LANGUAGE = pattern(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_BETWEEN_NAMES = pattern(r"\s*;\s*|\s+(?:and|und|et|&)\s+")


def about_of(told: Mapping[str, str], language: str, blocks: Sequence[Block]) -> About:
    """Gathers what a document says about itself, and leaves out what a program has filled in.

    Args:
        told: The entries of the information dictionary (ISO 32000-1, table 317), each clean.
        language: The language that the catalogue names.
        blocks: The blocks of the text, or the first of them.
    """
    first = _first_page(blocks)
    return About(
        title=_sensible_title(told.get("Title", "")) or _largest(first),
        authors=_authors(told.get("Author", "")),
        published=published(
            told.get("CreationDate", ""), f"{told.get('Creator', '')} {told.get('Producer', '')}", first
        ),
        language=_language(language, blocks),
        doi=_doi([told.get("doi", ""), told.get("Subject", ""), *(block.text for block in first)]),
    )


def _first_page(blocks: Sequence[Block]) -> Sequence[Block]:
    for number, block in enumerate(blocks):
        if number and block.page:
            return blocks[:number]
    return blocks


def _sensible_title(title: str) -> str:
    if _PROGRAM.search(title) or _FILE_NAME.search(title) or not any(map(str.isalpha, title)):
        return ""
    return title


def _largest(blocks: Iterable[Block]) -> str:
    headings = [block for block in blocks if block.kind is BlockKind.HEADING]
    return shortened(min(headings, key=lambda block: block.level).text, _TITLE_LENGTH) if headings else ""


def _authors(said: str) -> tuple[str, ...]:
    names = [name for name in _BETWEEN_NAMES.split(said) if not _NOBODY.fullmatch(name)]
    return tuple(part for name in names for part in _listed(name))


def _listed(name: str) -> list[str]:
    """The names in a list with commas, unless a comma stands between the parts of one name."""
    parts = [part.strip() for part in name.split(",")]
    return parts if len(parts) > 1 and all(" " in part for part in parts) else [name]


def _language(catalogued: str, blocks: Sequence[Block]) -> str:
    """The language of the text; the catalogue's word is often that of the program, and is taken where both agree."""
    catalogued = catalogued.strip("\0 ")
    if not _LANGUAGE.fullmatch(catalogued):
        catalogued = ""
    start, size = [], 0
    for block in blocks:
        start.append(block.text)
        size += len(block.text)
        if size > _TOLD_BY:
            break
    seen = recognise("\n\n".join(start)[:_TOLD_BY])
    return catalogued if not seen or catalogued.partition("-")[0].lower() == seen else seen


def _doi(texts: Iterable[str]) -> str:
    found = (_DOI.search(text) for text in texts)
    return next((without_end(match[0]) for match in found if match), "")
