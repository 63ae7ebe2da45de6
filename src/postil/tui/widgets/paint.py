"""One row of the article: gutter, marker, text with everything drawn over it."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from rich.segment import Segment

from postil.core.patterns import pattern
from postil.core.snapshot import BlockKind, TextRange
from postil.core.structure import heading_over, page_at
from postil.tui.widgets.marks import Mark, Marks
from postil.tui.widgets.wrapping import column, width_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Set as AbstractSet

    from rich.style import Style

    from postil.core.attribution import Suggestion
    from postil.core.snapshot import Snapshot
    from postil.tui.looks.glyphs import Glyphs
    from postil.tui.looks.styles import Looks
    from postil.tui.widgets.flow import Flow, Row
    from postil.tui.widgets.found import Found

# More marks on one letter than any script uses are cut on the screen (they stay in the text).
_STACKED_MARKS = pattern("([\\u0300-\\u036f\\u0483-\\u0489\\u1ab0-\\u1aff\\u1dc0-\\u1dff\\u20d0-\\u20ff]{8})"
    "[\\u0300-\\u036f\\u0483-\\u0489\\u1ab0-\\u1aff\\u1dc0-\\u1dff\\u20d0-\\u20ff]+")  # fmt: skip

_KIND_LOOK = {
    BlockKind.HEADING: "heading",
    BlockKind.QUOTE: "quote",
    BlockKind.CODE: "code",
    BlockKind.TABLE: "code",
    BlockKind.CAPTION: "caption",
    BlockKind.FOOTNOTE: "footnote",
}

LEAST_SECTION = 16
"""Cells that a section's heading has beside the title at least, if it is as long, or else is left out."""

GUTTER_BESIDE_NUMBER = 6
"""Cells of the gutter beside the paragraph number: bar, glyph, and spaces."""


class Overlay:
    """What is drawn over the text, in code points of the canonical text.

    Attributes:
        claims: The claims' marks.
        hits: The found words.
        cursor: The sentence under the cursor.
        selection: The selected words, or None.
        hit: The hit that the search stands on, or None.
        claim: The id of the current claim, or an empty string.
        rewritten: The indices of the blocks that are not as they were in the text before.
        suggested: What sentences suggest, by their blocks and by where they begin.
    """

    def __init__(self) -> None:
        self.claims = Marks()
        self.hits: Marks | Found = Marks()
        self.cursor = TextRange(0, 0)
        self.selection: TextRange | None = None
        self.hit: TextRange | None = None
        self.claim = ""
        self.rewritten: AbstractSet[int] = frozenset()
        self.suggested: Mapping[int, Mapping[int, Suggestion]] = {}

    def claims_over(self, start: int, end: int) -> set[tuple[Mark, str, bool]]:
        """The claims' marks from `start` to `end`, each with its look and whether it is the current one's."""
        over = self.claims.over(start, end)
        return {(mark, self.claims.look(mark.id), mark.id == self.claim) for mark in over}


def page_words(page: str) -> str:
    """How a page is called: `p. 12`."""
    return f"p. {page}"


class Painter:
    """Turns rows into segments.

    Args:
        snapshot: The text.
        looks: The styles.
        glyphs: The glyphs of this terminal; a claim's look is the name of its glyph too.
    """

    def __init__(self, snapshot: Snapshot, looks: Looks, glyphs: Glyphs) -> None:
        self.snapshot = snapshot
        self.looks = looks
        self.glyphs = glyphs
        self.number_width = len(str(snapshot.paragraph_number(len(snapshot.blocks) - 1)))
        self.gutter_width = self.number_width + GUTTER_BESIDE_NUMBER
        self._rule = Segment(glyphs.rule, looks("dim"))
        self._thumb = Segment(glyphs.thumb, looks("dim"))

    def header(self, title: str, block: int, aside: str, width: int) -> list[Segment]:
        """The row above the text: title, section, number of the paragraph, page, and words beside it.

        A long title gives way to some words of the section, as far as it keeps half of the room.
        """
        blocks = self.snapshot.blocks
        number = self.snapshot.paragraph_from(block)
        last = self.snapshot.paragraph_number(len(blocks) - 1)
        page = page_at(blocks, block)
        place = [f"{self.glyphs.pilcrow} {number}/{last}", page and page_words(page), aside]
        words = f" {self.glyphs.between} ".join(filter(None, place))
        room = max(width - width_of(words) - 2, 0)
        section = self._section(title, block)
        least = min(width_of(section), LEAST_SECTION)
        free = max(room - width_of(f" {title}"), least)
        free = free if least <= room // 2 else 0
        return [
            Segment(column(f" {title}", room - free), self.looks("title")),
            Segment(column(section, free), self.looks("dim")),
            Segment(f" {words} ", self.looks("dim")),
        ]

    def _section(self, title: str, block: int) -> str:
        """The heading under which a block stands, unless it only says the title again."""
        heading = heading_over(self.snapshot.blocks, block)
        words = " ".join(self.snapshot.blocks[heading].text.split()) if heading >= 0 else ""
        return f"  {self.glyphs.section} {words}" if words and words != title else ""

    def scrollbar(self, height: int, first: int, last: int) -> list[Segment]:
        """The rule at the right of each row; its heavy part shows which part of the text is on the screen.

        Args:
            height: Rows of text on the screen.
            first: The first code point of the text on the screen.
            last: The one after the last.
        """
        length = max(len(self.snapshot.text), 1)
        size = max(round(height * (last - first) / length), 1)
        top = round((height - size) * first / max(length - (last - first), 1))
        if size >= height:
            return [self._rule] * height
        below = height - top - size
        return [self._rule] * top + [self._thumb] * size + [self._rule] * below

    def segments(self, row: Row, flow: Flow, overlay: Overlay, indent: int) -> list[Segment]:
        """What is drawn of one row, as far as there is something to draw.

        Args:
            row: The row.
            flow: The flow it belongs to.
            overlay: What is drawn over the text.
            indent: Blank cells before the gutter.
        """
        looks = self.looks
        if row.is_gap:
            return self._gap(row, flow, indent)
        base = self.snapshot.starts[row.block]
        start, end = base + row.start, base + row.end
        marks = overlay.claims.over(start, max(end, start + 1))
        segments = [Segment(" " * indent, looks.text), *self._gutter(row, start, end, marks, overlay)]
        lead = self._lead(row, flow)
        if lead:
            segments.append(Segment(lead, looks("quote-bar")))
        used = indent + self.gutter_width + width_of(lead)
        for text, style in self._pieces(row, base, marks, overlay):
            segments.append(Segment(text, style))
            used += width_of(text)
        if row.start == 0 and not flow.gap_before(row.block):
            self._add_page(segments, row, indent + self.gutter_width + flow.width - used)
        return segments

    def _gap(self, row: Row, flow: Flow, indent: int) -> list[Segment]:
        """The empty row before a block, with the page that begins there."""
        segments = [Segment(" " * indent, self.looks.text)]
        self._add_page(segments, row, self.gutter_width + flow.width)
        return segments

    def _add_page(self, segments: list[Segment], row: Row, room: int) -> None:
        """Tells at the right edge of the text which page begins with or inside a row's block.

        Args:
            segments: What is drawn of the row; the page is added where it has room.
            row: The row.
            room: Cells up to the edge.
        """
        page = self.snapshot.blocks.form(row.block).page
        words = page and f"  {page_words(page)}"
        if words and width_of(words) <= room:
            blank = Segment(" " * (room - width_of(words)), self.looks.text)
            segments += [blank, Segment(words, self.looks("dim"))]

    def _gutter(self, row: Row, start: int, end: int, marks: list[Mark], overlay: Overlay) -> list[Segment]:
        looks = self.looks
        cursor = overlay.cursor
        is_here = cursor.start < max(end, start + 1) and start < cursor.end
        bar = self.glyphs.bar if is_here else " "
        begun = [mark for mark in marks if mark.start >= start]
        shown = next((mark for mark in begun if mark.id == overlay.claim), begun[0] if begun else None)
        glyph = Segment(" ", looks.text)
        if shown:
            look = overlay.claims.look(shown.id)
            glyph = Segment(getattr(self.glyphs, look), looks(look))
        elif any(start <= at < end for at in overlay.suggested.get(row.block, ())) and not marks:
            glyph = Segment(self.glyphs.suggested, looks("dim"))
        heading = self.snapshot.blocks.form(row.block).kind is BlockKind.HEADING
        number = "" if row.start or heading else str(self.snapshot.paragraph_number(row.block))
        rewritten = self.glyphs.rewritten if not row.start and row.block in overlay.rewritten else " "
        return [
            Segment(f"{bar} ", looks("bar")),
            glyph,
            Segment(f" {number:>{self.number_width}}{rewritten} ", looks("dim")),
        ]

    def _lead(self, row: Row, flow: Flow) -> str:
        block = self.snapshot.blocks.form(row.block)
        indent = flow.indent(row.block)
        if block.kind is BlockKind.QUOTE:
            return f"{self.glyphs.rule} " * (indent // 2) + " " * (indent % 2)
        before = self.snapshot.starts[row.block] + row.start - 1
        if block.kind is BlockKind.CODE and row.start and self.snapshot.text[before] != "\n":
            return f"{self.glyphs.wrapped} ".rjust(indent)[:indent]
        if row.start == 0 and block.kind in {BlockKind.ITEM, BlockKind.FOOTNOTE} and indent:
            marker = block.marker or (self.glyphs.bullet if block.kind is BlockKind.ITEM else "")
            if marker == "•":
                marker = self.glyphs.bullet
            return f"{marker} ".rjust(indent)[:indent]
        return " " * indent

    def _pieces(self, row: Row, base: int, marks: list[Mark], overlay: Overlay) -> list[tuple[str, Style]]:
        """The row's text, cut wherever what is drawn over it changes."""
        block = self.snapshot.blocks.form(row.block)
        start, end = base + row.start, base + row.end
        layers: list[tuple[int, int, tuple[str, ...]]] = []
        kind = _KIND_LOOK.get(block.kind)
        if kind:
            layers.append((start, end, (kind,)))
        layers += [(base + link.start, base + link.end, ("link",)) for link in block.links]
        layers.append((overlay.cursor.start, overlay.cursor.end, ("cursor",)))
        layers += [(mark.start, mark.end, (overlay.claims.look(mark.id),)) for mark in marks]
        layers += [(mark.start, mark.end, ("current",)) for mark in marks if mark.id == overlay.claim]
        layers += [(hit.start, hit.end, ("hit",)) for hit in overlay.hits.over(start, end)]
        if overlay.hit:
            layers.append((overlay.hit.start, overlay.hit.end, ("hit-current",)))
        if overlay.selection:
            layers.append((overlay.selection.start, overlay.selection.end, ("selection",)))
        layers = [layer for layer in layers if layer[0] < end and start < layer[1]]
        cuts = sorted(
            {start, end, *(at for low, high, _ in layers for at in (low, high) if start < at < end)}
        )
        pieces = []
        for low, high in pairwise(cuts):
            names = tuple(
                name for begin, stop, look in layers if begin <= low and high <= stop for name in look
            )
            text = self.snapshot.text[low:high]
            if not text.isascii():
                text = _STACKED_MARKS.sub(r"\1", text)
            pieces.append((text, self.looks(*names)))
        return pieces
