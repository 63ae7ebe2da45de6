"""The table of contents is brought into the text: its lines become headings, its depths their levels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.core.patterns import pattern
from postil.core.snapshot import Block, BlockKind
from postil.ingest.epub.contents import DEEPEST_LEVEL
from postil.ingest.html.naming import Found

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from postil.ingest.epub.contents import Entry

_NEAR = 4
"""Blocks at the place of a line among which its heading is looked for: a number or a picture may precede it."""

_NOT_OF_KEY = pattern(r"[\W_]+")


def with_headings(found: Sequence[Found], entries: Iterable[tuple[str, Entry]]) -> Iterator[Found]:
    """Gives each line of a table of contents its heading.

    A heading that stands at the line's place keeps its words and is set no higher than the line, and what
    follows it sinks with it. Paragraphs with the words of the line become a heading. Where there is neither,
    the line itself is put in, before a text that has no heading of its own.

    Args:
        found: The blocks of the book.
        entries: The lines, each with the name of the place to which it leads.
    """
    lines = dict(entries)
    places = [at for at, one in enumerate(found) if not lines.keys().isdisjoint(one.names)]
    yield from found[: places[0]] if places else found
    sunk = 0
    for at, end in zip(places, [*places[1:], len(found)], strict=False):
        line = next(lines[name] for name in reversed(found[at].names) if name in lines)
        stretch = found[at:end]
        own = _own_heading(line, stretch)
        if own:
            sunk = max(0, line.level - own.level)
            yield from (_sunk(one, sunk) for one in stretch)
        else:
            yield from _headed(line, stretch, sunk)


def _own_heading(line: Entry, stretch: Sequence[Found]) -> Block | None:
    """The heading of a line: the first block, or one near it with words of the line."""
    title = _key(line.title)
    for at, one in enumerate(stretch[:_NEAR]):
        key = _key(one.block.text)
        if one.block.kind is BlockKind.HEADING and (at == 0 or key in title or title in key):
            return one.block
    return None


def _headed(line: Entry, stretch: Sequence[Found], sunk: int) -> Iterator[Found]:
    """The blocks from the place of a line on, their first ones a heading, or the line before them."""
    spoken = _spoken(line, stretch)
    for one in stretch[:spoken]:
        yield one._replace(block=one.block._replace(kind=BlockKind.HEADING, level=line.level))
    if not spoken and _lacks_heading(stretch):
        first = stretch[0]
        yield Found(Block(BlockKind.HEADING, line.title, line.level, page=first.block.page), first.names)
        stretch = [first._replace(block=first.block._replace(page=""), names=()), *stretch[1:]]
    yield from (_sunk(one, sunk) for one in stretch[spoken:])


def _lacks_heading(stretch: Sequence[Found]) -> bool:
    """Whether there are words, and not a cover's alone, without a heading."""
    kinds = {one.block.kind for one in stretch}
    return BlockKind.HEADING not in kinds and kinds != {BlockKind.CAPTION}


def _spoken(line: Entry, stretch: Sequence[Found]) -> int:
    """How many paragraphs at a line's place say its words, as `CHAPTER I` and `The harbour` do."""
    rest = _key(line.title)
    for at, one in enumerate(stretch):
        key = _key(one.block.text)
        if not rest or not key or one.block.kind is not BlockKind.PARAGRAPH or not rest.startswith(key):
            return at
        rest = rest.removeprefix(key)
    return len(stretch)


def _sunk(one: Found, by: int) -> Found:
    if not by or one.block.kind is not BlockKind.HEADING:
        return one
    return one._replace(block=one.block._replace(level=min(one.block.level + by, DEEPEST_LEVEL)))


def _key(words: str) -> str:
    return _NOT_OF_KEY.sub("", words).casefold()
