"""The article's claims on the reader's screen: in the text first of all, then in the margin and the footer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.core.model import Evidence
from postil.tui.after_painting import after_painting
from postil.tui.claim_marks import ClaimMarks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from postil.core.annotated import Annotated
    from postil.core.changes import Change
    from postil.tui.screens.reader import ReaderScreen


class DrawnClaims:
    """Draws the claims as they stand in memory.

    Args:
        reader: The screen.

    Attributes:
        are_told: Whether the margin and the footer are at what the text shows.
    """

    def __init__(self, reader: ReaderScreen) -> None:
        self._reader = reader
        self._drawn: Annotated | None = None
        self._marks = ClaimMarks()
        self.are_told = True

    @property
    def are_current(self) -> bool:
        """Whether nothing has become of the claims since they were drawn."""
        return self._reader.annotated is self._drawn

    def put_here(self, changes: Sequence[Change]) -> str:
        """The id of what some changes have put where the reader is: a claim of the sentence, or evidence of the current one.

        Args:
            changes: They are in memory already.

        Returns:
            An empty string where they have put nothing here.
        """
        reader = self._reader
        here, current = reader.text.cursor.range, reader.claim
        for record in (change.after for change in changes if not change.after.deleted):
            claim = reader.annotated.claims_by_id.get(record.id)
            if claim and claim.start < here.end and here.start < claim.end:
                return claim.id
            if current and isinstance(record, Evidence) and record.claim == current.id:
                return record.id
        return ""

    def draw(self) -> None:
        """Draws them in the text, where a mark is seen at once; what takes longer comes when that is painted."""
        self._draw()
        self.are_told = False
        after_painting(self._reader.app, self.tell)

    def begin(self) -> None:
        """Draws them for the first time, everywhere at once."""
        self._draw()
        self.tell()

    def _draw(self) -> None:
        reader = self._reader
        reader.newest.follow()
        self._drawn = reader.annotated
        marks = self._marks.of(self._drawn, reader.snapshot.digest)
        claim = reader.claim
        if claim and not self._drawn.stands(claim):  # what is nowhere to be seen is not what keys are about
            claim, reader.current = None, ""
        reader.text.show_claims(marks, claim.id if claim else "", reader.newest.rewritten)

    def tell(self) -> None:
        """Draws the margin, counts the claims there, and renews the footer; nothing once the article was left."""
        reader = self._reader
        if not reader.is_attached:
            return
        self.are_told = True
        reader.pane.count()
        # The margin may have chosen another claim than that of the sentence.
        (reader.update_margin if reader.claim else reader.follow)()
        reader.postil.references.warm(reader)
        reader.renew_keys()
