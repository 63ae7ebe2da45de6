"""Commands in a source that is read in the margin: take a passage as the quote, or go back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.tui.commands.registry import Registry

if TYPE_CHECKING:
    from postil.tui.screens.reader import ReaderScreen

SOURCE_READING = Registry("Source in the margin")
command = SOURCE_READING.command

WIDENED = "the quote begins and ends with whole words"
"""What is told where the selection has cut one in two, with which the quote would be another than the source's."""


def _is_read(screen: ReaderScreen) -> bool:
    return screen.view is not screen.text


@command("source.take", "enter", label="take as quote", group="Source", show=True, when=_is_read)
def take(screen: ReaderScreen) -> None:
    """Take the selected words, or the sentence, as the quote, with their page, or the number of their paragraph."""
    from postil.citation.locator import locator_text
    from postil.core.words import in_full
    from postil.services.review.reviewing import locator_at
    from postil.tui.widgets.evidence_form import EvidenceForm

    view = screen.view
    piece = view.selection.range if view.selection else view.cursor.range
    start, end = in_full(view.snapshot.text, piece.start, piece.end)
    form = screen.query_one(EvidenceForm)
    screen.pane.close(view)
    form.take_locator(locator_text(locator_at(view.snapshot, start)))
    form.take_quote(view.snapshot.text[start:end])
    screen.say("" if (start, end) == (piece.start, piece.end) else WIDENED)


@command(
    "source.back",
    "escape",
    label="back",
    group="Source",
    show=True,
    when=lambda screen: _is_read(screen) and not screen.view.selection,
)
def back(screen: ReaderScreen) -> None:
    """Go back to the form."""
    from postil.tui.widgets.evidence_form import EvidenceForm

    screen.pane.close(screen.view)
    screen.query_one(EvidenceForm).focus_first()
    screen.say("")
