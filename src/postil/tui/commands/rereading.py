"""Commands that read the article again, and that decide what became of its marks."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from postil.core.errors import LibraryError, WrongUse
from postil.core.quoting import quoted
from postil.core.text import shortened
from postil.tui.commands.marking import current_claim
from postil.tui.commands.registry import Registry

if TYPE_CHECKING:
    from postil.core.model import Claim
    from postil.tui.lines.doubts import Doubt
    from postil.tui.screens.doubtful import DoubtScreen
    from postil.tui.screens.reader import ReaderScreen

DECIDING = Registry("Deciding")
"""What can be done about what is in doubt just here; it comes before all else, since it is rare."""

REREADING = Registry("A changed text")
DOUBTS = Registry("What is to be decided")
command = REREADING.command

WORDS = 40
"""Code points of a claim that are named at the foot of the screen."""


def _is_in_doubt(screen: ReaderScreen) -> bool:
    claim = screen.claim
    return claim is not None and not screen.placing and screen.annotated.is_in_doubt(claim)


def _is_other(screen: ReaderScreen) -> bool:
    return bool(screen.annotated.in_doubt or screen.newest.paragraphs)


def _is_placing(screen: ReaderScreen) -> bool:
    return bool(screen.placing)


@command("article.refresh", "f5", label="read again", group="A changed text")
def refresh(screen: ReaderScreen) -> None:
    """Read the article's file or page again, and look for its marks in the new text."""
    screen.rereading.read()


@DECIDING.command(
    "article.refresh-stop",
    "escape",
    label="stop",
    group="Deciding",
    show=True,
    when=lambda screen: screen.rereading.busy,
)
def stop(screen: ReaderScreen) -> None:
    """Stop reading again; nothing has been changed by it."""
    screen.rereading.stop()


@command(
    "mark.move",
    "p",
    label="put elsewhere",
    group="A changed text",
    when=lambda screen: screen.claim is not None and not screen.placing,
)
def move(screen: ReaderScreen) -> None:
    """Put the claim on other words: go to them, select them, and press the key again."""
    begin_placing(screen, current_claim(screen))


@DECIDING.command("mark.place", "p", label="put it here", group="Deciding", show=True, when=_is_placing)
def place(screen: ReaderScreen) -> None:
    """Put the claim on the selected words, or on the sentence."""
    from postil.services.marks import claims

    view = screen.text
    claim = screen.annotated.claims_by_id.get(screen.placing)
    piece = view.selection.range if view.selection else view.cursor.range
    screen.placing = ""
    if claim is None or claim.deleted:
        raise WrongUse("The claim is in the trash by now.")
    claims.move_claim(screen.workspace, screen.article, claim, [piece])
    if view.selection:
        view.select(None)
    screen.current = claim.id
    screen.claims_changed()
    screen.call_later(screen.say, "the claim stands here now")


@DECIDING.command(
    "mark.place-leave", "escape", label="leave it", group="Deciding", show=True, when=_is_placing
)
def leave_placing(screen: ReaderScreen) -> None:
    """Leave the claim where it was."""
    screen.placing = ""
    screen.say("the claim stays as it was")


def begin_placing(screen: ReaderScreen, claim: Claim) -> None:
    """Waits for the words on which a claim is to be put."""
    screen.placing = claim.id
    if screen.text.selection:
        screen.text.select(None)
    screen.text.focus()
    how = "go to its words, {} selects, {} puts it there, {} leaves it"
    keys = screen.with_keys(how, "select.start", "mark.place", "mark.place-leave")
    words = quoted(shortened(" ".join(claim.statement.split()), WORDS))
    screen.call_later(screen.say, f"{keys}: {words}", lasting=True)  # after what the selection has to say


@DECIDING.command("mark.accept", "A", label="accept", group="Deciding", show=True, when=_is_in_doubt)
def accept(screen: ReaderScreen) -> None:
    """Confirm that the claim stands on the right words of the new text."""
    from postil.services.marks import deciding

    deciding.accept(screen.workspace, screen.article, current_claim(screen))
    screen.claims_changed()
    screen.say("accepted")


@DECIDING.command("mark.retire", "X", label="retire", group="Deciding", show=True, when=_is_in_doubt)
def retire(screen: ReaderScreen) -> None:
    """Keep the claim with its evidence though its words are gone, and be asked no more."""
    from postil.services.marks import deciding

    deciding.retire(screen.workspace, screen.article, current_claim(screen))
    screen.current = ""
    screen.claims_changed()
    screen.say(screen.with_keys("retired: {} lists it still; {} takes it back", "doubt.list", "edit.undo"))


@DECIDING.command(
    "doubt.list", "exclamation_mark", label="changes", group="Deciding", when=_is_other, show=True
)
async def show_doubts(screen: ReaderScreen) -> None:
    """Show the marks that are to be decided about, and the paragraphs that are not as they were."""
    await list_doubts(screen)


async def list_doubts(screen: ReaderScreen, claim: str = "") -> None:
    """Shows them, a claim first if it is named; goes to what is chosen."""
    from postil.tui.screens.doubtful import DoubtScreen

    def chosen(row: Doubt | None) -> None:
        if row is None:
            return
        if row.claim is not None and not row.here:
            _stand_where_it_stood(screen, row.claim)
            begin_placing(screen, row.claim)
        elif row.claim is not None:
            screen.stand_on(row.claim.id, None)
        elif row.paragraph is not None:
            screen.stand_on("", screen.snapshot.starts[row.paragraph.block])

    screen.rereading.attended()
    await screen.consult(DoubtScreen(screen, claim), chosen)


def _stand_where_it_stood(screen: ReaderScreen, claim: Claim) -> None:
    """Goes to the part of the text in which a claim's words stood last, as far as the text from then is there."""
    from postil.core.rewriting import same_place

    with suppress(LibraryError):
        then = screen.workspace.snapshot(claim.target.snapshot, keep=False)
        changes = screen.newest.since(then.digest)
        screen.stand_on("", same_place(then, screen.snapshot, claim.start, changes))


@command(
    "paragraph.next-changed",
    "f",
    label="next change",
    group="A changed text",
    when=lambda screen: screen.newest.rewritten,
)
def next_changed(screen: ReaderScreen) -> None:
    """Go to the next paragraph that is not as it was when the text was read before."""
    _to_changed(screen, 1)


@command(
    "paragraph.previous-changed",
    "F",
    label="change before",
    group="A changed text",
    when=lambda screen: screen.newest.rewritten,
)
def previous_changed(screen: ReaderScreen) -> None:
    """Go to the one before."""
    _to_changed(screen, -1)


def _to_changed(screen: ReaderScreen, step: int) -> None:
    block = screen.newest.neighbour(screen.text.cursor.block, step)
    if block is None:
        screen.say("no further paragraph that is not as it was")
    else:
        screen.stand_on("", screen.snapshot.starts[block])


@DOUBTS.command("doubt.go", "enter", label="go there", group="What is to be decided")
def go_there(screen: DoubtScreen) -> None:
    """Go to the row's place in the text; for a claim without one, look for it: p puts the claim there."""
    screen.answer(screen.listing.current)


@DOUBTS.command("doubt.accept", "A", label="accept", group="What is to be decided")
def accept_row(screen: DoubtScreen) -> None:
    """Confirm the claim's place, or the only candidate; of several, a digit picks one."""
    screen.accept()


@DOUBTS.command("doubt.retire", "X", label="retire", group="What is to be decided")
def retire_row(screen: DoubtScreen) -> None:
    """Keep the claim with its evidence though its words are gone, and be asked no more."""
    screen.retire()


@DOUBTS.command("doubt.undo", "u", label="undo", group="What is to be decided")
async def undo_row(screen: DoubtScreen) -> None:
    """Undo the last change."""
    await screen.undo()


@DOUBTS.command(
    "doubt.leave", "escape", "q", "exclamation_mark", label="leave", group="What is to be decided"
)
def leave_doubts(screen: DoubtScreen) -> None:
    """Go back to the text."""
    screen.answer(None)
