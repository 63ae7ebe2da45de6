"""What pandoc knows of a document's title, authors and date."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from postil.core.identifiers import bare_doi, is_doi
from postil.core.patterns import pattern
from postil.core.text import clean_line
from postil.ingest.document import About
from postil.ingest.pandoc.words import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from postil.core.model import JSON

_DAY = pattern(r"(\d{4}-\d{2}-\d{2})(?:[T ].*)?", re.ASCII)
_NO_DAY = "1970-01-01"
"""What pandoc has for today in its sandbox."""


def about_of(meta: dict[str, JSON]) -> About:
    """Reads a document's metadata (`Meta` of pandoc-types)."""
    title, subtitle = _first(meta, "title"), _first(meta, "subtitle")
    doi = _first(meta, "doi")
    return About(
        title=f"{title}: {subtitle}" if title and subtitle else title,
        authors=tuple(dict.fromkeys(_lines(meta.get("author")))),
        published=_published(_first(meta, "date")),
        container=_first(meta, "container-title", "journal"),
        language=_first(meta, "lang", "language"),
        doi=bare_doi(doi) if is_doi(doi) else "",
    )


def _published(date: str) -> str:
    day = _DAY.fullmatch(date)
    return ("" if day[1] == _NO_DAY else day[1]) if day else date


def _first(meta: dict[str, JSON], *names: str) -> str:
    return next((line for name in names for line in _lines(meta.get(name))), "")


def _lines(value: JSON) -> Iterator[str]:
    """The words of a value, one line for each of a list; a person may be a mapping with a name."""
    match value:
        case {"t": "MetaList", "c": list(values)}:
            for one in values:
                yield from _lines(one)
        case {"t": "MetaMap", "c": dict(fields)}:
            named = [
                *_lines(fields.get("name")),
                *_lines(fields.get("literal")),
                *_lines(fields.get("title")),
            ]
            parts = [
                *_lines(fields.get("given-names")),
                *_lines(fields.get("given")),
                *_lines(fields.get("surname")),
                *_lines(fields.get("family")),
            ]
            yield from named[:1] or filter(None, [" ".join(parts)])
        case {"t": "MetaString", "c": str(words)}:
            yield from filter(None, [clean_line(words)])
        case {"t": "MetaInlines" | "MetaBlocks", "c": list(pieces)}:
            yield from filter(None, [clean_line(plain(pieces))])
