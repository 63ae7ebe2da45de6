"""Commands that make, rate, describe and remove claims; on evidence, those that edit and remove it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from postil.core.errors import WrongUse
from postil.core.model import Kind
from postil.tui.commands.registry import Registry

if TYPE_CHECKING:
    from postil.core.model import Claim, Evidence
    from postil.core.snapshot import TextRange
    from postil.tui.screens.reader import ReaderScreen

MARKING = Registry("Claims")
command = MARKING.command


def _has_claim(screen: ReaderScreen) -> bool:
    return screen.claim is not None


def current_claim(screen: ReaderScreen) -> Claim:
    """The current claim.

    Raises:
        WrongUse: There is none.
    """
    claim = screen.claim
    if claim is None:
        how = screen.with_keys("{} marks one; {} goes to the next.", "claim.mark", "claim.next")
        raise WrongUse("No claim is current here.", how)
    return claim


@command(
    "claim.mark",
    "a",
    label="claim",
    group="Claims",
    show=True,
    when=lambda screen: not screen.text.adjusting,
    at_once=True,
)
def mark(screen: ReaderScreen) -> None:
    """Mark the sentence, or the selected words, as a claim."""
    mark_here(screen)


def mark_here(screen: ReaderScreen, **fields: object) -> Claim:
    """Marks the selection, or the sentence, and makes it the current claim; one that is there is not doubled.

    Args:
        screen: The reader.
        fields: Those of a new claim, as `services.claims.mark_claim` takes them.
    """
    from postil.services.marks import claims

    claim = _claim_on(screen, _words_here(screen))
    if claim:
        screen.say(screen.with_keys("this is a claim already; {} selects other words", "select.start"))
    else:
        screen.rereading.check_mark()
        claim = claims.mark_claim(screen.workspace, screen.article, [_words_here(screen)], **fields)
    stand_on_marked(screen, claim)
    return claim


def claim_to_be(screen: ReaderScreen) -> Claim:
    """The claim on the selection, or the sentence; a new one that is not marked yet where none stands on it."""
    from postil.services.marks import claims

    claim = _claim_on(screen, _words_here(screen))
    if claim:
        stand_on_marked(screen, claim)
        return claim
    screen.rereading.check_mark()
    return claims.new_claim(screen.workspace, screen.article, [_words_here(screen)])


def stand_on_marked(screen: ReaderScreen, claim: Claim) -> None:
    """Makes a claim that was marked just now the current one, and lets go of what was selected for it."""
    view, piece = screen.text, claim.target.selectors[0].range
    screen.just_marked = claim.id
    if view.selection:
        view.select(None)
    if not view.cursor.range.overlaps(piece):  # the mouse selects what the cursor is not on
        view.go(piece.start, centre=False)
    screen.current = claim.id
    screen.claims_changed()


def _words_here(screen: ReaderScreen) -> TextRange:
    view = screen.text
    return view.selection.range if view.selection else view.cursor.range


def _claim_on(screen: ReaderScreen, piece: TextRange) -> Claim | None:
    here = {mark.id for mark in screen.text.overlay.claims.over(piece.start, piece.end)}
    claims = (screen.annotated.claims_by_id[name] for name in sorted(here))
    same = (claim for claim in claims if [one.range for one in claim.target.selectors] == [piece])
    return next(same, None)


@command("claim.rate", "r", label="rate", group="Claims", show=True, when=_has_claim)
async def rate(screen: ReaderScreen) -> None:
    """Rate the claim: a digit picks."""
    from postil.services.marks import claims
    from postil.tui.screens.choice import Choice

    claim = current_claim(screen)
    ratings = screen.postil.settings.ratings
    here = ratings.index(claim.rating) if claim.rating in ratings else 0

    def chosen(index: int | None) -> None:
        if index is not None:
            claims.rate_claim(screen.workspace, screen.article, claim, ratings[index], ratings)
            screen.claims_changed()

    await screen.consult(Choice("Rate", ratings, here, first=0), chosen)


@command("claim.tag", "t", label="tags", group="Claims", when=_has_claim)
async def tag(screen: ReaderScreen) -> None:
    """Set the claim's tags."""
    from postil.tui.widgets.prompt import Question

    claim = current_claim(screen)
    tags = ", ".join(claim.tags)
    await screen.ask("tags", Question(partial(_take_tags, screen, claim)), tags, "separated by commas")


def _take_tags(screen: ReaderScreen, claim: Claim, typed: str) -> None:
    """Gives a claim the tags that were typed; it is the one as it was when they were asked for."""
    from postil.services.marks import claims

    claims.edit_claim(screen.workspace, screen.article, claim, label="tag claim", tags=typed.split(","))
    screen.claims_changed()


@command("entry.edit", "e", label="edit", group="Claims", show=True, when=_has_claim)
async def edit(screen: ReaderScreen) -> None:
    """Edit the claim, or the evidence that the margin has selected."""
    if screen.evidence is not None:
        await screen.attaching.edit(screen.evidence)
        return
    from postil.core.text import clean_line
    from postil.services.marks import claims
    from postil.tui.screens.form import FormScreen
    from postil.tui.widgets.field_form import Field

    claim = current_claim(screen)
    ratings = screen.postil.settings.ratings
    fields = (
        Field("text", "Claim", claim.text, placeholder="in your words; the marked ones otherwise"),
        Field("kind", "Kind", claim.kind.value, choices=tuple(kind.value for kind in Kind)),
        Field("speaker", "Speaker", claim.speaker, placeholder="who says so"),
        Field("rating", "Rating", claim.rating, choices=ratings),
        Field("tags", "Tags", ", ".join(claim.tags), placeholder="separated by commas"),
        Field("priority", "Priority", str(claim.priority or ""), placeholder="a number; 0 is none"),
        Field("note", "Note", claim.note, placeholder="E, outside the form, opens your editor"),
    )

    def take(values: dict[str, str]) -> None:
        if clean_line(claim.note) == values["note"]:  # lines of its own are not joined by that
            values = {**values, "note": claim.note}
        claims.edit_claim(
            screen.workspace, screen.article, claim, label="edit claim", **_read(values, ratings)
        )
        screen.claims_changed()

    await screen.app.push_screen(FormScreen("Claim", fields, take, about=f"claim {claim.id}"))


@command("entry.note", "E", label="note", group="Claims", when=_has_claim)
def edit_note(screen: ReaderScreen) -> None:
    """Edit the note of the claim or the evidence in your editor."""
    from postil.services.marks import claims, evidence
    from postil.tui.terminal.editor import edited

    claim, piece = current_claim(screen), screen.evidence
    note = edited(screen.app, (piece or claim).note, screen.postil.settings.editor)
    if note is None:
        screen.say("the note is as it was")
    elif piece is not None:
        evidence.edit_evidence(screen.workspace, screen.article, piece, note=note)
    else:
        claims.edit_claim(screen.workspace, screen.article, claim, label="edit note", note=note)
    screen.claims_changed()


@command("entry.trash", "d", label="trash", group="Claims", when=_has_claim)
def trash(screen: ReaderScreen) -> None:
    """Put the claim, or the selected evidence, to the trash; u brings it back."""
    from postil.services.marks import claims, evidence

    claim, piece = current_claim(screen), screen.evidence
    _need_no_form(screen, claim, piece)
    if piece is not None:
        evidence.trash_evidence(screen.workspace, screen.article, piece)
        screen.current = claim.id
        screen.say(screen.with_keys("evidence in the trash; {} brings it back", "edit.undo"))
    else:
        claims.trash_claims(screen.workspace, screen.article, [claim])
        screen.current = ""
        screen.say(screen.with_keys("claim in the trash; {} brings it back", "edit.undo"))
    screen.claims_changed()


def _need_no_form(screen: ReaderScreen, claim: Claim, piece: Evidence | None) -> None:
    """Refuses to take away what a form is open on: a piece of evidence, or a claim with all that it has.

    Raises:
        WrongUse: The form is open.
    """
    pieces = [piece] if piece else screen.annotated.evidence_of(claim.id)
    about = {known.id for known in pieces} | (set() if piece else {claim.id})
    if screen.pane.form is not None and screen.pane.form.subject in about:
        key = screen.first_key("form.save")
        raise WrongUse("The form in the margin is open on this.", f"{key} saves it, escape in it leaves it.")


def _read(values: dict[str, str], ratings: tuple[str, ...]) -> dict[str, object]:
    """The form's lines as a claim's fields.

    Raises:
        Unfit: A kind or a rating is not one of the words, or the priority is no number from 0 to 999.
    """
    from postil.services.marks.claims import checked_priority, checked_rating
    from postil.tui.widgets.field_form import Unfit, of_line

    kind = values["kind"].strip().lower() or Kind.OTHER
    if kind not in [known.value for known in Kind]:
        raise Unfit("kind", f"“{kind}” is no kind.", f"Kinds are: {', '.join(Kind)}.")
    with of_line("rating"):
        rating = checked_rating(values["rating"], ratings)
    with of_line("priority"):
        priority = checked_priority(values["priority"])
    return {
        "text": values["text"],
        "kind": Kind(kind),
        "speaker": values["speaker"],
        "rating": rating,
        "tags": values["tags"].split(","),
        "priority": priority,
        "note": values["note"],
    }
