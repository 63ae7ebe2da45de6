"""The help over the screen: the keys that work there, the signs, and the pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Vertical

from postil.help import PAGES, page
from postil.tui.commands.dialogs import HELP
from postil.tui.commands.scrolling import SCROLLING
from postil.tui.keys.here import lines, sections, signs
from postil.tui.lines.plain_markdown import lines_of
from postil.tui.screens.page_dialog import PageDialog
from postil.tui.widgets.header import Header
from postil.tui.widgets.page_view import PageView

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual import events
    from textual.app import ComposeResult

    from postil.tui.commands.registry import Registry
    from postil.tui.lines.plain_markdown import Line
    from postil.tui.looks.glyphs import Glyphs
    from postil.tui.screens.base import Commanded

HERE = "here"
"""The first page: the keys of the screen that asked for help."""

SIGNS = "signs"
"""The last page: what the glyphs mean."""

FOOT = "{} or a digit: another page   {}, {}: scroll   {}: leave"


class HelpScreen(PageDialog[None]):
    """Shows the keys of a screen, what the glyphs mean, and the help pages.

    Args:
        screen: The one that asked for help.
    """

    heading = "Help"
    registries: ClassVar[tuple[Registry, ...]] = (HELP, SCROLLING)
    BINDINGS: ClassVar = [*HELP.bindings(), *SCROLLING.bindings()]

    def __init__(self, screen: Commanded) -> None:
        super().__init__()
        self._asked = screen
        self._here = sections(screen)  # now: which keys are active is told of the uppermost screen only
        self._pages = (HERE, *PAGES, SIGNS)
        self._index = 0

    def compose(self) -> ComposeResult:
        """A frame with the pages' names, the page, and what the keys do."""
        looks = self._asked.postil.looks
        with Vertical() as frame:
            frame.border_title = self.heading
            yield Header(looks, 2)
            yield PageView(looks)
            foot = Header(looks, 1)
            foot.id = "foot"
            yield foot

    def on_mount(self) -> None:
        """Shows the keys."""
        self.page_view.focus()
        foot = self.foot(FOOT, "help.next-page", "page.page-down", "page.page-up", "help.leave")
        self.query_one("#foot", Header).show(([(foot, "dim")], []))
        self.turn(0)

    def on_key(self, event: events.Key) -> None:
        """Turns to the page of a digit."""
        digit = event.character or ""
        if digit.isdecimal() and 1 <= int(digit) <= len(self._pages):
            event.stop()
            self.turn(int(digit) - 1 - self._index)

    def turn(self, pages: int) -> None:
        """Shows another page."""
        self._index = (self._index + pages) % len(self._pages)
        name = self._pages[self._index]
        tabs = []
        for number, each in enumerate(self._pages, 1):
            look = "title" if each == name else "dim"
            tabs += [(f"{number} ", "key"), (each, look), ("  ", "dim")]
        self.query_one(Header).show((tabs, []), ([], []))
        self.page_view.show(self._page(name))

    def _page(self, name: str) -> Callable[[int], Sequence[Line]]:
        glyphs = self._asked.postil.glyphs
        if name in {HERE, SIGNS}:
            told = self._here if name == HERE else signs(glyphs)
            return lambda width: list(lines(told, width))
        return _markdown(name, glyphs)


def _markdown(name: str, glyphs: Glyphs) -> Callable[[int], Sequence[Line]]:
    try:
        text = page(name)
    except OSError:  # a page that was left out of an installation is no reason to end
        text = f"The page “{name}” is not part of this installation."
    return lambda width: lines_of(text, max(width, 20), glyphs)
