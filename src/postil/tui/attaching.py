"""The form of evidence: opened on a claim or on words that become one, saved, and its words kept until then."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from postil.core.model import Directness
from postil.tui.setting_aside import PAUSE_SECONDS
from postil.tui.widgets.evidence_draft import Draft

if TYPE_CHECKING:
    from textual.timer import Timer

    from postil.core.model import Claim, Evidence
    from postil.core.ports import Unfinished
    from postil.core.target import Target
    from postil.tui.screens.reader import ReaderScreen
    from postil.tui.widgets.evidence_form import EvidenceForm


class Attaching:
    """Opens forms of evidence, one at a time, and saves what they hold.

    Args:
        reader: The screen.
    """

    def __init__(self, reader: ReaderScreen) -> None:
        self._reader = reader
        self._left: dict[str, Draft] = {}
        self._claim: Claim | None = None
        self._resting: Timer | None = None

    @property
    def typed(self) -> dict[str, Draft]:
        """What was typed into forms and is not attached yet, by what it is about."""
        form = self._reader.pane.form
        return self._left | ({self._about(form): form.draft} if form is not None and form.is_changed else {})

    @cached_property
    def _store(self) -> Unfinished | None:
        return self._reader.postil.setting_aside.unfinished

    def note(self) -> None:
        """Has what is typed kept where it outlives the process, not with each key."""
        if self._resting is None:
            self._resting = self._reader.set_timer(PAUSE_SECONDS, self.keep)

    def keep(self) -> bool:
        """Keeps all that is typed and not saved; tells whether that was done."""
        self._resting, store = None, self._store
        if store is None:
            return False
        kept = [store.put(name, draft.words) for name, draft in self.typed.items()]
        return all(kept)

    def keep_now(self) -> None:
        """Keeps at once what waits to be kept."""
        if self._resting is not None:
            self._resting.stop()
            self.keep()

    async def attach(self, claim: Claim, draft: Draft) -> None:
        """Opens the form on a claim; one that is not marked yet is marked when its first evidence is saved.

        Args:
            claim: A claim of the article, or a new one.
            draft: What stands in the form at first; what was typed on that claim before goes before its words.
        """
        if self.is_busy():
            return
        self._claim = claim
        before = self._typed_before(claim.id, _place(claim.target))
        await self._open((before or draft).with_stance(draft.stance), claim, claim=claim.id)

    async def edit(self, piece: Evidence) -> None:
        """Opens the form on a piece of evidence that is there."""
        if self.is_busy():
            return
        claim = self._claim = self._reader.annotated.claims_by_id[piece.claim]
        await self._open(self._typed_before(piece.id) or Draft.of(piece), claim, editing=piece.id)

    def is_busy(self) -> bool:
        """Whether another form is waiting; if so, it takes the keys again."""
        form = self._reader.pane.form
        if form is not None and form.display:
            form.focus_first()
            self._reader.say("finish this form first, or leave it with esc")
        return form is not None

    def save(self, form: EvidenceForm) -> None:
        """Attaches what the form holds, or changes the evidence that it edits.

        Raises:
            WrongUse: The quote or the source is missing.
            NotFound: The words to be marked are not in the newest text any more.
        """
        from postil.services.marks import evidence as evidence_service
        from postil.tui.commands.evidence import source_of
        from postil.tui.commands.marking import stand_on_marked

        reader, draft = self._reader, form.draft
        workspace, article = reader.workspace, reader.article
        source = source_of(reader, form)
        told = {"locator": draft.locator, "note": draft.note, "directness": _directness(draft.directness)}
        if form.editing:
            piece = draft.base or reader.annotated.evidence_by_id[form.editing]
            told["note"] = draft.note_for(piece)
            told |= {"stance": draft.stance}
            evidence_service.edit_evidence(
                workspace, article, piece, source=source, quote=draft.quote, **told
            )
        else:
            claim, is_new = self._claim_now()
            piece = evidence_service.attach_evidence(
                workspace, article, claim, stance=draft.stance, quote=draft.quote, source=source, **told
            )
            if is_new:
                stand_on_marked(reader, claim)
        self._forget(form)
        reader.say("")
        reader.current = piece.id
        reader.claims_changed()

    def leave(self, form: EvidenceForm) -> None:
        """Keeps what was typed until the form is opened again; nothing where all of it was taken out."""
        if form.draft == self._untouched(form):
            self._forget(form)
        elif form.is_changed:
            self._left[self._about(form)] = form.draft
            self.keep()
            self._reader.say("what you typed is kept until you save it or empty the form")

    async def _open(self, draft: Draft, about: Claim, *, claim: str = "", editing: str = "") -> None:
        from postil.core.text import shortened, shown
        from postil.tui.widgets.evidence_form import EvidenceForm

        words, glyphs = shortened(shown(about.statement), 40), self._reader.postil.glyphs
        await self._reader.pane.ask(EvidenceForm(draft, glyphs, claim=claim, editing=editing, words=words))

    def _claim_now(self) -> tuple[Claim, bool]:
        """The claim of the form that is open, as it is by now, and whether it is to be marked yet."""
        from postil.services.marks.claims import in_newest_text

        reader = self._reader
        assert self._claim is not None  # noqa: S101 - for the type checker
        known = reader.annotated.claims_by_id.get(self._claim.id)
        return (
            (known, False) if known else (in_newest_text(reader.workspace, reader.article, self._claim), True)
        )

    def _about(self, form: EvidenceForm) -> str:
        """What a form is about, by a name that is the same when it is opened again."""
        claim = self._claim
        if form.editing or claim is None or claim.id in self._reader.annotated.claims_by_id:
            return form.subject
        return _place(claim.target)

    def _untouched(self, form: EvidenceForm) -> Draft:
        """What would stand in a form that nobody has typed into."""
        piece = self._reader.annotated.evidence_by_id.get(form.editing)
        return Draft.of(piece) if piece else Draft(form.draft.stance)

    def _typed_before(self, *names: str) -> Draft | None:
        """What was typed on one of some things and not saved, here or in a process that has ended since."""
        left = (self._left.get(name) or self._kept(name) for name in names)
        draft = next(filter(None, left), None)
        if draft:
            self._reader.say("what you typed before is here again")
        return draft

    def _kept(self, name: str) -> Draft | None:
        from postil.services.sources.entries import is_item

        words = self._store.get(name) if self._store else {}
        draft = Draft.of_words(words) if words else None
        return draft if draft and (not draft.entry or is_item(draft.entry)) else None

    def _forget(self, form: EvidenceForm) -> None:
        names = {self._about(form), form.subject}
        if self._claim is not None and not form.editing:
            names.add(_place(self._claim.target))
        for name in names:
            self._left.pop(name, None)
            if self._store:
                self._store.put(name, {})


def _place(target: Target) -> str:
    """The name of the words on which a claim stands."""
    first, last = target.selectors[0], target.selectors[-1]
    return f"{target.snapshot}:{first.start}-{last.end}"


def _directness(typed: str) -> Directness:
    word = typed.strip().lower()
    if not word:
        return Directness.UNSTATED
    found = [known for known in Directness if known and known.startswith(word)]
    if not found:
        from postil.tui.widgets.field_form import Unfit

        what = f"“{typed.strip()}” is no directness."
        raise Unfit("directness", what, "Type primary or secondary, or nothing.")
    return found[0]
