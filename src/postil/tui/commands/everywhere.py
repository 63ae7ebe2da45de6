"""Commands that work in every place of the program."""

from __future__ import annotations

from asyncio import to_thread
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from postil.core.changes import Motion
from postil.core.errors import WrongUse
from postil.tui import notices
from postil.tui.commands.registry import Registry
from postil.tui.widgets.key_bar import KeyBar

if TYPE_CHECKING:
    from collections.abc import Callable

    from postil.tui.screens.base import Commanded, CommandScreen

EVERYWHERE = Registry("Everywhere")
command = EVERYWHERE.command

LOOKING_BACK = "Looking back …"
"""What is told while the journals are read for longer than a moment, since the keys wait for that."""

MODES = ("select.leave", "adjust.restore")
"""The commands that leave what a part of the screen is in the middle of."""

MOMENT = 0.3
"""Seconds in which nobody wonders."""


def _free(screen: CommandScreen) -> bool:
    """Whether nothing is being asked of what a step back could take away."""
    return not screen.is_asking


def _is_elsewhere(place: str) -> Callable[[CommandScreen], bool]:
    """Whether the reader is not in that place already."""
    return lambda screen: screen.postil.places.here != place


@command("app.help", "question_mark", "f1", label="help", group="Program", show=True)
async def show_help(screen: Commanded) -> None:
    """Show the keys that work here, and the help pages."""
    from postil.tui.screens.help import HelpScreen

    await screen.app.push_screen(HelpScreen(screen))


@command("app.palette", "colon", label="commands", group="Program")
def show_palette(screen: CommandScreen) -> None:
    """Find a command by its name."""
    screen.app.action_command_palette()


@command("app.back", "q", label="back", group="Program", show=True)
async def back(screen: CommandScreen) -> None:
    """Go back one step: out of a selection first; quit where there is nothing to go back to."""
    for name in MODES:
        if name in screen.commands and screen.commands[name].means_something(screen):
            await screen.action_command(name)
            return
    await screen.postil.places.back()


@command("app.quit", "Q", label="quit", group="Program")
def leave(screen: CommandScreen) -> None:
    """Quit; everything is on disk by then."""
    screen.postil.leave()


@command(
    "app.open",
    label="open a text",
    group="Program",
    when=lambda screen: "library.open" not in screen.commands,
)
async def open_text(screen: CommandScreen) -> None:
    """Open a file by its path, or a page of the web by its address."""
    from postil.tui.beside.opening import Opening

    await Opening(screen).ask()


@command("app.redraw", "ctrl+l", label="redraw", group="Program")
def redraw(screen: CommandScreen) -> None:
    """Draw the screen anew, as after another program has written over it."""
    screen.app.refresh(layout=True)


@command("app.suspend", "ctrl+z", label="to the shell", group="Program")
def give_to_shell(screen: CommandScreen) -> None:
    """Leave the terminal to the shell for a while; its `fg` comes back here."""
    from postil.tui.terminal.controlling import give_to_shell

    give_to_shell(screen.app)


@command("place.library", "L", label="library", group="Program", show=True, when=_is_elsewhere("library"))
async def visit_library(screen: CommandScreen) -> None:
    """Go to the library: all articles."""
    await screen.postil.places.visit("library")


@command("place.review", "R", label="review", group="Program", show=True, when=_is_elsewhere("review"))
async def visit_review(screen: CommandScreen) -> None:
    """Go to the review: the ledger of all claims."""
    await screen.postil.places.visit("review")


@command("place.sources", "W", label="sources", group="Program", show=True, when=_is_elsewhere("sources"))
async def visit_sources(screen: CommandScreen) -> None:
    """Go to the sources: the works that evidence quotes."""
    await screen.postil.places.visit("sources")


@command(
    "notices.close",
    "escape",
    label="close notices",
    group="Program",
    when=lambda screen: notices.are_shown(screen.app),
)
def close_notices(screen: CommandScreen) -> None:
    """Take the notices off the screen."""
    notices.close_all(screen.app)


@command("edit.undo", "u", label="undo", group="Changes", when=_free)
async def undo_last(screen: CommandScreen) -> None:
    """Undo the last change, also one of an earlier session."""
    await step(screen, Motion.UNDO)


@command("edit.redo", "ctrl+r", label="redo", group="Changes", when=_free)
async def redo_last(screen: CommandScreen) -> None:
    """Do again what was last undone."""
    await step(screen, Motion.REDO)


@command("edit.save", "ctrl+s", label="save", group="Changes")
def save_again(screen: CommandScreen) -> None:
    """Save again what could not be saved; every other change is saved as soon as it is made."""
    if screen.workspace.failed:
        screen.workspace.retry()
    else:
        notices.tell(screen.app, f"Every change is saved as soon as it is made. Now: {screen.postil.saving}.")


@command("quotes.check-all", label="check all quotes", group="Quotes")
def check_all_quotes(screen: CommandScreen) -> None:
    """Compare all quotes of the library with their sources again."""
    from postil.tui.beside.rechecking import check_all
    from postil.tui.screens.base import work_aside

    work_aside(screen.app, check_all(screen))


@command("app.theme", label="theme", group="Program")
async def choose_theme(screen: CommandScreen) -> None:
    """Choose a theme: dark, light, high contrast, or one of Textual's."""
    from postil.tui.screens.choice import Choice

    names = sorted(screen.app.available_themes, key=lambda name: (not name.startswith("postil"), name))

    def chosen(index: int | None) -> None:
        if index is not None:
            screen.app.theme = names[index]
            screen.postil.settings = replace(screen.postil.settings, theme=names[index])
            everywhere = f'`theme = "{names[index]}"` in config.toml sets it for good.'
            notices.tell(screen.app, f"{names[index]}, also at the next start. {everywhere}")

    now = names.index(screen.app.theme) if screen.app.theme in names else 0
    await screen.consult(Choice("Theme", names, now), chosen)


def _say(screen: CommandScreen, words: str) -> None:
    """Shows words in place of the footer; a notice would wait for the key that is being worked off."""
    for bar in screen.query(KeyBar):
        bar.say(words)


async def step(screen: CommandScreen, motion: Motion) -> None:
    """Goes one step back or forth in the changes; an end of them is no failure.

    The journals are read on a thread. The keys behind this one wait for it, so that each finds the changes as
    the one before it has left them.

    Raises:
        WrongUse: A form is open in the margin.
    """
    from postil.services.library.operation_words import in_words
    from postil.services.undo.undoing import steps

    if screen.query("#evidence-form"):
        key, what = (
            screen.first_key("form.save"),
            f"The form in the margin may be about what {motion} changes.",
        )
        raise WrongUse(what, f"{key} saves it, escape in it leaves it; then {motion}.")
    found = steps(screen.workspace, motion)
    telling = screen.set_timer(MOMENT, partial(_say, screen, LOOKING_BACK))
    try:
        while not (done := (await to_thread(next, found)).take(screen.workspace)).changes:
            pass
    except WrongUse as error:
        notices.tell(screen.app, error.what)
        return
    finally:
        telling.stop()
        _say(screen, "")
    verb = "Undone" if motion is Motion.UNDO else "Done again"
    notices.tell(screen.app, f"{verb}: {in_words(done)}")
    screen.stepped(done.changes)
