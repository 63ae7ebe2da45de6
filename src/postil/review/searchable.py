"""A row of the ledger with the folded text in which queries search."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from postil.core.model import NAME_PARTS
from postil.review.folding import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from postil.core.model import Source
    from postil.review.rows import Row


@dataclass(frozen=True)
class Searchable:
    """One row, made searchable once and kept by whoever asks many questions.

    Attributes:
        row: The row.
    """

    row: Row

    @cached_property
    def text(self) -> str:
        """Everything a word is searched in, folded, a line each, so that no phrase reaches into the next."""
        return "\n".join(fold(text) for text in _texts(self.row) if text)

    @cached_property
    def _values(self) -> dict[str, tuple[str, ...]]:
        return {}

    def values(self, field: str) -> tuple[str, ...]:
        """The folded values of a field by the name that a query has for it.

        Raises:
            KeyError: No field with text has that name.
        """
        known = self._values.get(field)
        if known is None:
            known = self._values[field] = tuple(map(fold, _FIELDS[field](self.row)))
        return known


def _texts(row: Row) -> Iterator[str]:
    claim = row.claim
    yield claim.target.exact
    yield claim.text
    yield claim.speaker
    yield claim.note
    yield from claim.tags
    yield row.article.title
    for piece in row.evidence:
        yield piece.quote
        yield piece.note
    yield from _source_texts(row)


def _source_texts(row: Row) -> Iterator[str]:
    """Keys, titles and authors of the sources; a key counts even where its source is not known."""
    yield from dict.fromkeys(piece.source for piece in row.evidence)
    for source in row.sources:
        yield source.title
        yield from _authors(source)


def _authors(source: Source) -> Iterator[str]:
    people = source.csl.get("author")
    for person in people if isinstance(people, list) else ():
        if isinstance(person, dict):
            parts = (person.get(part) for part in NAME_PARTS)
            yield " ".join(part for part in parts if isinstance(part, str))


_FIELDS: Mapping[str, Callable[[Row], Iterable[str]]] = {
    "rating": lambda row: (row.claim.rating,),
    "tag": lambda row: row.claim.tags,
    "source": _source_texts,
    "article": lambda row: (row.article.title, row.article.id),
    "speaker": lambda row: (row.claim.speaker,),
    "kind": lambda row: (row.claim.kind.value,),
    "stance": lambda row: {piece.stance.value for piece in row.evidence},
    "note": lambda row: (row.claim.note, *(piece.note for piece in row.evidence)),
}
