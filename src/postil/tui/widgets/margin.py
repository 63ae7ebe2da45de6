"""The margin: claims and their evidence beside the paragraph that the reader is in."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich.segment import Segment
from textual.geometry import Region
from textual.message import Message

from postil.tui.widgets.drawn import Drawn, fitted
from postil.tui.widgets.wheel import Wheeled
from postil.tui.widgets.wrapping import column, width_of, wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.strip import Strip

    from postil.tui.looks.glyphs import Glyphs
    from postil.tui.looks.styles import Looks

HEADER_ROWS = 2
LEAST_TEXT = 12


class Line(NamedTuple):
    """A text of an entry, wrapped to the margin's width.

    Attributes:
        text: Canonical text.
        look: How it is drawn.
        indent: Cells before it.
        lead: Drawn before its first row, in the last cells of the indent.
        lead_look: How the lead is drawn.
        right: Drawn at the right edge of its last row when there is room, on a row of its own otherwise.
        right_look: How that is drawn.
        limit: Rows at most; what is more is cut with an ellipsis. 0 is no limit.
    """

    text: str
    look: str = "text"
    indent: int = 0
    lead: str = ""
    lead_look: str = "dim"
    right: str = ""
    right_look: str = "dim"
    limit: int = 0


class Entry(NamedTuple):
    """A claim or a piece of evidence in the margin."""

    id: str
    lines: tuple[Line, ...]


class MarginView(Wheeled, Drawn, can_focus=True):
    """Draws entries one below the other; one of them is current.

    Args:
        looks: The styles.
        glyphs: The glyphs of this terminal.
    """

    class Moved(Message):
        """Another entry is current."""

    def __init__(self, looks: Looks, glyphs: Glyphs) -> None:
        super().__init__(id="margin-view")
        self.looks = looks
        self.glyphs = glyphs
        self.heading = self.short_heading = ""
        self.status = ""
        self.status_look = "dim"
        self.entries: Sequence[Entry] = ()
        self.current = ""
        self._rows: list[tuple[str, list[tuple[str, str]]]] = []
        self._top = 0
        self._flowed = 0

    def show(
        self,
        heading: str,
        status: str,
        entries: Sequence[Entry],
        current: str,
        *,
        short: str = "",
        alarm: bool = False,
    ) -> None:
        """Takes what is to be drawn.

        Args:
            heading: Left in the first row.
            status: Right in the first row.
            entries: In order.
            current: The id of the current entry, or an empty string.
            short: The heading where there is no room for the whole of it.
            alarm: Whether the status is one that must be seen.
        """
        look = "error" if alarm else "dim"
        same = (heading, status, look, entries, current) == (
            self.heading, self.status, self.status_look, self.entries, self.current,
        )  # fmt: skip
        if same:
            return
        before = self._drawn_rows()
        self.heading, self.short_heading = heading, short or heading
        self.status, self.status_look = status, look
        self.entries, self.current = entries, current
        self._flow()
        after = self._drawn_rows()
        changed = [y for y, (old, new) in enumerate(zip(before, after, strict=True)) if old != new]
        if changed:  # the rows of the text beside them are set again too
            self.refresh(*(Region(0, y, self.size.width, 1) for y in changed))

    def step(self, entries: int) -> None:
        """Makes another entry current, and tells it."""
        ids = [entry.id for entry in self.entries if entry.id]
        if not ids:
            return
        index = ids.index(self.current) + entries if self.current in ids else 0
        wanted = ids[max(min(index, len(ids) - 1), 0)]
        if wanted != self.current:
            self.current = wanted
            self._scroll_to_current()
            self.refresh()
            self.post_message(self.Moved())

    def scroll_rows(self, rows: int) -> None:
        """Scrolls without changing what is current."""
        top = max(min(self._top + rows, len(self._rows) - self._height), 0)
        if top != self._top:
            self._top = top
            self.refresh()

    @property
    def _height(self) -> int:
        return max(self.size.height - HEADER_ROWS, 1)

    def on_resize(self) -> None:
        """Keeps the current entry in view."""
        self._flow()

    def on_focus(self) -> None:
        """Shows where the keys go."""
        self.refresh()

    def on_blur(self) -> None:
        """Shows that the keys go elsewhere."""
        self.refresh()

    # ------------------------------------------------------------------ rows

    def _flow(self) -> None:
        self._flowed = self.size.width
        width = max(self._flowed - 3, LEAST_TEXT)
        self._rows = []
        for entry in self.entries:
            if self._rows:
                self._rows.append(("", []))
            for line in entry.lines:
                self._rows += [(entry.id, parts) for parts in self._wrapped(line, width)]
        self._scroll_to_current()

    def _wrapped(self, line: Line, width: int) -> list[list[tuple[str, str]]]:
        room = max(width - line.indent, LEAST_TEXT)
        spans = wrap(line.text, room)
        texts = [line.text[start:end] for start, end in spans]
        if line.limit and len(texts) > line.limit:
            texts = texts[: line.limit]
            texts[-1] = texts[-1][: max(room - 1, 0)].rstrip() + self.glyphs.ellipsis
        rows = [[(" " * line.indent, "text"), (text, line.look)] for text in texts]
        if line.lead:
            blank = max(line.indent - width_of(line.lead), 0)
            rows[0][0:1] = [(" " * blank, "text"), (line.lead, line.lead_look)]
        if line.right:
            free = room - width_of(texts[-1]) - width_of(line.right)
            if free > 0:
                rows[-1] += [(" " * free, "text"), (line.right, line.right_look)]
            else:
                blank = max(width - width_of(line.right), line.indent)
                rows.append([(" " * blank, "text"), (line.right, line.right_look)])
        return rows

    def _scroll_to_current(self) -> None:
        mine = [index for index, (name, _parts) in enumerate(self._rows) if name == self.current]
        self._top = max(min(self._top, len(self._rows) - self._height), 0)
        if mine and self.current:
            self._top = min(max(self._top, mine[-1] - self._height + 1), mine[0])

    def _drawn_rows(self) -> list[object]:
        """What each row of the widget is drawn from, apart from its size, its styles and the focus."""
        shown = [(parts, bool(name) and name == self.current) for name, parts in self._rows[self._top :]]
        rows = [(self.heading, self.status, self.status_look), None, *shown]
        return [*rows[: self.size.height], *[None] * (self.size.height - len(rows))]

    # ------------------------------------------------------------------ drawing

    def line(self, y: int) -> Strip:
        """Draws a row: the header, or a row of an entry."""
        if self._flowed != self.size.width:
            self._flow()
        width, looks = self.size.width, self.looks
        if y == 0:
            return self._header(width)
        if y < HEADER_ROWS:
            look = "bar" if self.has_focus else "dim"
            return fitted([Segment(self.glyphs.line * width, looks(look))], width, looks.text)
        index = self._top + y - HEADER_ROWS
        if index >= len(self._rows):
            return fitted([], width, looks.text)
        name, parts = self._rows[index]
        here = bool(name) and name == self.current
        over = ("cursor",) if here and self.has_focus else ()
        segments = [Segment(" ", looks.text), Segment(self.glyphs.bar if here else " ", looks("bar"))]
        segments += [
            Segment(text, looks(look, *over) if look != "text" else looks(*over)) for text, look in parts
        ]
        return fitted(segments, width, looks.text)

    def _header(self, width: int) -> Strip:
        looks = self.looks
        room = width - width_of(self.status) - 3
        heading = self.heading if width_of(self.heading) <= room else self.short_heading
        if width_of(heading) > room:
            heading = column(heading, max(room, 0))
        middle = " " * max(room - width_of(heading), 1)
        segments = [
            Segment(f" {heading}", looks("dim")),
            Segment(middle, looks.text),
            Segment(f"{self.status} ", looks(self.status_look)),
        ]
        return fitted(segments, width, looks.text)

    # ------------------------------------------------------------------ mouse

    def on_click(self, event: events.Click) -> None:
        """Makes the entry under the mouse current."""
        index = self._top + event.y - HEADER_ROWS
        if 0 <= index < len(self._rows) and self._rows[index][0]:
            self.current = self._rows[index][0]
            self.refresh()
            self.post_message(self.Moved())
