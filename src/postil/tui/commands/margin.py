"""Commands that move in the margin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.tui.commands.registry import Registry

if TYPE_CHECKING:
    from postil.tui.screens.reader import ReaderScreen

MARGIN = Registry("Margin")
command = MARGIN.command


@command("margin.next", "j", "down", label="next", group="Margin", repeats=True)
def following(screen: ReaderScreen) -> None:
    """Go to the next claim or piece of evidence."""
    screen.margin.step(1)


@command("margin.previous", "k", "up", label="previous", group="Margin", repeats=True)
def previous(screen: ReaderScreen) -> None:
    """Go to the one before."""
    screen.margin.step(-1)


@command("margin.page-down", "space", "pagedown", "ctrl+d", label="page", group="Margin")
def page_down(screen: ReaderScreen) -> None:
    """Scroll the margin down."""
    screen.margin.scroll_rows(max(screen.margin.size.height // 2, 1))


@command("margin.page-up", "b", "pageup", "ctrl+u", label="page back", group="Margin")
def page_up(screen: ReaderScreen) -> None:
    """Scroll the margin up."""
    screen.margin.scroll_rows(-max(screen.margin.size.height // 2, 1))


@command("focus.text", "tab", "enter", "escape", "shift+tab", label="text", group="Margin", show=True)
def focus_text(screen: ReaderScreen) -> None:
    """Go back to the text."""
    screen.text.focus()
