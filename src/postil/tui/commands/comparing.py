"""The command that shows a quote beside its source, and those of the page on which it is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from postil.core.errors import WrongUse
from postil.tui.commands.registry import Registry

if TYPE_CHECKING:
    from postil.core.model import Claim, Evidence
    from postil.tui.screens.comparison import ComparisonScreen
    from postil.tui.screens.reader import ReaderScreen
    from postil.tui.screens.review import ReviewScreen

    Comparing: TypeAlias = ReaderScreen | ReviewScreen

COMPARING = Registry("Quotes")
COMPARISON = Registry("Quote beside its source")


def evidence_here(screen: Comparing) -> tuple[Evidence, ...]:
    """The selected evidence, or all of the current claim."""
    subject: tuple[str, Claim, Evidence | None] | None = screen.copy_subject()
    if subject is None:
        return ()
    article, claim, piece = subject
    return (piece,) if piece else screen.workspace.annotated(article).evidence_of(claim.id)


@COMPARING.command(
    "evidence.compare", "c", label="compare", group="Quotes", when=lambda screen: bool(evidence_here(screen))
)
async def compare(screen: Comparing) -> None:
    """Compare the quote with its source, word by word; of a claim, those of all its evidence."""
    from postil.services.marks.quotes import has_text
    from postil.tui.screens.comparison import ComparisonScreen

    pieces = evidence_here(screen)
    if not any(has_text(screen.workspace, piece) for piece in pieces):
        raise WrongUse(
            "The text of this source is not in the library.",
            f"{screen.first_key('entry.edit')} edits the evidence; ctrl+o on its source chooses an article as its text.",
        )
    subject = screen.copy_subject()
    assert subject is not None  # noqa: S101 - for the type checker: there is evidence
    await screen.app.push_screen(ComparisonScreen(screen, subject[0], pieces))


@COMPARISON.command("comparison.leave", "escape", "q", "c", "enter", label="leave", group="Quotes")
def leave(screen: ComparisonScreen) -> None:
    """Go back to the claim."""
    screen.answer(None)
