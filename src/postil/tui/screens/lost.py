"""What somebody else puts to the trash while the reader is at it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.core.model import kind_of
from postil.tui import notices

if TYPE_CHECKING:
    from postil.core.model import Record
    from postil.tui.screens.reader import ReaderScreen


def trashed_under(reader: ReaderScreen) -> Record | None:
    """What is in the trash of that which the reader is at: in a form, being adjusted, current, or the article."""
    annotated, form = reader.annotated, reader.pane.form
    at = [form.subject if form else "", reader.text.adjusting, reader.current]
    marks = [annotated.claims_by_id.get(name) or annotated.evidence_by_id.get(name) for name in at]
    return next((record for record in (*marks, annotated.article) if record and record.deleted), None)


def tell_lost(reader: ReaderScreen, lost: Record | None, told: Record | None) -> Record | None:
    """Tells what was put to the trash elsewhere, once.

    Args:
        reader: The reader.
        lost: What is there, if anything.
        told: What was told last.

    Returns:
        What has been told by now.
    """
    if lost is None or (told is not None and told.id == lost.id):
        return lost
    busy = reader.app.screen is not reader or reader.pane.form is not None or reader.text.adjusting
    back = "A mark in it brings it back." if lost is reader.annotated.article else ""
    hint = "What you save of it brings it back." if busy else back
    notices.warn(reader.app, f"This {kind_of(lost)} was put to the trash elsewhere.", hint=hint)
    return lost
