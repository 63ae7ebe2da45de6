"""A line of a page: its words and where they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from postil.core.patterns import pattern
from postil.core.snapshot import Link
from postil.core.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterable

SMALL = 0.93
"""The part of the size of other type below which type is small."""

_LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "\xa0": " ", "\t": " "}
)
_BLANKS = pattern(r"\s+")
_SURROGATE = pattern("[\ud800-\udfff]")
_END = pattern(r"""[.!?:;…。！？：；؟؛۔]["'”’»›)\]」』]*(?:\[\w{1,3}\])?$""")


class Gap(NamedTuple):
    """A gap in a line that is wider than a space.

    Attributes:
        at: The code point of the line before which it lies.
        left: Where the words before it end, in points from the left.
        right: Where the words behind it begin.
    """

    at: int
    left: float
    right: float


class Line(NamedTuple):
    """A run of words on one baseline, without a wide gap between them.

    Lengths are points of 1/72 inch, measured from the upper left corner of the page as it is read; for a page that is
    read from right to left, of its mirror image.

    Attributes:
        text: The words, spelt without ligatures.
        left: Where the first letter begins.
        right: Where the last letter ends.
        base: The distance of the baseline from the top of the page.
        size: The size of the type.
        word: How long its first word is.
        page: The number of the page, counted from 0.
        bold: Whether all of it is bold.
        fixed: Whether all of its letters are of one width, as in a program.
        hyphen: Whether a hyphen ends it, which `text` does not hold.
        cell: Whether other lines stand on the same baseline, a wide gap away, as in a row of a table.
        raised: Parts of `text`, from code point to code point, that stand above the baseline.
        links: What is known to lead somewhere.
        gaps: Where in `text` cells of a table may part it.
    """

    text: str
    left: float
    right: float
    base: float
    size: float
    word: float = 0.0
    page: int = 0
    bold: bool = False
    fixed: bool = False
    hyphen: bool = False
    cell: bool = False
    raised: tuple[tuple[int, int], ...] = ()
    links: tuple[Link, ...] = ()
    gaps: tuple[Gap, ...] = ()

    @property
    def width(self) -> float:
        """Its length in points."""
        return self.right - self.left

    @property
    def ends(self) -> bool:
        """Whether its last mark may end a sentence."""
        return not self.hyphen and _END.search(self.text) is not None

    @property
    def begins_raised(self) -> bool:
        """Whether it begins with a mark that stands above the baseline, as a note does."""
        return bool(self.raised) and self.raised[0][0] == 0

    def is_like(self, other: Line) -> bool:
        """Whether it is set in the same size of type."""
        return abs(self.size - other.size) < 0.06 * max(self.size, other.size)

    def mirrored(self) -> Line:
        """This line as in a mirror: what is written from right to left begins at the left there."""
        gaps = tuple(Gap(gap.at, -gap.right, -gap.left) for gap in self.gaps)
        return self._replace(left=-self.right, right=-self.left, gaps=gaps)

    def joined(self, after: Line, between: str) -> Line:
        """This line and one to its right, as one."""
        text = self.text + between
        shift = len(text)
        return self._replace(
            text=text + after.text,
            right=after.right,
            bold=self.bold and after.bold,
            fixed=self.fixed and after.fixed,
            hyphen=after.hyphen,
            raised=self.raised + tuple((start + shift, end + shift) for start, end in after.raised),
            links=self.links
            + tuple(Link(link.start + shift, link.end + shift, link.href) for link in after.links),
            gaps=self.gaps + tuple(gap._replace(at=gap.at + shift) for gap in after.gaps),
        )

    def parted(self, gaps: Iterable[Gap]) -> list[Line]:
        """This line as several, parted at some of its gaps."""
        rest, parts = self, []
        for gap in gaps:
            at = gap.at - (len(self.text) - len(rest.text))
            parts.append(rest._part(0, at)._replace(right=gap.left, hyphen=False))
            rest = rest._part(at, len(rest.text))._replace(left=gap.right)
        return [*parts, rest]

    def _part(self, start: int, end: int) -> Line:
        """The words from one code point to another, without the blanks around them."""
        words = self.text[start:end]
        start += len(words) - len(words.lstrip())
        words = words.strip()
        first = words.partition(" ")[0]
        return self._replace(
            text=words,
            word=self.width * len(first) / max(len(self.text), 1),
            raised=tuple((one - start, other - start) for one, other in self.raised if start <= one < end),
            links=tuple(
                Link(link.start - start, link.end - start, link.href)
                for link in self.links
                if start <= link.start < end
            ),
            gaps=tuple(gap._replace(at=gap.at - start) for gap in self.gaps if start < gap.at < end),
        )


def spelt(words: str) -> str:
    """Words as they are read: ligatures are letters, blanks are spaces, and nothing in them acts.

    Of a letter that takes two units of UTF-16, as one of mathematics, pdfium may tell each unit by itself.
    """
    if _SURROGATE.search(words):
        words = words.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return clean(_BLANKS.sub(" ", words.translate(_LIGATURES)))
