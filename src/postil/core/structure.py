"""What leads through a text: its sections, its notes and what refers to them, its pages."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from postil.core.patterns import pattern
from postil.core.snapshot import BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from postil.core.snapshot import Block, Blocks, Link, Snapshot

INSIDE = "#"
"""What the `href` of a link begins with that leads to a place of the same text."""

_TYPED_MARK = pattern(
    r"(?:[\[(] ?(?:\w{1,4}|[*†‡§¶#]{1,4}) ?[\])][.:]?|(?:\d{1,4}|[a-z])[.:)]|\d{1,3}|[*†‡§¶]{1,4}|[⁰¹²³⁴-⁹]+[.:)]?)(?=\s)"
)


class Section(NamedTuple):
    """A heading and what stands under it.

    Attributes:
        block: The index of the heading.
        depth: How many headings it stands under; 0 for one that stands under none.
        title: The heading's words.
        start: Its first code point in the canonical text.
        end: Where the next section begins that does not stand under this one.
    """

    block: int
    depth: int
    title: str
    start: int
    end: int


class Way(NamedTuple):
    """A link that leads to a place of the same text.

    Attributes:
        words: The words of the link.
        block: The index of the block that it leads to.
    """

    words: str
    block: int


def sections(snapshot: Snapshot) -> tuple[Section, ...]:
    """The sections of a text in their order, one for each heading."""
    blocks, starts, text = snapshot.blocks, snapshot.starts, snapshot.text
    ends = [len(text)] * len(blocks.headings)
    depths: list[int] = []
    above: list[tuple[int, int]] = []  # the level and the number of each section that goes on
    for number, at in enumerate(blocks.headings):
        level = blocks.form(at).level
        while above and above[-1][0] >= level:
            ends[above.pop()[1]] = starts[at]
        depths.append(len(above))
        above.append((level, number))
    return tuple(
        Section(at, depth, " ".join(text[starts[at] : blocks.end(at)].split()), starts[at], end)
        for at, depth, end in zip(blocks.headings, depths, ends, strict=True)
    )


def heading_over(blocks: Blocks, block: int) -> int:
    """The index of the heading under which a block stands, or which it is; -1 before the first."""
    return _last_at(blocks.headings, block)


def page_at(blocks: Blocks, block: int) -> str:
    """The label of the page on which a block begins or which begins inside it; empty where none is known."""
    begun = _last_at(blocks.paged, block)
    return blocks.form(begun).page if begun >= 0 else ""


def ways_from(blocks: Blocks, block: int, start: int, end: int) -> tuple[Way, ...]:
    """Where a stretch of a block leads inside the text, each place once.

    Args:
        blocks: The text.
        block: The index of the block.
        start: The first code point of the stretch in the block's text.
        end: The code point after its last.
    """
    found: dict[int, Way] = {}
    for link in blocks.form(block).links:
        target = blocks.named.get(link.href.removeprefix(INSIDE)) if link.href.startswith(INSIDE) else None
        if target is not None and link.start < end and start < link.end:
            found.setdefault(target, Way(blocks[block].text[link.start : link.end], target))
    return tuple(found.values())


def note_of(blocks: Blocks, block: int) -> int:
    """The index of the block with which the note begins that a block belongs to; -1 where it is in none.

    Whatever has a name and is no heading is a note: something refers to it.
    """
    at = block
    while at > 0 and _goes_on(blocks, at):
        at -= 1
    form = blocks.form(at)
    return at if form.name and form.kind is not BlockKind.HEADING else -1


def note_text(blocks: Blocks, note: int) -> str:
    """The words of a note, which may go on over several blocks, without its mark."""
    end = note + 1
    while end < len(blocks) and _goes_on(blocks, end):
        end += 1
    words = " ".join(" ".join(block.text.split()) for block in blocks[note:end])
    return words.removeprefix(typed_mark(blocks[note])).lstrip()


def note_mark(blocks: Blocks, note: int) -> str:
    """The mark of a note, as its format counts or its author typed it; nothing where it has none."""
    return blocks.form(note).marker or typed_mark(blocks[note])


def typed_mark(block: Block) -> str:
    """The mark that a note's author typed before its words, as `[1]` or `*`; nothing for another block."""
    if block.kind is not BlockKind.FOOTNOTE or block.marker:
        return ""
    mark = _TYPED_MARK.match(block.text)
    return mark[0] if mark else ""


def references_to(blocks: Blocks, note: int) -> Sequence[int]:
    """The offsets, in the canonical text, of the links that lead to a block that has a name."""
    return blocks.references.get(blocks.form(note).name, ())


def links_out(blocks: Blocks) -> Iterator[tuple[int, Link]]:
    """The links that lead out of a text, each with the index of its block, in the order of the text."""
    for at in blocks.linked:
        for link in blocks.form(at).links:
            if not link.href.startswith(INSIDE):
                yield at, link


def _goes_on(blocks: Blocks, block: int) -> bool:
    """Whether a block goes on with the note that the block before it belongs to."""
    form, before = blocks.form(block), blocks.form(block - 1)
    is_note = form.kind is before.kind is BlockKind.FOOTNOTE
    return is_note and not form.name and not form.marker


def _last_at(indices: Sequence[int], block: int) -> int:
    """The last of some ascending indices that is not behind a block; -1 where there is none."""
    number = bisect_right(indices, block)
    return indices[number - 1] if number else -1
