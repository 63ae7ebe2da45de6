"""Commands of every page over a screen: scrolling it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from postil.tui.commands.registry import Registry

if TYPE_CHECKING:
    from typing import Any

    from postil.tui.screens.page_dialog import PageDialog

    Screen = PageDialog[Any]

SCROLLING = Registry("Page over a screen")
command = partial(SCROLLING.command, group="Scrolling", at_once=True)

HALF = 0.5
ALL = 1_000_000.0
"""Screens of text that no page has."""


@command("page.down", "down", "j", label="down")
def down(screen: Screen) -> None:
    """Scroll one row down."""
    screen.page_view.scroll_rows(1)


@command("page.up", "up", "k", label="up")
def up(screen: Screen) -> None:
    """Scroll one row up."""
    screen.page_view.scroll_rows(-1)


@command("page.page-down", "space", "pagedown", "ctrl+f", label="page down")
def page_down(screen: Screen) -> None:
    """Scroll down by what is visible."""
    screen.page_view.page(1)


@command("page.page-up", "b", "pageup", "ctrl+b", label="page up")
def page_up(screen: Screen) -> None:
    """Scroll up by what is visible."""
    screen.page_view.page(-1)


@command("page.half-down", "ctrl+d", label="half down")
def half_down(screen: Screen) -> None:
    """Scroll down by half of what is visible."""
    screen.page_view.page(HALF)


@command("page.half-up", "ctrl+u", label="half up")
def half_up(screen: Screen) -> None:
    """Scroll up by half of what is visible."""
    screen.page_view.page(-HALF)


@command("page.top", "g", "home", label="top")
def top(screen: Screen) -> None:
    """Go to the page's beginning."""
    screen.page_view.page(-ALL)


@command("page.bottom", "G", "end", label="bottom")
def bottom(screen: Screen) -> None:
    """Go to the page's end."""
    screen.page_view.page(ALL)
