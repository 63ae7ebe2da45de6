"""Commands of every list that typing narrows: moving in it, choosing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.tui.commands.registry import Registry

if TYPE_CHECKING:
    from typing import Any

    from postil.tui.screens.narrowing import Narrowing

    Screen = Narrowing[Any]

NARROWING = Registry("List that typing narrows")
command = NARROWING.command


@command("narrow.choose", "enter", label="choose", group="Choosing")
def choose(screen: Screen) -> None:
    """Choose the current row; what is typed narrows the list."""
    screen.choose()


@command("narrow.next", "down", label="next", group="Choosing")
def next_row(screen: Screen) -> None:
    """Go to the next row."""
    screen.listing.step(1)


@command("narrow.previous", "up", label="previous", group="Choosing")
def previous_row(screen: Screen) -> None:
    """Go to the row before."""
    screen.listing.step(-1)


@command("narrow.page-down", "pagedown", label="page down", group="Choosing")
def page_down(screen: Screen) -> None:
    """Go down by a page."""
    screen.listing.page(1)


@command("narrow.page-up", "pageup", label="page up", group="Choosing")
def page_up(screen: Screen) -> None:
    """Go up by a page."""
    screen.listing.page(-1)


@command("narrow.leave", "escape", label="leave", group="Choosing")
def leave(screen: Screen) -> None:
    """Choose nothing."""
    screen.answer(None)
