"""A short list over the screen: a digit or a letter picks, escape leaves."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from postil.tui.commands.dialogs import CHOICE
from postil.tui.screens.dialog import Dialog
from postil.tui.widgets.drawn import Drawn, fitted
from postil.tui.widgets.wrapping import column, width_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.app import ComposeResult
    from textual.strip import Strip

    from postil.tui.commands.registry import Registry
    from postil.tui.looks.styles import Looks

KEYS = "0123456789abcdefghilmnoprstuvwxyz"
"""The keys of the rows: digits, then letters without those that move."""

FRAME = 4
"""Columns of the frame and the blanks within it."""

WIDEST = 90


class _Rows(Drawn, can_focus=True):
    def __init__(self, words: Sequence[str], index: int, first: int, looks: Looks) -> None:
        super().__init__()
        self.words = words
        self.index = index
        self._first = first
        self._looks = looks

    @property
    def top(self) -> int:
        """The first row that is visible: the current one always is."""
        return max(self.index - max(self.size.height, 1) + 1, 0)

    def row_of(self, character: str) -> int | None:
        """The row that a key picks."""
        number = KEYS.find(character) - self._first
        return number if character and KEYS.find(character) >= 0 and 0 <= number < len(self.words) else None

    def line(self, y: int) -> Strip:
        return self._row(self.top + y)

    def _row(self, index: int) -> Strip:
        width = self.size.width
        if index >= len(self.words):
            return fitted([], width, self._looks.text)
        over = ("cursor", "current") if index == self.index else ()
        number = self._first + index
        key = KEYS[number] if number < len(KEYS) else " "
        bar = ">" if index == self.index else " "
        segments = [
            Segment(f"{bar} {key}  ", self._looks("key", *over)),
            Segment(column(self.words[index], width - 5), self._looks(*over)),
        ]
        return fitted(segments, width, self._looks(*over))


class Choice(Dialog["int | None"]):
    """Lets the reader pick one of a few; the answer is the row's index, or None.

    Args:
        title: What is being chosen.
        words: The rows; may come from outside.
        index: The row that is current at first.
        first: The number of the first row's key: 0 for `0`, 1 for `1`.
    """

    DEFAULT_CSS = """
    Choice { align: center middle; }
    Choice > Vertical {
        width: auto; min-width: 24; max-width: 90%; height: auto; max-height: 90%;
        border: round $primary; background: $surface; padding: 0 1;
    }
    Choice _Rows { height: auto; }
    Choice Static { width: auto; height: 1; color: $text-muted; }
    """
    registries: ClassVar[tuple[Registry, ...]] = (CHOICE,)
    BINDINGS: ClassVar = [*CHOICE.bindings()]

    def __init__(self, title: str, words: Sequence[str], index: int = 0, *, first: int = 1) -> None:
        super().__init__()
        self._title = title
        self._words = words
        self._index = index
        self._first = first

    def compose(self) -> ComposeResult:
        """A frame with the rows, and what the keys do."""
        with Vertical() as frame:
            frame.border_title = Content(self._title)
            rows = _Rows(self._words, self._index, self._first, self.postil.looks)
            longest = max(map(width_of, self._words)) + 6
            room = min(self.app.size.width * 9 // 10 - FRAME, WIDEST)
            rows.styles.width = min(max(longest, len(self._keys()), len(self._title) + 2), room)
            rows.styles.height = min(len(self._words), max(self.app.size.height - 7, 1))
            yield rows
            yield Static(Content(self._keys()))

    @property
    def index(self) -> int:
        """The current row."""
        return self.query_one(_Rows).index

    def _keys(self) -> str:
        last = KEYS[min(self._first + len(self._words), len(KEYS)) - 1]
        kind = "digit" if last.isdecimal() else "digit or a letter"
        return self.with_keys(f"a {kind} picks, {{}} leaves", "choice.leave")

    def on_key(self, event: events.Key) -> None:
        """Picks by digit or letter, and says so where there is no row of that key."""
        character = event.character or ""
        row = self.query_one(_Rows).row_of(character)
        if event.key in self.active_bindings or not character.isalnum():
            return
        event.stop()
        if row is None:
            self.query_one(Static).update(Content(f"{character} is none of these: {self._keys()}"))
        else:
            self.answer(row)

    def step(self, rows: int) -> None:
        """Moves the current row."""
        widget = self.query_one(_Rows)
        widget.index = (widget.index + rows) % len(self._words)
        widget.refresh()

    def on_click(self, event: events.Click) -> None:
        """Picks the row under the mouse; a click outside leaves."""
        widget = self.query_one(_Rows)
        if event.widget is widget and event.y + widget.top < len(self._words):
            self.answer(event.y + widget.top)
        elif event.widget is self:
            self.answer(None)
