"""The article: one widget that draws lines, whatever the length of the text."""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.geometry import Region, Size
from textual.message import Message

from postil.core.snapshot import TextRange
from postil.tui.widgets.cursor import Cursor
from postil.tui.widgets.drawn import fitted
from postil.tui.widgets.kept_rows import KeptRows
from postil.tui.widgets.marks import Marks
from postil.tui.widgets.paint import GUTTER_BESIDE_NUMBER, Overlay, Painter
from postil.tui.widgets.pointing import Pointing
from postil.tui.widgets.viewport import Viewport
from postil.tui.widgets.wrapping import offset_at_cell

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from collections.abc import Set as AbstractSet

    from textual.strip import Strip

    from postil.core.snapshot import Block, Snapshot
    from postil.tui.looks.glyphs import Glyphs
    from postil.tui.looks.styles import Looks
    from postil.tui.widgets.flow import Row
    from postil.tui.widgets.found import Found
    from postil.tui.widgets.selection import Selection
    from postil.tui.widgets.suggested import Suggested

HEADER_ROWS = 2


class ArticleView(Pointing, can_focus=True):
    """Shows an article, its cursor, its claims and what is selected.

    It is told what to draw and answers where the reader is; it knows no library.

    Args:
        snapshot: The text.
        segment: Gives the sentences of a block.
        title: Shown above the text.
        measure: Cells of the text column at most, gutter not counted.
        looks: The styles.
        glyphs: The glyphs of this terminal.
        name: The widget's id.

    Attributes:
        cursor: Where the reader is; call `moved` after moving it.
        selection: What is selected, or None.
        adjusting: The id of the claim whose boundaries the selection stands for, or an empty string.
        suggested: Looks for what the sentences on the screen suggest, or None.
    """

    DEFAULT_CSS = "ArticleView { width: 1fr; height: 1fr; }"

    class Selected(Message):
        """The selection has changed, or is gone."""

    def __init__(
        self,
        snapshot: Snapshot,
        segment: Callable[[Block], Sequence[tuple[int, int]]],
        *,
        title: str,
        measure: int,
        looks: Looks,
        glyphs: Glyphs,
        name: str = "article",
    ) -> None:
        super().__init__(id=name)
        self.snapshot = snapshot
        self.title = title
        self.aside = ""
        self.measure = measure
        self.overlay = Overlay()
        self.selection: Selection | None = None
        self.adjusting = ""
        self.suggested: Suggested | None = None
        self.cursor = Cursor(snapshot, segment)
        self._painter = Painter(snapshot, looks, glyphs)
        self._viewport: Viewport | None = None
        self._flowed_for = Size()
        self._top: Row | None = None  # the first row when the whole was drawn last
        self._rows = KeptRows()
        self._barred: list[Row] | None = None  # the rows that the scroll bar was made for
        self._bar: list[Segment] = []
        self.overlay.cursor = self.cursor.range

    # ------------------------------------------------------------------ geometry

    @property
    def viewport(self) -> Viewport:
        """The window over the text, as wide and high as the widget is now."""
        if self._viewport is None:
            self._viewport = Viewport(self.snapshot.blocks, *self._text_size())
            self._viewport.show(self.cursor.block, *self.cursor.span, centre=True)
        elif self.size != self._flowed_for:
            self._viewport.resize(*self._text_size())
            self._viewport.show(self.cursor.block, *self.cursor.span)
        else:
            return self._viewport
        self._flowed_for = self.size
        self._rows.clear()
        return self._viewport

    def _text_size(self) -> tuple[int, int]:
        gutter = self._painter.gutter_width
        room = max(self.size.width - gutter - 2, 1)
        return min(self.measure, room), max(self.size.height - HEADER_ROWS, 1)

    @property
    def _indent(self) -> int:
        """Blank cells to the left that set the text column into the middle of a wide pane."""
        used = self._painter.gutter_width + self.viewport.flow.width
        return max((self.size.width - used - GUTTER_BESIDE_NUMBER) // 2, 0)

    def set_measure(self, measure: int) -> None:
        """Makes the text column wider or narrower, in cells."""
        self.measure = measure
        self._flowed_for = Size()
        self.refresh()

    def set_looks(self, looks: Looks, glyphs: Glyphs) -> None:
        """Takes a new theme's styles."""
        self._painter = Painter(self.snapshot, looks, glyphs)
        self._barred = None
        self.repaint()

    # ------------------------------------------------------------------ what is shown

    def show_text(self, snapshot: Snapshot, moved: Callable[[int], int]) -> None:
        """Takes another text in place of this one; `moved` tells where an offset of this one is in it."""
        self.snapshot = snapshot
        self.cursor = self.cursor.taken_to(snapshot, moved)
        self._barred, self._top, self.overlay = None, None, Overlay()
        self._painter = Painter(snapshot, self._painter.looks, self._painter.glyphs)
        self.begin_again()

    def show_claims(self, claims: Marks, current: str, rewritten: AbstractSet[int]) -> None:
        """Draws claims, the `current` one by its id, and signs the blocks that are not as they were before."""
        before = self.overlay
        now = self.overlay = copy(before)
        now.claims, now.claim, now.rewritten = claims, current, rewritten
        if self._viewport is None or rewritten != before.rewritten:
            self.repaint()
            return
        self._rows.keep_only(self.viewport.rows)
        shown = self.viewport.range
        for mark, _look, _is_current in before.claims_over(*shown) ^ self.overlay.claims_over(*shown):
            self.touch(TextRange(mark.start, mark.end))

    def show_current(self, claim: str) -> None:
        """Makes another claim the current one."""
        if claim != self.overlay.claim:
            for name in (self.overlay.claim, claim):
                for mark in self.overlay.claims.over(*self.viewport.range):
                    if mark.id == name:
                        self.touch(TextRange(mark.start, mark.end))
            self.overlay.claim = claim

    def set_head(self, title: str, aside: str) -> None:
        """Shows a title above the text, and words beside it or none."""
        if (title, aside) != (self.title, self.aside):
            self.title, self.aside = title, aside
            self.refresh(Region(0, 0, self.size.width, 1))

    def show_hits(self, hits: Found | None, current: TextRange | None) -> None:
        """Draws found words, or none any more."""
        self.overlay.hits, self.overlay.hit = hits or Marks(), current
        self.repaint()

    def select(self, selection: Selection | None, *, adjusting: str = "") -> None:
        """Selects words, or none any more, and keeps the moving end in view.

        Args:
            selection: What is selected.
            adjusting: The id of the claim whose boundaries these are, when they are being adjusted.
        """
        before = self.overlay.selection
        self.selection = selection
        self.adjusting = adjusting if selection else ""
        after = selection.range if selection else None
        self.overlay.selection = after
        for part in (before, after):
            if part is not None:
                self.touch(part)
        if selection:
            self._show_moving_end(selection)
        self.post_message(self.Selected())

    def _show_moving_end(self, selection: Selection) -> None:
        at = selection.range.start if selection.at_start else selection.range.end - 1
        block = self.snapshot.block_at(at)
        offset = at - self.snapshot.starts[block]
        if self.viewport.show(block, offset, offset + 1):
            self.repaint()

    def begin_again(self) -> None:
        """Forgets what was selected and found, and how the text was scrolled; the cursor stays."""
        self.selection, self.adjusting = None, ""
        before, self.overlay = self.overlay, Overlay()
        self.overlay.claims, self.overlay.rewritten = before.claims, before.rewritten
        self.overlay.cursor = self.cursor.range
        self._viewport = None
        self.repaint()

    def repaint(self) -> None:
        """Draws everything again."""
        self._rows.clear()
        self.refresh()

    def touch(self, part: TextRange) -> None:
        """Draws the rows that show a range again."""
        dirty = []
        for y, row in enumerate(self.viewport.rows):
            start = self.snapshot.starts[row.block] + row.start
            shown = max(row.end - row.start, 1)
            if not row.is_gap and part.start < start + shown and start < part.end:
                self._rows.forget(row)
                dirty.append(Region(0, y + HEADER_ROWS, self.size.width, 1))
        if dirty:
            self.refresh(*dirty)

    # ------------------------------------------------------------------ moving

    def moved(self, *, centre: bool = False) -> None:
        """Brings the cursor's sentence into view after it has been moved, and draws what changed."""
        before, self.overlay.cursor = self.overlay.cursor, self.cursor.range
        self.viewport.show(self.cursor.block, *self.cursor.span, centre=centre)
        if self.viewport.top != self._top:
            self._top = self.viewport.top
            self._rows.forget_over(before, self.snapshot)
            self._rows.forget_over(self.overlay.cursor, self.snapshot)
            self.refresh()
        else:
            self.touch(before)
            self.touch(self.overlay.cursor)
            if self.snapshot.block_at(before.start) != self.cursor.block:
                self.refresh(Region(0, 0, self.size.width, 1))
        if before != self.overlay.cursor:
            self.tell_moved()

    def tell_moved(self) -> None:
        """Called when the cursor has come to stand on another sentence, before that is drawn."""

    def go(self, offset: int, *, centre: bool = True) -> None:
        """Moves the cursor to the sentence at an offset of the canonical text."""
        self.cursor.go(offset)
        self.moved(centre=centre)

    def scroll_rows(self, rows: int) -> None:
        """Scrolls by rows; the cursor follows when it would leave the screen."""
        before = self.overlay.cursor
        if self.viewport.scroll(rows):
            self._top = self.viewport.top
            self._follow_scroll(down=rows > 0)
            self._rows.forget_over(before, self.snapshot)
            self._rows.forget_over(self.overlay.cursor, self.snapshot)
            self.refresh()
            if before != self.overlay.cursor:
                self.tell_moved()

    def page(self, pages: float) -> None:
        """Scrolls by pages (a half is 0.5) and puts the cursor at the top of what is new."""
        rows = max(int(abs(pages) * (self.viewport.height - 2)), 1)
        moved = self.viewport.scroll(rows if pages > 0 else -rows)
        row = self.viewport.top
        if row.is_gap:
            row = self.viewport.flow.after(row) or row
        if moved:
            self.cursor.go_in_block(row.block, row.start)
        elif pages > 0:
            self.cursor.go(len(self.snapshot.text))
        else:
            self.cursor.go(0)
        self.moved()

    def to_end(self) -> None:
        """Moves to the last sentence."""
        self.cursor.go(len(self.snapshot.text))
        self.viewport.to_end()
        self.moved()

    def _follow_scroll(self, *, down: bool) -> None:
        edge = self.viewport.edge_without(self.cursor.block, *self.cursor.span, at_top=down)
        if edge:
            if down:
                self.cursor.go_in_block(edge.block, edge.start)
            else:
                self.cursor.go(self.snapshot.starts[edge.block] + edge.start)
            self.overlay.cursor = self.cursor.range

    # ------------------------------------------------------------------ drawing

    def line(self, y: int) -> Strip:
        """Draws a row: the header, or a row of the text."""
        width = self.size.width
        looks = self._painter.looks
        if y == 0:
            header = self._painter.header(self.title, self.cursor.block, self.aside, width)
            return fitted(header, width, looks.text)
        rows = self.viewport.rows
        if y < HEADER_ROWS:
            return fitted([Segment(self._painter.glyphs.line * width, looks("dim"))], width, looks.text)
        index = y - HEADER_ROWS
        if index >= len(rows):
            return fitted([], width, looks.text, Segment(self._painter.glyphs.rule, looks("dim")))
        row = rows[index]
        if rows is not self._barred:
            self._barred = rows
            self._bar = self._painter.scrollbar(self.viewport.height, *self.viewport.range)
        rule = self._bar[index]
        strip = self._rows.get(row, rule)
        if strip is None:
            if self.suggested:
                self.suggested.seen(row.block)
            segments = self._painter.segments(row, self.viewport.flow, self.overlay, self._indent)
            strip = fitted(segments, width, looks.text, rule)
            self._rows.keep(row, rule, strip, rows)
        return strip

    def offset_at(self, x: int, y: int) -> int | None:
        """The code point of the canonical text that is drawn at a cell of the widget, or None."""
        index = y - HEADER_ROWS
        rows = self.viewport.rows
        if not 0 <= index < len(rows) or rows[index].is_gap:
            return None
        row = rows[index]
        left = self._indent + self._painter.gutter_width + self.viewport.flow.indent(row.block)
        text = self.snapshot.blocks[row.block].text[row.start : row.end]
        return self.snapshot.starts[row.block] + row.start + offset_at_cell(text, x - left)
