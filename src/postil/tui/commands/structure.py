"""Commands that go by a text's own structure: its table of contents, its notes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from postil.core.structure import heading_over, note_of, references_to, ways_from
from postil.core.text import shortened
from postil.tui.commands.registry import Registry

if TYPE_CHECKING:
    from postil.tui.lines.contents import Entry
    from postil.tui.screens.reader import ReaderScreen
    from postil.tui.widgets.article_view import ArticleView

STRUCTURE = Registry("Structure")
command = STRUCTURE.command

WORDS = 48
"""Code points of a place that the list of several shows."""


class Place(NamedTuple):
    """Where a sentence leads inside the text.

    Attributes:
        words: What is said of it where there are several.
        offset: A code point of the sentence there, in the canonical text.
        is_back: Whether it is the place that was come from.
    """

    words: str
    offset: int
    is_back: bool = False


def _leads(screen: ReaderScreen) -> bool:
    return screen.view.selection is None and bool(places_to_go(screen.view))


@command("text.contents", "T", "t", label="contents", group="Contents and notes")
async def show_contents(screen: ReaderScreen) -> None:
    """Show the table of contents, and go to what is chosen; on a claim only with the capital letter."""
    from postil.tui.lines.contents import entries
    from postil.tui.screens.contents import ContentsScreen

    view = screen.view
    rows = entries(view.snapshot, view.overlay.claims)
    if not rows:
        screen.say("this text has no headings")
        return
    here = heading_over(view.snapshot.blocks, view.cursor.block)
    number = next((at for at, row in enumerate(rows) if row.section.block == here), 0)

    def chosen(row: Entry | None) -> None:
        if row is not None:
            view.cursor.remember()
            view.go(row.section.start)

    await screen.consult(ContentsScreen(rows, number), chosen)


@command("text.follow", "enter", label="follow", group="Contents and notes", show=True, when=_leads)
async def follow(screen: ReaderScreen) -> None:
    """Go to the note or the heading that the sentence refers to; on a note, back to where it is referred to."""
    from postil.tui.screens.choice import Choice

    view = screen.view
    places = places_to_go(view)

    def chosen(index: int | None) -> None:
        if index is not None:
            _go(view, places[index])

    if len(places) == 1:
        _go(view, places[0])
    else:
        await screen.consult(Choice("Go to", [place.words for place in places]), chosen)


def places_to_go(view: ArticleView) -> tuple[Place, ...]:
    """Where the sentence under the cursor leads inside the text; from a note also back."""
    snapshot, block = view.snapshot, view.cursor.block
    blocks = snapshot.blocks
    if not blocks.named:
        return ()
    places = [
        Place(f"{way.words}  {shortened(blocks[way.block].text, WORDS)}", snapshot.starts[way.block])
        for way in ways_from(blocks, block, *view.cursor.span)
    ]
    back = _way_back(view, note_of(blocks, block))
    return (*places, back) if back else tuple(places)


def _way_back(view: ArticleView, note: int) -> Place | None:
    """The reference that was followed to a note, or else the first one; None where nothing refers to it."""
    snapshot, cursor = view.snapshot, view.cursor
    references = references_to(snapshot.blocks, note) if note >= 0 else ()
    if not references:
        return None
    offset, is_back = references[0], False
    if cursor.jumps:
        came_from = cursor.jumps[-1]
        spans = cursor.sentence_spans(snapshot.block_at(came_from))
        here = next((span for span in spans if span.holds(came_from)), None)
        if here and any(here.holds(reference) for reference in references):
            offset, is_back = came_from, True
    words = snapshot.text[offset : offset + WORDS]
    return Place(f"back to  {shortened(words, WORDS)}", offset, is_back)


def _go(view: ArticleView, place: Place) -> None:
    if place.is_back:
        view.cursor.jumps.pop()
    else:
        view.cursor.remember()
    view.go(place.offset)
