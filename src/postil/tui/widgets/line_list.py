"""A list that draws lines: any number of rows, one of them current, some of them picked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from rich.segment import Segment
from textual.message import Message

from postil.tui.widgets.drawn import Drawn, fitted
from postil.tui.widgets.wheel import Wheeled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from textual import events
    from textual.strip import Strip

    from postil.tui.looks.glyphs import Glyphs
    from postil.tui.looks.styles import Looks

T = TypeVar("T")


class LineList(Wheeled, Drawn, Generic[T], can_focus=True):
    """Shows one row a line; only the visible ones are drawn.

    Args:
        draw: Gives a row's parts as (text, look) for a width in cells; the text comes already cut to
            columns, what is too long for the line is cut off.
        key: A row's identity, by which the current row is found again after a change of the rows.
        empty: What an empty list says.
    """

    DEFAULT_CSS = "LineList { width: 1fr; height: 1fr; }"

    class Chosen(Message):
        """The current row was chosen: enter, or a double click."""

    class Resized(Message):
        """The list is wider or narrower, lower or higher."""

    def __init__(
        self,
        draw: Callable[[T, int], Sequence[tuple[str, str]]],
        key: Callable[[T], str],
        *,
        looks: Looks,
        glyphs: Glyphs,
        empty: str,
        id: str | None = None,  # noqa: A002 - Textual's word
    ) -> None:
        super().__init__(id=id)
        self._draw = draw
        self._key = key
        self.looks = looks
        self.glyphs = glyphs
        self.empty = empty
        self.rows: Sequence[T] = ()
        self.index = 0
        self.picked: set[str] = set()
        self._sought: frozenset[str] = frozenset()
        self._top = 0

    @property
    def current(self) -> T | None:
        """The current row, or None in an empty list."""
        return self.rows[self.index] if self.rows else None

    def show(self, rows: Sequence[T]) -> None:
        """Takes new rows; the current row stays the same one where it is still there."""
        before = self.current
        wanted = self._key(before) if before is not None else ""
        self.rows = rows
        keys = [self._key(row) for row in rows]
        if wanted not in self._sought:
            wanted = next(filter(self._sought.__contains__, keys), wanted)
        self.index = keys.index(wanted) if wanted in keys else max(min(self.index, len(rows) - 1), 0)
        self.picked &= set(keys)
        self._scroll_to_current()
        self.refresh()
        self.tell_moved()

    def seek(self, keys: Iterable[str]) -> None:
        """Makes the first of some rows current as soon as it is shown, unless the current one is among them.

        Whoever goes to another row meanwhile stays there.
        """
        self._sought = frozenset(keys)

    def renew(self, rows: Sequence[T]) -> None:
        """Takes new rows as `show` does; the current row stays where it is on the screen."""
        offset = self.index - self._top
        self.show(rows)
        self._top = max(self.index - offset, 0)
        self._scroll_to_current()

    def tell_moved(self) -> None:
        """Called when another row is current, before that is drawn."""

    def go(self, index: int) -> None:
        """Makes another row current, as far as there is one."""
        self._sought = frozenset()
        wanted = max(min(index, len(self.rows) - 1), 0)
        if wanted != self.index:
            self.index = wanted
            self._scroll_to_current()
            self.refresh()
            self.tell_moved()

    def step(self, rows: int) -> None:
        """Moves by rows."""
        self.go(self.index + rows)

    def scroll_rows(self, rows: int) -> None:
        """Moves by rows: the current row stays in view."""
        self.step(rows)

    def page(self, pages: float) -> None:
        """Moves by pages."""
        self.go(self.index + int(pages * max(self.size.height - 1, 1)))

    def toggle_pick(self) -> None:
        """Picks the current row, or unpicks it, and goes to the next."""
        if self.current is not None:
            self.picked ^= {self._key(self.current)}
            self.step(1)
            self.refresh()

    def _scroll_to_current(self) -> None:
        height = max(self.size.height, 1)
        self._top = max(min(self._top, self.index), self.index - height + 1, 0)

    def on_resize(self) -> None:
        """Keeps the current row in view."""
        self._scroll_to_current()
        self.post_message(self.Resized())

    def line(self, y: int) -> Strip:
        """Draws a row."""
        width, looks = self.size.width, self.looks
        if not self.rows:
            words = f"  {self.empty}" if y == 1 else ""
            return fitted([Segment(words, looks("dim"))], width, looks.text)
        index = self._top + y
        if index >= len(self.rows):
            return fitted([], width, looks.text)
        row = self.rows[index]
        here = index == self.index
        over = ("cursor",) if here else ()
        bar = self.glyphs.bar if here else " "
        pick = self.glyphs.picked if self._key(row) in self.picked else " "
        segments = [Segment(bar, looks("bar")), Segment(pick, looks("key", *over))]
        for text, look in self._draw(row, width - 2):
            names = (look, *over) if look else over
            segments.append(Segment(text, looks(*names)))
        return fitted(segments, width, looks(*over))

    def on_click(self, event: events.Click) -> None:
        """Makes the row under the mouse current; a double click chooses it."""
        event.stop()
        if self._top + event.y < len(self.rows):
            self.go(self._top + event.y)
            if event.chain == 2:
                self.post_message(self.Chosen())
