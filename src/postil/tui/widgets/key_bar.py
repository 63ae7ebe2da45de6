"""The footer: the keys that work here and now, on one line."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich.segment import Segment
from textual.binding import Binding

from postil.tui.widgets.drawn import Drawn, fitted
from postil.tui.widgets.wrapping import column, width_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual import events
    from textual.dom import DOMNode
    from textual.strip import Strip
    from textual.timer import Timer

    from postil.tui.looks.styles import Looks


BETWEEN = 3
"""Cells between two entries."""

LAST = ("app.help", "app.back")
"""The commands that stand at the end, and for which there is room before the others."""


class Entry(NamedTuple):
    """A key, what it does, and the part of the screen that does it."""

    key: str
    label: str
    action: str
    part: DOMNode

    @property
    def width(self) -> int:
        """Cells that it takes, with the room to the next one."""
        return width_of(self.key) + 1 + width_of(self.label) + BETWEEN


def _declared(node: DOMNode, binding: Binding) -> tuple[int, str]:
    """Which of a part's commands a binding belongs to, and the key that is shown of it."""
    for order, declared in enumerate(node.BINDINGS):
        if isinstance(declared, Binding) and declared.action == binding.action:
            return order, declared.key.split(",")[0]
    return len(node.BINDINGS), binding.key


class KeyBar(Drawn):
    """Shows the commands of the focused part that are meant for the footer, and starts one at a click."""

    DEFAULT_CSS = "KeyBar { dock: bottom; height: 1; width: 1fr; }"

    def __init__(self, looks: Looks) -> None:
        super().__init__()
        self.looks = looks
        self.message = ""
        self.beside = ""
        self._passing: Timer | None = None
        self._known: tuple[list[Entry], list[Entry]] = ([], [])
        self._spots: list[tuple[int, int, Entry]] = []

    def on_mount(self) -> None:
        """Follows the screen's active bindings."""
        self.screen.bindings_updated_signal.subscribe(self, lambda _screen: self.refresh())

    def say(self, message: str, beside: str = "", *, seconds: float = 0.0) -> None:
        """Shows words in place of the keys, or a few words before them; empty ones bring the keys back.

        Args:
            message: A line in place of the keys.
            beside: What stands before the keys; it has two fifths of the width at least.
            seconds: How long the line stands at most; until something else is said for 0.
        """
        if self._passing is not None:
            self._passing.stop()
        self._passing = self.set_timer(seconds, self.hush) if message and seconds else None
        if (message, beside) != (self.message, self.beside):
            self.message, self.beside = message, beside
            self.refresh()

    def hush(self) -> None:
        """Takes back what was said for some seconds only."""
        if self._passing is not None:
            self.say("")

    @staticmethod
    def _wanted(entries: list[Entry]) -> int:
        return sum(entry.width for entry in entries)

    def _entries(self) -> tuple[list[Entry], list[Entry]]:
        """The commands of the focused part, the screen and the app, as they were declared, and those at the end."""
        labels: Mapping[str, str] = getattr(self.screen, "labels", {})
        here: dict[tuple[int, int], Entry] = {}
        always: dict[tuple[int, int], Entry] = {}
        nodes: list[object] = []
        for active in self.screen.active_bindings.values():
            binding, node = active.binding, active.node
            if node not in nodes:
                nodes.append(node)
            if binding.show and active.enabled and binding.description:
                order, first = _declared(node, binding)
                label = labels.get(binding.id or "", binding.description)
                entry = Entry(self.app.get_key_display(binding), label, binding.action, node)
                entries = always if binding.id in LAST else here
                place = nodes.index(node), order
                if place not in entries or binding.key == first:
                    entries[place] = entry
        return [here[place] for place in sorted(here)], [always[place] for place in sorted(always)]

    def line(self, y: int) -> Strip:  # noqa: ARG002 - it is the only row
        """Draws the row; entries that do not fit are left out, help and the way back last."""
        looks, width = self.looks, self.size.width
        self._spots = []
        if self.screen is self.app.screen:  # what lies over the screen has keys of its own
            self._known = self._entries()
        if self.message:
            return fitted([Segment(f" {column(self.message, width - 1)}", looks.text)], width, looks.text)
        here, always = self._known
        words = self.beside and column(self.beside, max(width * 2 // 5, width - self._wanted(here) - 3))
        segments = [Segment(f" {words}   " if words else " ", looks.text)]
        used = width_of(segments[0].text)
        always = [] if words else always
        reserved = sum(entry.width for entry in always)
        for entry in (*here, *always):
            room = width - (reserved if entry in here else 0)
            if used + entry.width - BETWEEN > room:
                continue
            self._spots.append((used, used + entry.width - BETWEEN, entry))
            segments += [
                Segment(entry.key, looks("key")),
                Segment(f" {entry.label}{' ' * BETWEEN}", looks("dim")),
            ]
            used += entry.width
        return fitted(segments, width, looks.text)

    async def on_click(self, event: events.Click) -> None:
        """Starts the command under the mouse."""
        for start, end, entry in self._spots:
            if start <= event.x < end:
                event.stop()
                await self.app.run_action(entry.action, entry.part)
