"""What is to be decided after a text was read again, over the reader: marks in doubt, changed paragraphs."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar

from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from postil.core.changes import Motion
from postil.core.errors import LibraryError, WrongUse
from postil.tui import notices
from postil.tui.commands.lists import LISTS
from postil.tui.commands.rereading import DOUBTS
from postil.tui.lines.columns import draw
from postil.tui.lines.doubts import COLUMNS, MOST_CANDIDATES, Doubt, doubts, told
from postil.tui.screens.base import work_aside
from postil.tui.screens.dialog import Dialog
from postil.tui.widgets.line_list import LineList
from postil.tui.widgets.margin import MarginView

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.app import ComposeResult

    from postil.core.model import Claim
    from postil.services.marks.deciding import Place
    from postil.tui.commands.registry import Registry
    from postil.tui.screens.reader import ReaderScreen

NOTHING = "Nothing is left to be decided."


class Doubts(LineList[Doubt]):
    """The list."""

    def tell_moved(self) -> None:
        """Tells the current row in full at once."""
        if isinstance(self.screen, DoubtScreen):
            self.screen.show_detail()


class DoubtScreen(Dialog["Doubt | None"]):
    """Lets the reader decide row by row; the answer is the row to go to, or None.

    Args:
        reader: The screen below.
        claim: The id of the claim to begin with; the first row otherwise.
    """

    DEFAULT_CSS = """
    DoubtScreen { align: center middle; }
    DoubtScreen > Vertical {
        width: 94%; max-width: 120; height: 90%; border: round $primary; background: $background; padding: 0 1;
    }
    DoubtScreen Doubts { height: 2fr; }
    DoubtScreen MarginView { height: 3fr; }
    DoubtScreen Static { height: 1; color: $text-muted; }
    """
    registries: ClassVar[tuple[Registry, ...]] = (DOUBTS, LISTS)
    BINDINGS: ClassVar = [*DOUBTS.bindings(), *LISTS.bindings()]

    def __init__(self, reader: ReaderScreen, claim: str = "") -> None:
        super().__init__()
        self._reader = reader
        self._first = claim
        self._candidates: dict[str, tuple[Place, ...]] = {}

    def compose(self) -> ComposeResult:
        """A frame with the list, the current row in full, and what the keys do."""
        app = self.postil
        with Vertical() as frame:
            frame.border_title = "Since the text was read again"
            yield Doubts(
                lambda row, width: draw(COLUMNS, row, width, app.glyphs),
                lambda row: row.key,
                looks=app.looks,
                glyphs=app.glyphs,
                empty=NOTHING,
            )
            detail = MarginView(app.looks, app.glyphs)
            detail.can_focus = False
            yield detail
            keys = "{} goes there, {} accepts, 1-9 picks, {} retires, {} leaves"
            names = ("doubt.go", "doubt.accept", "doubt.retire", "doubt.leave")
            yield Static(Content(self.with_keys(keys, *names)))

    @property
    def listing(self) -> Doubts:
        """The list."""
        return self.query_one(Doubts)

    def on_mount(self) -> None:
        """Takes the keys, and begins to look for candidates."""
        self.show_rows()
        keys = [row.key for row in self.listing.rows]
        if self._first in keys:
            self.listing.go(keys.index(self._first))
        self.listing.focus()
        work_aside(self.app, self._look_for_candidates())

    def show_rows(self) -> None:
        """Shows what is in doubt by now."""
        reader = self._reader
        rows = doubts(reader.annotated, reader.annotated.in_doubt, reader.newest.paragraphs, reader.snapshot)
        self.listing.show(rows)

    def show_detail(self) -> None:
        """Tells the current row in full."""
        row, glyphs = self.listing.current, self.postil.glyphs
        entries = told(row, self._reader.snapshot, self._places(row), glyphs) if row else ()
        self.query_one(MarginView).show(self._counted(), "", entries, "")

    def _counted(self) -> str:
        left = len(self._reader.annotated.in_doubt)
        return f"{left} to be decided" if left else NOTHING

    def _places(self, row: Doubt) -> Sequence[Place] | None:
        """The candidates of a row; None while they are not known."""
        if row.claim is None or row.here:
            return ()
        return self._candidates.get(row.claim.id)

    async def _look_for_candidates(self) -> None:
        """Finds the places from which a reader may choose, beside the screen."""
        reader = self._reader
        wanted = [row.claim for row in self.listing.rows if row.claim and not row.here]

        def work() -> dict[str, tuple[Place, ...]]:
            known = reader.newest.whereabouts()
            return {claim.id: known.of(claim.target).candidates[:MOST_CANDIDATES] for claim in wanted}

        try:
            self._candidates = await asyncio.to_thread(work) if wanted else {}
        except LibraryError as error:
            self._candidates = {claim.id: () for claim in wanted}
            notices.tell_error(self.app, error)
        if self.is_attached:
            self.show_detail()

    # ------------------------------------------------------------------ deciding

    def _claim(self) -> Claim:
        row = self.listing.current
        if row is None or row.claim is None:
            raise WrongUse(
                "There is nothing to decide about a paragraph.", "The claims come first in the list."
            )
        return row.claim

    def accept(self, place: int | None = None) -> None:
        """Confirms the place of the current claim, the only candidate, or the candidate of a number.

        Raises:
            WrongUse: There is no such place, or there are several.
        """
        from postil.services.marks import deciding

        claim, row = self._claim(), self.listing.current
        places = (self._places(row) if row else None) or ()
        if place is None and row and not row.here and len(places) > 1:
            raise WrongUse(f"There are {len(places)} places.", "A digit picks one.")
        if place is not None and place >= len(places):
            raise WrongUse(f"There is no place {place + 1} for this claim.")
        chosen = places[place or 0] if places and row and not row.here else None
        reader = self._reader
        deciding.accept(reader.workspace, reader.article, claim, chosen)
        self._decided()

    def retire(self) -> None:
        """Retires the current claim.

        Raises:
            WrongUse: Its words stand in the text.
        """
        from postil.services.marks import deciding

        deciding.retire(self._reader.workspace, self._reader.article, self._claim())
        self._decided()

    async def undo(self) -> None:
        """Takes the last change back."""
        from postil.tui.commands.everywhere import step

        await step(self._reader, Motion.UNDO)
        if self.is_attached:
            self._decided()

    def _decided(self) -> None:
        self._reader.claims_changed()
        self._reader.refresh_bindings()
        self.show_rows()
        work_aside(self.app, self._look_for_candidates())

    # ------------------------------------------------------------------ events

    async def on_key(self, event: events.Key) -> None:
        """Picks a candidate by its digit."""
        character = event.character or ""
        if character.isdecimal() and character != "0" and event.key not in self.active_bindings:
            from postil.tui.screens.base import attempt

            event.stop()
            await attempt(self.app, lambda: self.accept(int(character) - 1))

    def on_line_list_chosen(self) -> None:
        """Goes to the row that was double-clicked."""
        self.answer(self.listing.current)
