"""The footer: the keys that work here and now, on one line."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich.segment import Segment
from textual.strip import Strip

from postil.tui.widgets.drawn import Drawn
from postil.tui.widgets.wrapping import width_of

if TYPE_CHECKING:
    from textual import events

    from postil.tui.looks import Looks


BETWEEN = 3
"""Cells between two entries."""


class Entry(NamedTuple):
    """A key and what it does."""

    key: str
    label: str
    action: str

    @property
    def width(self) -> int:
        """Cells that it takes, with the room to the next one."""
        return width_of(self.key) + 1 + width_of(self.label) + BETWEEN


class KeyBar(Drawn):
    """Shows the commands of the focused part that are meant for the footer, and starts one at a click."""

    DEFAULT_CSS = "KeyBar { dock: bottom; height: 1; width: 1fr; }"

    def __init__(self, looks: Looks) -> None:
        super().__init__()
        self.looks = looks
        self.message = ""
        self._spots: list[tuple[int, int, str]] = []

    def on_mount(self) -> None:
        """Follows the screen's active bindings."""
        self.screen.bindings_updated_signal.subscribe(self, lambda _screen: self.refresh())

    def say(self, message: str) -> None:
        """Shows a line of words in place of the keys; an empty one brings the keys back."""
        if message != self.message:
            self.message = message
            self.refresh()

    def _entries(self) -> tuple[list[Entry], list[Entry]]:
        """The commands of the focused part and the screen, and those of the whole app."""
        here: dict[str, Entry] = {}
        always: dict[str, Entry] = {}
        for active in self.screen.active_bindings.values():
            binding = active.binding
            name = binding.id or binding.action
            if binding.show and active.enabled and binding.description:
                entry = Entry(self.app.get_key_display(binding), binding.description, binding.action)
                (always if active.node is self.app else here).setdefault(name, entry)
        return list(here.values()), list(always.values())

    def line(self, y: int) -> Strip:  # noqa: ARG002 - it is the only row
        """Draws the row; entries that do not fit are left out, help and the way back last."""
        looks, width = self.looks, self.size.width
        self._spots = []
        if self.message:
            return Strip([Segment(f" {self.message}", looks.text)]).adjust_cell_length(width, looks.text)
        segments, used = [Segment(" ", looks.text)], 1
        here, always = self._entries()
        reserved = sum(entry.width for entry in always)
        for entry in (*here, *always):
            room = width - (reserved if entry in here else 0)
            if used + entry.width - BETWEEN > room:
                continue
            self._spots.append((used, used + entry.width - BETWEEN, entry.action))
            segments += [
                Segment(entry.key, looks("key")),
                Segment(f" {entry.label}{' ' * BETWEEN}", looks("dim")),
            ]
            used += entry.width
        return Strip(segments).adjust_cell_length(width, looks.text)

    async def on_click(self, event: events.Click) -> None:
        """Starts the command under the mouse."""
        for start, end, action in self._spots:
            if start <= event.x < end:
                event.stop()
                await self.app.run_action(action, self.screen)
