"""The margin's place on the screen: the list of claims, a form, or a source that is being read."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Container

from postil.core.errors import LibraryError, PostilError
from postil.core.snapshot import BlockKind
from postil.tui import notices
from postil.tui.commands.citation import CITATION
from postil.tui.commands.comparing import COMPARING
from postil.tui.commands.conflicts import CONFLICTS
from postil.tui.commands.copying import COPYING
from postil.tui.commands.evidence import (
    EVIDENCE,
    choose_text,
    doubts_of,
    entry_words,
    read_entry,
    source_of,
    source_text,
    suggest,
    wanted_details,
)
from postil.tui.commands.links import LINKS
from postil.tui.commands.margin import MARGIN
from postil.tui.commands.marking import MARKING
from postil.tui.commands.reading import READING
from postil.tui.commands.registry import keys_of_part
from postil.tui.commands.rereading import DECIDING, REREADING
from postil.tui.commands.selecting import STARTING
from postil.tui.commands.structure import STRUCTURE
from postil.tui.commands.suggesting import suggested_entry
from postil.tui.looks.breakpoints import NARROW
from postil.tui.told_once import ToldOnce
from postil.tui.widgets.drawn import Blank
from postil.tui.widgets.margin import MarginView

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.app import ComposeResult
    from textual.widget import Widget

    from postil.core.model import Source
    from postil.tui.screens.reader import ReaderScreen
    from postil.tui.widgets.evidence_form import EvidenceForm
    from postil.tui.widgets.marks import Marks


_UNMARKED = "-unmarked"
"""The class of a margin that has nothing to show but how the first claim is made."""


HOW_TO_MARK = "{} marks the sentence as a claim; {} selects other words.", "claim.mark", "select.start"


class Margin(MarginView):
    """The list, with the keys that work in it."""

    BINDINGS: ClassVar = keys_of_part(
        CONFLICTS, DECIDING, MARGIN, MARKING, EVIDENCE, COMPARING, COPYING, STARTING, STRUCTURE, READING,
        LINKS, REREADING, CITATION,
    )  # fmt: skip


class MarginPane(Blank, Container):
    """Holds the margin's list and, while one is open, a form or a source instead of it."""

    def __init__(self, reader: ReaderScreen) -> None:
        super().__init__(id="margin")
        self._reader = reader
        self._heading = ("", "")
        self._told_of_sources = self._was_hidden = False
        self._form: EvidenceForm | None = None
        self._doubted = ToldOnce()

    def compose(self) -> ComposeResult:
        """The list."""
        yield Margin(self._reader.postil.looks, self._reader.postil.glyphs)

    def on_mount(self) -> None:
        """Has no room where it was hidden last, and little where there is nothing to show."""
        self._reader.set_class(not self._reader.postil.settings.margin, "-margin-hidden")
        self._take_room()

    def _take_room(self) -> None:
        reader = self._reader
        forms, changed = reader.snapshot.blocks.forms, reader.newest.paragraphs
        is_bare = not (reader.annotated.live_claims or changed) and all(
            form.kind is not BlockKind.FOOTNOTE for form in forms.values()
        )
        self.set_class(is_bare, _UNMARKED)

    @property
    def list(self) -> Margin:
        """The list of claims and evidence."""
        return self.query_one("#margin-view", Margin)

    def fit(self, columns: int) -> None:
        """Takes its share of a wide window; in a narrow one it is as wide as that."""
        wanted = max(self._reader.postil.settings.margin_width, columns * 3 // 10)
        self.styles.width = None if columns < NARROW else wanted

    def count(self) -> None:
        """Counts the article's claims anew; where there is nothing to show, a narrow window has more of the text."""
        from postil.tui.lines.marginalia import counted

        self._heading = counted(self._reader.annotated, self._reader.postil.glyphs)
        self._take_room()

    def tell(self, block: int, claims: Marks) -> None:
        """Draws the claims of a block, and the counts of the article.

        Args:
            block: Index of the block.
            claims: All claims of the article, by their places.
        """
        from postil.tui.lines.marginalia import entries, hint, note_entries, paragraph_entry

        reader = self._reader
        annotated, snapshot = reader.annotated, reader.snapshot
        start = snapshot.starts[block]
        end = max(start + len(snapshot.blocks[block].text), start + 1)
        here = [
            annotated.claims_by_id[name]
            for name in dict.fromkeys(mark.id for mark in claims.over(start, end))
        ]
        told = entries(annotated, here, reader.current, self._sources, reader.postil.glyphs) if here else ()
        told = (*suggested_entry(reader), *told) or hint(annotated, reader.with_keys(*HOW_TO_MARK))
        if rewritten := reader.newest.at(block):
            told = (paragraph_entry(rewritten, snapshot.blocks[block].text, reader.postil.glyphs), *told)
        told = (*told, *note_entries(snapshot, block, reader.text.cursor.span, reader.postil.glyphs))
        status, look = reader.saving
        heading, short = self._heading
        self.list.show(heading, status, told, reader.current, short=short, alarm=look == "error")
        apart = f" {reader.postil.glyphs.between} "
        aside = f"{heading}{apart}{status}" if reader.has_class("-margin-hidden") else ""
        reader.text.set_head(annotated.article.title, aside)

    @property
    def form(self) -> EvidenceForm | None:
        """The form that is open, also while a source is read beside it."""
        return self._form

    @property
    def _sources(self) -> Mapping[str, Source]:
        """The sources by their keys; none where the bibliography cannot be read, which is told once."""
        try:
            return self._reader.workspace.sources
        except LibraryError as error:
            if not self._told_of_sources:
                self._told_of_sources = True
                notices.tell_error(self.app, error)
            return {}

    async def ask(self, form: EvidenceForm) -> None:
        """Shows a form of evidence in place of the list."""
        self._form = form
        await self.open(form)

    async def open(self, part: Widget) -> None:
        """Shows a form or a source in place of what is there."""
        reader = self._reader
        if not reader.has_class("-working"):
            self._was_hidden = reader.has_class("-margin-hidden")
        reader.remove_class("-margin-hidden")
        reader.add_class("-working")
        reader.update_margin()
        for child in self.children:
            child.display = False
        await self.mount(part)

    def close(self, part: Widget) -> None:
        """Takes a form or a source out again and shows what was there before."""
        part.remove()
        below = [child for child in self.children if child is not part][-1]
        below.display = True
        if isinstance(below, MarginView):
            self._form = None
            self._reader.remove_class("-working")
            self._reader.set_class(self._was_hidden, "-margin-hidden")
            self._reader.update_margin()
            self._reader.text.focus()

    # ------------------------------------------------------------------ the form's messages

    def _is_of_open(self, event: EvidenceForm.Saved) -> bool:
        """Takes a form's message; tells whether the form is open still, since the one before may have closed it."""
        event.stop()
        return event.form is self._form

    def on_evidence_form_saved(self, event: EvidenceForm.Saved) -> None:
        """Keeps the evidence; what cannot be kept stays in the form, with the reason."""
        from postil.tui.screens.form import doubted
        from postil.tui.widgets.field_form import Unfit

        if not self._is_of_open(event):
            return
        draft = event.form.draft
        if doubts := self._doubted(doubted(doubts_of(self._reader, draft)), draft):
            event.form.complain(doubts)
            return
        try:
            self._reader.attaching.save(event.form)
        except PostilError as error:
            event.form.complain(str(error), error.line if isinstance(error, Unfit) else "")
        else:
            self.close(event.form)

    def on_evidence_form_changed(self, event: EvidenceForm.Changed) -> None:
        """Has what is typed kept."""
        if self._is_of_open(event):
            self._reader.attaching.note()

    def on_evidence_form_left(self, event: EvidenceForm.Left) -> None:
        """Leaves the form; what was typed is there when it is opened again."""
        if self._is_of_open(event):
            self._reader.attaching.leave(event.form)
            self.close(event.form)

    def on_evidence_form_source_typed(self, event: EvidenceForm.SourceTyped) -> None:
        """Shows the known sources that match."""
        if not self._is_of_open(event):
            return
        draft = event.form.draft
        known = () if draft.entry else suggest(self._reader, draft.source)
        event.form.show_known(known, wanted_details(self._reader, draft), entry_words(draft))

    def on_evidence_form_source_pasted(self, event: EvidenceForm.SourcePasted) -> None:
        """Has an entry of a bibliography read beside the screen."""
        if self._is_of_open(event):
            read_entry(self._reader, event.form, event.text)

    async def on_evidence_form_source_wanted(self, event: EvidenceForm.SourceWanted) -> None:
        """Opens the source's text beside the article, or asks which article it is."""
        if not self._is_of_open(event):
            return
        try:
            named = event.form.draft.source.strip()
            source = source_of(self._reader, event.form) if named else None
            if source and source.document:
                await self.read(event.form, source)
            else:
                await choose_text(self._reader, event.form, source)
        except PostilError as error:
            event.form.complain(str(error))

    async def read(self, form: EvidenceForm, source: Source) -> None:
        """Shows the text of a source in place of the form, at the quote that the form has.

        Raises:
            WrongUse: The text cannot be read.
        """
        reader = self._reader
        app = reader.postil
        from postil.tui.screens.article_text import segmenter
        from postil.tui.screens.source_text import SourceText

        snapshot, title = source_text(reader, source)
        view = SourceText(
            snapshot,
            segmenter(str(source.csl.get("language") or "") or app.settings.language),
            title=title,
            measure=app.settings.measure,
            looks=app.looks,
            glyphs=app.glyphs,
            name="source",
        )
        at = snapshot.text.find(form.draft.quote.strip())
        if at > 0:
            view.cursor.go(at)
            view.overlay.cursor = view.cursor.range
        await self.open(view)
        view.focus()
        how = "{} selects words, {} takes them as the quote, {} goes back"
        reader.say(reader.with_keys(how, "select.start", "source.take", "source.back"))
