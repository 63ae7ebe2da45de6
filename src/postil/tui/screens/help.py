"""The help over the screen: the keys that work there, and the pages."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen

from postil.help import PAGES, page
from postil.tui.plain_markdown import lines_of
from postil.tui.widgets.header import Header
from postil.tui.widgets.page_view import PageView
from postil.tui.widgets.wrapping import width_of, wrap

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from textual import events
    from textual.app import ComposeResult

    from postil.tui.commands.registry import Command
    from postil.tui.glyphs import Glyphs
    from postil.tui.plain_markdown import Line
    from postil.tui.screens.base import CommandScreen

HERE = "here"
"""The first page: the keys of the screen that asked for help."""

FOOT = "tab or a digit: another page   space, b: scroll   escape: leave"
LEAST_HELP = 16


class HelpScreen(ModalScreen[None]):
    """Shows the keys of a screen, and the help pages.

    Args:
        screen: The one that asked for help.
    """

    DEFAULT_CSS = """
    HelpScreen { align: center middle; }
    HelpScreen > Vertical {
        width: 94%; max-width: 102; height: 94%;
        border: round $primary; background: $background;
    }
    """
    BINDINGS: ClassVar = [
        Binding("escape,q,question_mark,f1", "leave", "leave", show=False),
        Binding("tab,right,l", "turn(1)", "next page", show=False),
        Binding("shift+tab,left,h", "turn(-1)", "page before", show=False),
        Binding("down,j,enter", "scroll(1)", "down", show=False),
        Binding("up,k", "scroll(-1)", "up", show=False),
        Binding("space,pagedown,ctrl+f", "page(1.0)", "page down", show=False),
        Binding("b,pageup,ctrl+b", "page(-1.0)", "page up", show=False),
        Binding("ctrl+d", "page(0.5)", "half down", show=False),
        Binding("ctrl+u", "page(-0.5)", "half up", show=False),
        Binding("g,home", "page(-1000000.0)", "top", show=False),
        Binding("G,end", "page(1000000.0)", "bottom", show=False),
    ]

    def __init__(self, screen: CommandScreen) -> None:
        super().__init__()
        self._asked = screen
        self._pages = (HERE, *PAGES)
        self._index = 0

    def compose(self) -> ComposeResult:
        """A frame with the pages' names, the page, and what the keys do."""
        looks = self._asked.postil.looks
        with Vertical() as frame:
            frame.border_title = "Help"
            yield Header(looks, 2)
            yield PageView(looks)
            foot = Header(looks, 1)
            foot.id = "foot"
            yield foot

    def on_mount(self) -> None:
        """Shows the keys."""
        self.query_one(PageView).focus()
        self.query_one("#foot", Header).show(([(FOOT, "dim")], []))
        self.action_turn(0)

    def on_key(self, event: events.Key) -> None:
        """Turns to the page of a digit."""
        digit = event.character or ""
        if digit.isdecimal() and 1 <= int(digit) <= len(self._pages):
            event.stop()
            self.action_turn(int(digit) - 1 - self._index)

    def action_turn(self, pages: int) -> None:
        """Shows another page."""
        self._index = (self._index + pages) % len(self._pages)
        name = self._pages[self._index]
        tabs = []
        for number, each in enumerate(self._pages, 1):
            look = "title" if each == name else "dim"
            tabs += [(f"{number} ", "key"), (each, look), ("   ", "dim")]
        self.query_one(Header).show((tabs, []), ([], []))
        self.query_one(PageView).show(
            self._keys() if name == HERE else _page(name, self._asked.postil.glyphs)
        )

    def action_leave(self) -> None:
        """Goes back."""
        if self.is_current:  # a second key may come before the first one has been worked off
            self.dismiss(None)

    def action_scroll(self, rows: int) -> None:
        """Scrolls by rows."""
        self.query_one(PageView).scroll_rows(rows)

    def action_page(self, pages: float) -> None:
        """Scrolls by pages."""
        self.query_one(PageView).page(pages)

    def _keys(self) -> Callable[[int], Sequence[Line]]:
        app = self._asked.postil
        registries = dict.fromkeys(map(id, (*self._asked.registries, *app.registries)))
        known = {id(registry): registry for registry in (*self._asked.registries, *app.registries)}
        commands = [command for name in registries for command in known[name].commands.values()]
        told = [(command, self._told(command)) for command in commands]
        return lambda width: list(_key_lines([(command, keys) for command, keys in told if keys], width))

    def _told(self, command: Command) -> str:
        """The keys of a command, the reader's own where they are set."""
        own = self._asked.postil.settings.keymap.get(command.id, "")
        keys = [key.strip() for key in own.split(",")] if own else list(command.keys)
        if all(len(key) == 1 and key.isdecimal() for key in keys) and len(keys) > 2:
            return f"{keys[0]} … {keys[-1]}"
        binding = command.binding()
        names = (self.app.get_key_display(Binding(key, binding.action)) for key in keys)
        return "  ".join(dict.fromkeys(names))


def _key_lines(told: Iterable[tuple[Command, str]], width: int) -> Iterator[Line]:
    """The commands by their groups, each with its keys and its sentence."""
    rows = list(told)
    wide = min(max(width_of(keys) for _, keys in rows), max(width - LEAST_HELP, 8), 24)
    groups = dict.fromkeys(command.group for command, _ in rows)
    ordered = sorted(rows, key=lambda row: [*groups].index(row[0].group))
    for group, members in groupby(ordered, key=lambda row: row[0].group):
        yield [(group, "heading")]
        for command, keys in members:
            for number, (start, end) in enumerate(wrap(command.help, max(width - wide - 4, LEAST_HELP))):
                head = keys if number == 0 else ""
                yield [(f"  {head:<{wide}}  ", "key"), (command.help[start:end], "")]
        yield []


def _page(name: str, glyphs: Glyphs) -> Callable[[int], Sequence[Line]]:
    try:
        text = page(name)
    except OSError:  # a page that was left out of an installation is no reason to end
        text = f"The page “{name}” is not part of this installation."
    return lambda width: lines_of(text, max(width, 20), glyphs)
