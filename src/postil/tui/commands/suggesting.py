"""Commands that take what a sentence suggests about a claim on it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from postil.core.model import SOURCE_DETAILS, Stance
from postil.tui.commands.marking import mark_here
from postil.tui.commands.registry import Registry

if TYPE_CHECKING:
    from collections.abc import Mapping

    from postil.core.attribution import Suggestion
    from postil.tui.screens.reader import ReaderScreen
    from postil.tui.widgets.margin import Entry

SUGGESTING = Registry("Claims")
command = SUGGESTING.command


def begin_suggesting(screen: ReaderScreen) -> None:
    """Looks at the sentences that come to the screen from now on."""
    from postil.tui.widgets.suggested import Suggested

    screen.text.suggested = Suggested(screen.text, partial(_found, screen), partial(_tell, screen))


def _tell(screen: ReaderScreen) -> None:
    screen.update_margin()
    screen.renew_keys()


def _found(screen: ReaderScreen, block: int) -> Mapping[int, Suggestion]:
    from postil.services.marks.suggesting import suggested_in

    spans = screen.text.cursor.spans(block)
    found = suggested_in(screen.snapshot, block, spans, _language(screen))
    return {one.range.start: one.suggestion for one in found}


def suggested_entry(screen: ReaderScreen) -> tuple[Entry, ...]:
    """What the margin says of a sentence without a claim that suggests something; nothing for any other."""
    from postil.tui.widgets.margin import Entry, Line

    found = None if screen.claim or screen.text.adjusting else _here(screen)
    if found is None:
        return ()
    from postil.services.marks.suggesting import in_words

    lead = f"{screen.postil.glyphs.suggested} "
    how = screen.with_keys(
        "{} marks the sentence with this; {} marks it without.", "claim.suggested", "claim.mark"
    )
    return (Entry("", (Line(in_words(found), "text", 2, lead), Line(how, look="dim", indent=2))),)


def _language(screen: ReaderScreen) -> str:
    return screen.annotated.article.language or screen.postil.settings.language


def is_suggested(screen: ReaderScreen) -> bool:
    """Whether something has been found that the sentence under the cursor suggests."""
    return _here(screen) is not None and not screen.text.adjusting


def _here(screen: ReaderScreen) -> Suggestion | None:
    cursor = screen.text.cursor
    return screen.text.overlay.suggested.get(cursor.block, {}).get(cursor.range.start)


@command("claim.suggested", "s", label="as suggested", group="Claims", show=True, when=is_suggested)
async def mark_as_suggested(screen: ReaderScreen) -> None:
    """Mark the sentence as a claim with what it suggests: its speaker, its kind, and a first source to attach."""
    from postil.services.marks.suggesting import fields_of, take_suggestion, typed_as
    from postil.tui.widgets.evidence_draft import Draft

    found = _here(screen)
    if found is None:
        return
    claim = take_suggestion(screen.workspace, screen.article, mark_here(screen, **fields_of(found)), found)
    screen.claims_changed()
    if found.mention is not None:
        source, told = typed_as(found.mention)
        details = tuple(told.get(name, "") for name in SOURCE_DETAILS)
        await screen.attaching.attach(claim, Draft(Stance.SUPPORTS, source=source, details=details))
