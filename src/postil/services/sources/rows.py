"""The bibliography as rows: each source with how often it is quoted, and where."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from postil.citation.csl import issued, words
from postil.citation.reference import short_reference
from postil.review.folding import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from postil.core.model import JSON, Source
    from postil.services.library.workspace import Workspace


class Row(NamedTuple):
    """One row of the bibliography.

    Attributes:
        source: The source.
        name: Its short reference; the key where it tells too little.
        title: Its title.
        container: What it stands in, or who published it.
        year: As `2031`, or empty.
        quoted: How many pieces of evidence quote it.
        text: All its fields, folded, for a filter.
    """

    source: Source
    name: str
    title: str
    container: str
    year: str
    quoted: int
    text: str


def source_rows(workspace: Workspace, stopped: Callable[[], bool] = lambda: False) -> tuple[Row, ...]:
    """The living sources as rows, the last changed first.

    Args:
        workspace: The open library; may be read on another thread than the reader's.
        stopped: Asked before each article; ends the counting by answering yes.
    """
    quoted: Counter[str] = Counter()
    for annotated in workspace.all_annotated():
        if stopped():
            break
        if not annotated.article.deleted:
            quoted.update(piece.source for piece in annotated.live_evidence)
    known = workspace.sources
    rows = (
        _row(source, quoted[source.key] if known[source.key].id == source.id else 0)
        for source in workspace.living_sources
    )
    return tuple(sorted(rows, key=lambda row: row.source.modified, reverse=True))


def _row(source: Source, quoted: int) -> Row:
    item = source.csl
    return Row(
        source,
        short_reference(item) or source.key,
        words(item, "title"),
        words(item, "container-title") or words(item, "publisher"),
        issued(item).year,
        quoted,
        fold("\n".join((source.key, *_texts(dict(item))))),
    )


def _texts(value: JSON) -> Iterator[str]:
    """All words in an item, at any depth."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for part in value:
            yield from _texts(part)
    elif isinstance(value, (str, int, float)) and not isinstance(value, bool):
        yield str(value)
