"""A text as it was read: blocks, the canonical text that they make, and ranges of it."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from functools import cached_property
from itertools import accumulate, compress, count, repeat
from operator import itemgetter, lt, ne
from typing import NamedTuple, overload

from postil.core.digests import sha256
from postil.core.values import dataclass

BLOCK_SEPARATOR = "\n\n"

_PIECE = 1 << 16
"""Code points of a text that are encoded at once, so that a book is not in memory once more."""


class BlockKind(StrEnum):
    """How a block of an article is set."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    QUOTE = "quote"
    ITEM = "item"
    CODE = "code"
    TABLE = "table"
    CAPTION = "caption"
    FOOTNOTE = "footnote"


class Link(NamedTuple):
    """A link inside a block: code points `start` to `end` of the block's text lead to `href`.

    A `href` of `#` and a name leads to the block of the same text that has the name: a note, a heading.
    """

    start: int
    end: int
    href: str


class Block(NamedTuple):
    """One block of an article: a paragraph, a heading of `level` 1 to 6, an item at depth `level`."""

    kind: BlockKind
    text: str
    level: int = 0
    links: tuple[Link, ...] = ()
    marker: str = ""
    """What stands before an item or a note: `•`, `3.`, `[1]`; never part of the text."""
    name: str = ""
    """By which links of the same text lead here; empty where none does."""
    page: str = ""
    """The label of the page that begins with or inside this block, where the text was set in pages."""


PLAIN = Block(BlockKind.PARAGRAPH, "")
"""How most blocks are set."""

_TEXT_OF = itemgetter(1)
_FORM_OF = itemgetter(0, *range(2, len(PLAIN)))
"""All that a block is but its text; taken of tens of thousands before the first paint."""


@dataclass(frozen=True, slots=True, order=True)
class TextRange:
    """Code points `start` to `end` (exclusive) of a canonical text."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a range: {self.start}..{self.end}")

    def overlaps(self, other: TextRange) -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def holds(self, offset: int) -> bool:
        """Whether `offset` is one of the range's code points."""
        return self.start <= offset < self.end


class Blocks(Sequence[Block]):
    """The blocks of a text, each cut out of it when it is asked for.

    A book is in memory once, as its canonical text; beside it stand only the places where the blocks
    begin and how those are set that are no plain paragraphs.

    Attributes:
        text: The blocks' texts joined by an empty line.
        starts: The offset of each block in it.
    """

    def __init__(self, blocks: Iterable[Block]) -> None:
        kept = list(blocks)
        texts = [*map(_TEXT_OF, kept)]
        lengths = map(len(BLOCK_SEPARATOR).__add__, map(len, texts))
        self.starts = array("I", accumulate(lengths, initial=0))
        del self.starts[len(kept) :]
        formed = compress(count(), map(ne, map(_FORM_OF, kept), repeat(_FORM_OF(PLAIN))))
        self._forms = {index: kept[index]._replace(text="") for index in formed}
        self.text = BLOCK_SEPARATOR.join(texts)

    @classmethod
    def of_text(cls, text: str, starts: array[int], forms: Mapping[int, Block]) -> Blocks:
        """Blocks whose canonical text is at hand; none of them is made.

        Args:
            text: It.
            starts: The offset of each block in it, one at least.
            forms: How those blocks are set that are no plain paragraphs, by their indices, ascending; without texts.

        Raises:
            ValueError: No blocks of this text begin there, or a form is of none.
        """
        gap = len(BLOCK_SEPARATOR)
        later = starts[1:]
        are_apart = all(map(text.startswith, repeat(BLOCK_SEPARATOR), map((-gap).__add__, later)))
        overlap = any(map(lt, later, map(gap.__add__, starts)))
        if not starts or starts[0] or starts[-1] > len(text) or overlap or not are_apart:
            raise ValueError("its blocks are not those of its text")
        if any(not 0 <= index < len(starts) for index in forms):
            raise ValueError("it has more forms than blocks")
        return cls.of_parts(text, starts, forms)

    @classmethod
    def of_parts(cls, text: str, starts: array[int], forms: Mapping[int, Block]) -> Blocks:
        """As `of_text`, of what is known to fit together."""
        made = cls(())
        made.text, made.starts, made._forms = text, starts, dict(forms)
        return made

    @property
    def forms(self) -> Mapping[int, Block]:
        """How those blocks are set that are no plain paragraphs, by their indices, ascending; without texts."""
        return self._forms

    def __len__(self) -> int:
        return len(self.starts)

    @overload
    def __getitem__(self, index: int) -> Block: ...
    @overload
    def __getitem__(self, index: slice) -> list[Block]: ...
    def __getitem__(self, index: int | slice) -> Block | list[Block]:
        if isinstance(index, slice):
            return [self[at] for at in range(*index.indices(len(self)))]
        at = range(len(self.starts))[index]
        text = self.text[self.starts[at] : self.end(at)]
        form = self._forms.get(at)
        return form._replace(text=text) if form else Block(BlockKind.PARAGRAPH, text)

    def form(self, block: int) -> Block:
        """How a block is set: the block without its text."""
        return self._forms.get(block, PLAIN)

    def range(self, block: int) -> TextRange:
        """The code points of a block in the canonical text."""
        return TextRange(self.starts[block], self.end(block))

    def length(self, block: int) -> int:
        """The code points of a block's text."""
        return self.end(block) - self.starts[block]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(self.text)

    def end(self, block: int) -> int:
        """The offset behind a block's last code point."""
        following = block + 1
        return self.starts[following] - len(BLOCK_SEPARATOR) if following < len(self) else len(self.text)

    @cached_property
    def headings(self) -> tuple[int, ...]:
        """The indices of the headings."""
        return tuple(at for at, form in self._forms.items() if form.kind is BlockKind.HEADING)

    @cached_property
    def named(self) -> Mapping[str, int]:
        """The indices of the blocks that have a name, by it: the first block of each name."""
        return {form.name: at for at, form in reversed(self._forms.items()) if form.name}

    @cached_property
    def paged(self) -> tuple[int, ...]:
        """The indices of the blocks with or inside which a page begins."""
        return tuple(at for at, form in self._forms.items() if form.page)

    @cached_property
    def references(self) -> Mapping[str, Sequence[int]]:
        """The offsets in the text of the links that lead to each name, ascending."""
        found: dict[str, list[int]] = {}
        for at in self.linked:
            for link in self._forms[at].links:
                if link.href.startswith("#"):
                    found.setdefault(link.href[1:], []).append(self.starts[at] + link.start)
        return found

    @cached_property
    def linked(self) -> tuple[int, ...]:
        """The indices of the blocks with links in them."""
        return tuple(at for at, form in self._forms.items() if form.links)


class Snapshot:
    """A text as it was read: its blocks, and the canonical text they make.

    Args:
        blocks: Its blocks.
        digest: Its name, where that is known already.
    """

    def __init__(self, blocks: Iterable[Block], digest: str = "") -> None:
        self.blocks = blocks if isinstance(blocks, Blocks) else Blocks(blocks)
        if digest:
            self.digest = digest

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Snapshot) and self.blocks == other.blocks

    def __hash__(self) -> int:
        return hash(self.blocks)

    @property
    def text(self) -> str:
        """The canonical text: the blocks' texts joined by an empty line."""
        return self.blocks.text

    @property
    def starts(self) -> Sequence[int]:
        """The offset of each block in the canonical text."""
        return self.blocks.starts

    @cached_property
    def digest(self) -> str:
        """The SHA-256 of the canonical text as UTF-8, in hexadecimal: the snapshot's name."""
        made = sha256(expected=len(self.text))
        for at in range(0, len(self.text), _PIECE):
            made.update(self.text[at : at + _PIECE].encode())
        return made.hexdigest()

    def paragraph_number(self, block: int) -> int:
        """The number that a reader sees beside a block: headings are not counted."""
        return block + 1 - bisect_right(self.blocks.headings, block)

    def paragraph_from(self, block: int) -> int:
        """The number of the first paragraph at a block or behind it; of the last one where none follows."""
        before = self.paragraph_number(block - 1) if block else 0
        return min(before + 1, self.paragraph_number(len(self.blocks) - 1))

    def block_at(self, offset: int) -> int:
        """The index of the block that holds `offset`; a separator belongs to the block before it."""
        return max(bisect_right(self.starts, offset) - 1, 0)
