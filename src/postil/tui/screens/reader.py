"""The reader: one article beside its margin."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from postil.core.changes import SOURCES
from postil.tui.after_painting import after_painting
from postil.tui.commands.conflicts import conflicts_here
from postil.tui.commands.rereading import list_doubts
from postil.tui.commands.selecting import select_dragged, select_unit, selected_words
from postil.tui.commands.structure import places_to_go
from postil.tui.commands.suggesting import begin_suggesting, is_suggested
from postil.tui.screens.article_text import REGISTRIES, Text, segmenter
from postil.tui.screens.base import work_aside
from postil.tui.screens.counting import CountingScreen
from postil.tui.screens.drawn_claims import DrawnClaims
from postil.tui.screens.margin_pane import Margin, MarginPane
from postil.tui.screens.newest_text import NewestText
from postil.tui.screens.rereading import Rereading
from postil.tui.widgets.article_view import ArticleView
from postil.tui.widgets.drawn import Blank
from postil.tui.widgets.key_bar import KeyBar

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

    from textual import events
    from textual.app import ComposeResult

    from postil.core.annotated import Annotated
    from postil.core.changes import Change
    from postil.core.model import Claim, Evidence, Record
    from postil.core.snapshot import Snapshot
    from postil.services.articles.articles import Opened
    from postil.tui.attaching import Attaching
    from postil.tui.commands.conflicts import Subject
    from postil.tui.commands.registry import Registry
    from postil.tui.widgets.found import Found


class ReaderScreen(Blank, CountingScreen):
    """Shows one article and takes the reader's marks.

    Args:
        opened: The article and its text.

    Attributes:
        article: The article's id.
        snapshot: The text on the screen.
        current: The id of the claim or the piece of evidence that the margin has selected.
        searched: The words that were searched for last.
        found: Where they are, while it is shown, or None.
        just_marked: The id of the claim that was marked last.
        adjusted: The claim whose boundaries are being adjusted, as it was when that began.
        rereading: What the article was read from, watched and read again.
        claims: Draws the claims, as they stand in memory.
        newest: Keeps the screen at the newest text, and knows what is other in it.
        placing: The id of the claim for which other words are being looked for, or an empty string.
    """

    registries: ClassVar[tuple[Registry, ...]] = REGISTRIES

    def __init__(self, opened: Opened) -> None:
        super().__init__(classes="-wide")  # as most windows are; the first size says
        self.article = opened.annotated.article.id
        self.snapshot: Snapshot = opened.snapshot
        self.current = ""
        self.searched = ""
        self.found: Found | None = None
        self.just_marked = ""
        self.adjusted: Claim | None = None
        self.rereading = Rereading(self, opened)
        self.newest = NewestText(self)
        self.placing = ""
        self.claims = DrawnClaims(self)
        self._lost: Record | None = None
        self._view: ArticleView | None = None

    # ------------------------------------------------------------------ parts

    def compose(self) -> ComposeResult:
        """The text, the margin, the keys."""
        app = self.postil
        article = self.annotated.article
        yield Text(
            self.snapshot,
            segmenter(article.language or app.settings.language),
            title=article.title,
            measure=app.settings.measure,
            looks=app.looks,
            glyphs=app.glyphs,
        )
        yield MarginPane(self)
        yield KeyBar(app.looks)

    def on_mount(self) -> None:
        """Stands where the article was left."""
        place, _length = self.workspace.library.places().get(self.article, (0, 0))
        self.text.cursor.go(min(place, len(self.snapshot.text)))
        self.text.overlay.cursor = self.text.cursor.range
        self.text.focus()
        self.on_resize()
        self.claims.begin()
        begin_suggesting(self)
        after_painting(self.app, self.rereading.begin)

    def on_resize(self) -> None:
        """Gives the margin its share of a wide screen."""
        self.pane.fit(self.size.width)

    @cached_property
    def attaching(self) -> Attaching:
        """Opens the form of evidence, and keeps what was typed into one that was left."""
        from postil.tui.attaching import Attaching

        made = self.forms = Attaching(self)
        return made

    @property
    def text(self) -> Text:
        """The article's own view."""
        return self.query_one("#article", Text)

    @property
    def view(self) -> ArticleView:
        """The text that the keys move in: a source that is read in the margin, or the article.

        While a prompt has the keys it is the text that had them before.
        """
        focused = self.focused
        if isinstance(focused, ArticleView):
            self._view = focused
        elif self._view is None or not self._view.is_attached:
            self._view = self.text
        return self._view

    @property
    def pane(self) -> MarginPane:
        """The margin's place on the screen."""
        return self.query_one("#margin", MarginPane)

    @property
    def margin(self) -> Margin:
        """The margin's list of claims and evidence."""
        return self.pane.list

    # ------------------------------------------------------------------ state

    @property
    def annotated(self) -> Annotated:
        """The article with its marks, as it stands in memory."""
        return self.workspace.annotated(self.article)

    @property
    def claim(self) -> Claim | None:
        """The current claim: the selected one, or that of the selected evidence."""
        evidence = self.evidence
        claim = self.annotated.claims_by_id.get(evidence.claim if evidence else self.current)
        return claim if claim and not claim.deleted else None

    @property
    def evidence(self) -> Evidence | None:
        """The piece of evidence that the margin has selected, or None."""
        piece = self.annotated.evidence_by_id.get(self.current)
        return piece if piece and not piece.deleted else None

    @property
    def situation(self) -> tuple[object, ...]:
        """What decides which commands mean something."""
        view = self.view
        return (
            self.claim is None,
            self.evidence is None,
            view.selection is None,
            view.adjusting,
            self.found is None,
            bool(conflicts_here(self)),
            (self.rereading.busy, self.placing, bool(self.annotated.in_doubt), bool(self.newest.paragraphs)),
            (is_suggested(self), bool(places_to_go(view))),
            self.claim is not None and self.annotated.is_in_doubt(self.claim),
        )

    def subject(self) -> Subject:
        """What the reader is at: the article, the current claim, the selected evidence."""
        return self.article, self.claim, self.evidence

    def copy_subject(self) -> tuple[str, Claim, Evidence | None] | None:
        """What `y` copies: the selected evidence, or the current claim; None while words are selected."""
        claim = None if self.text.selection else self.claim
        return (self.article, claim, self.evidence) if claim else None

    def copy_subjects(self) -> list[tuple[str, Claim, Evidence | None]]:
        """That alone."""
        return [subject] if (subject := self.copy_subject()) else []

    def choose(self, name: str) -> None:
        """Makes a claim or a piece of evidence the current one."""
        self.current = name
        self.text.show_current(self.claim.id if self.claim else "")
        self.update_margin()

    def claims_changed(self) -> None:
        """Draws the claims again after one of them, or their evidence, has changed."""
        self.claims.draw()

    def renew_keys(self) -> None:
        """Makes the footer anew; with the margin, where that is to come."""
        if self.claims.are_told:
            super().renew_keys()

    def follow(self) -> None:
        """Lets the margin follow the cursor: a claim on the sentence becomes the current one."""
        here = self.text.cursor.range
        on_sentence = [
            mark.id for mark in self.text.overlay.claims.over(here.start, max(here.end, here.start + 1))
        ]
        claim = self.claim
        if claim is None or claim.id not in on_sentence:
            self.current = on_sentence[0] if on_sentence else ""
            self.text.show_current(self.current)
        self.update_margin()

    def update_margin(self) -> None:
        """Draws the margin: the claims of the paragraph, and the counts of the article."""
        self.pane.tell(self.text.cursor.block, self.text.overlay.claims)

    def stand_on(self, claim: str, offset: int | None) -> None:
        """Goes to a claim, or to an offset of the text; a claim without a place is shown in the list of those."""
        known = self.annotated.claims_by_id.get(claim)
        if known and not self.annotated.stands(known):
            work_aside(self.app, list_doubts(self, claim))
            return
        claim, offset = (claim, known.start) if known else ("", offset)
        if offset is not None:
            self.text.cursor.remember()
            self.text.go(offset)
        if claim:
            self.choose(claim)
        self.renew_keys()

    def take_keys(self) -> None:
        """Gives the keys to the text that had them last."""
        self.view.focus()

    # ------------------------------------------------------------------ events

    def on_screen_resume(self) -> None:
        """Tells what was found of the file, and of claims, while something else was on the screen."""
        if not self.claims.are_told:
            self.claims.tell()
        self.rereading.offer()

    def on_screen_suspend(self) -> None:
        """Takes back what was told of the file; it is told again when the reader is back."""
        self.rereading.withdraw()

    def on_unmount(self) -> None:
        """Looks at the file no more."""
        self.rereading.end()

    def on_article_view_selected(self) -> None:
        """Shows the selected words and their count at the foot of the screen."""
        if words := selected_words(self.view, self.size.width * 2 // 5):
            self.query_one(KeyBar).say("", beside=words)
        else:
            self.say("")

    def on_pointing_pressed(self, event: ArticleView.Pressed) -> None:
        """Moves the cursor to the sentence that was clicked; twice selects a word, three times the sentence."""
        if event.presses > 1:
            select_unit(self.view, event.offset, "word" if event.presses == 2 else "sentence")
            return
        self.forget_count()
        self.view.select(None)
        self.view.go(event.offset, centre=False)
        marks = self.view.overlay.claims.over(event.offset, event.offset + 1)
        if marks:
            self.choose(marks[0].id)
        self.renew_keys()

    def on_pointing_dragged(self, event: ArticleView.Dragged) -> None:
        """Selects what the mouse is dragged over."""
        select_dragged(self.view, event.start, event.end)

    def on_margin_view_moved(self) -> None:
        """Makes what the margin has selected the current claim or evidence."""
        self.choose(self.margin.current)
        self.renew_keys()

    def on_key(self, event: events.Key) -> None:
        """Takes a digit for a number; tells what is missing for a key that has a command and does nothing here."""
        self.count_on(event)
        from postil.tui.commands.meaningless import said_instead

        if words := said_instead(self, event.key):
            self.say(words)

    def settled(self) -> None:
        """Shows whether all is on disk."""
        (self.update_margin if self.claims.are_current else self.claims_changed)()

    def library_changed(self) -> None:
        """Draws what may have changed."""
        self.claims_changed()

    def stepped(self, changes: Sequence[Change]) -> None:
        """Draws what may have changed; what came back is what the next key is about."""
        self.current = self.claims.put_here(changes) or self.current
        self.claims_changed()

    def news(self, collections: AbstractSet[str]) -> None:
        """Draws what others did, and tells where it takes away what the reader is at."""
        if self.article in collections or SOURCES in collections:
            from postil.tui.screens.lost import tell_lost, trashed_under

            self._lost = tell_lost(self, trashed_under(self), self._lost)
            self.claims_changed()

    def retheme(self) -> None:
        """Draws everything in the new styles."""
        super().retheme()
        app = self.postil
        for view in self.query(ArticleView):
            view.set_looks(app.looks, app.glyphs)
        self.margin.looks = app.looks
        self.margin.refresh()

    def leaving(self) -> None:
        """Remembers where the reader was, and what is being typed."""
        if self.forms is not None:
            self.attaching.keep_now()
        if not self.workspace.is_draft(self.article):
            offset = self.text.cursor.range.start
            self.workspace.library.keep_place(self.article, offset, len(self.snapshot.text))
