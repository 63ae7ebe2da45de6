"""Commands of what comes over a screen: a short list to choose from, the trash, a consent, a bibliography, the help."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.tui import notices
from postil.tui.commands.registry import Registry

if TYPE_CHECKING:
    from postil.tui.screens.choice import Choice
    from postil.tui.screens.consent import Consent
    from postil.tui.screens.help import HelpScreen
    from postil.tui.screens.intake import IntakeScreen
    from postil.tui.screens.trash import TrashScreen

CHOICE = Registry("Choice")
TRASH = Registry("Trash")
CONSENT = Registry("Consent")
INTAKE = Registry("Bibliography that comes in")
HELP = Registry("Help")


@CHOICE.command("choice.pick", "enter", "space", label="pick", group="Choice")
def pick(screen: Choice) -> None:
    """Take the current row; the digit or letter before a row takes it at once."""
    screen.answer(screen.index)


@CHOICE.command("choice.next", "down", "j", "tab", label="next", group="Choice")
def next_row(screen: Choice) -> None:
    """Go to the next row."""
    screen.step(1)


@CHOICE.command("choice.previous", "up", "k", "shift+tab", label="previous", group="Choice")
def previous_row(screen: Choice) -> None:
    """Go to the row before."""
    screen.step(-1)


@CHOICE.command("choice.leave", "escape", "q", label="leave", group="Choice")
def leave_choice(screen: Choice) -> None:
    """Choose nothing."""
    screen.answer(None)


@TRASH.command("trash.restore", "enter", label="restore", group="Trash")
def restore(screen: TrashScreen) -> None:
    """Take the current row out of the trash."""
    screen.answer(screen.listing.current)


@TRASH.command("trash.leave", "escape", "q", label="leave", group="Trash")
def leave_trash(screen: TrashScreen) -> None:
    """Leave everything where it is."""
    screen.answer(None)


@CONSENT.command("consent.agree", "enter", label="agree", group="Consent")
def agree(screen: Consent) -> None:
    """Let it be done."""
    screen.answer(True)  # noqa: FBT003 - the dialog's answer


@CONSENT.command("consent.leave", "escape", "q", label="leave", group="Consent")
def leave_consent(screen: Consent) -> None:
    """Leave everything as it is."""
    screen.answer(False)  # noqa: FBT003 - the dialog's answer


@INTAKE.command(
    "intake.merge", "m", label="merge", group="Intake", when=lambda screen: screen.incoming.richer
)
def merge(screen: IntakeScreen) -> None:
    """Add what is new, and give the known sources what they lack."""
    screen.answer(True)  # noqa: FBT003 - the dialog's answer


@INTAKE.command("intake.add", "a", label="add", group="Intake", when=lambda screen: screen.incoming.new)
def add(screen: IntakeScreen) -> None:
    """Add what is new, and leave the known sources as they are."""
    screen.answer(False)  # noqa: FBT003 - the dialog's answer


@INTAKE.command("intake.ask", "enter", label="ask", group="Intake", listed=False)
def ask(screen: IntakeScreen) -> None:
    """Tell which keys take it in: enter is pressed too easily."""
    notices.tell(screen.app, f"{screen.ways}.")


@INTAKE.command("intake.leave", "escape", "q", label="leave", group="Intake")
def leave_intake(screen: IntakeScreen) -> None:
    """Take in nothing."""
    screen.answer(None)


@HELP.command("help.next-page", "tab", "right", "l", label="next page", group="Help")
def next_page(screen: HelpScreen) -> None:
    """Turn to the next page; a digit turns to its own."""
    screen.turn(1)


@HELP.command("help.previous-page", "shift+tab", "left", "h", label="page before", group="Help")
def previous_page(screen: HelpScreen) -> None:
    """Turn to the page before."""
    screen.turn(-1)


@HELP.command("help.search", "slash", label="search", group="Help")
async def search_help(screen: HelpScreen) -> None:
    """Search for words in all pages as you type; n and N repeat it."""
    await screen.ask()


@HELP.command("help.next-found", "n", label="next found", group="Help")
def next_found(screen: HelpScreen) -> None:
    """Go to the next place where the words are found, also in another page."""
    screen.seek(1)


@HELP.command("help.previous-found", "N", label="previous found", group="Help")
def previous_found(screen: HelpScreen) -> None:
    """Go to the place before."""
    screen.seek(-1)


@HELP.command("help.leave", "escape", "q", "question_mark", "f1", "enter", label="leave", group="Help")
def leave_help(screen: HelpScreen) -> None:
    """Go back to where help was asked for."""
    screen.answer(None)
