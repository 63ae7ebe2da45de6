"""Commands of every list: moving in it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from postil.tui.commands.registry import Registry

if TYPE_CHECKING:
    from typing import Any

    from postil.tui.screens.listing import ListScreen

    Screen = ListScreen[Any]

LISTS = Registry("List")
command = partial(LISTS.command, group="Moving", at_once=True)

HALF = 0.5


@command("list.next", "j", "down", label="next")
def go_next(screen: Screen) -> None:
    """Go to the next row."""
    screen.listing.step(1)


@command("list.previous", "k", "up", label="previous")
def go_previous(screen: Screen) -> None:
    """Go to the row before."""
    screen.listing.step(-1)


@command("list.page-down", "ctrl+f", "pagedown", label="page down")
def page_down(screen: Screen) -> None:
    """Go down by a page."""
    screen.listing.page(1)


@command("list.page-up", "ctrl+b", "pageup", label="page up")
def page_up(screen: Screen) -> None:
    """Go up by a page."""
    screen.listing.page(-1)


@command("list.half-down", "ctrl+d", label="half down")
def half_down(screen: Screen) -> None:
    """Go down by half a page."""
    screen.listing.page(HALF)


@command("list.half-up", "ctrl+u", label="half up")
def half_up(screen: Screen) -> None:
    """Go up by half a page."""
    screen.listing.page(-HALF)


@command("list.first", "g", "home", label="first")
def go_first(screen: Screen) -> None:
    """Go to the first row; gg does so too."""
    screen.listing.go(0)


@command("list.last", "G", "end", label="last")
def go_last(screen: Screen) -> None:
    """Go to the last row."""
    screen.listing.go(len(screen.listing.rows) - 1)
