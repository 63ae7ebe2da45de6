"""Commands that attach, edit and move evidence, and that look into sources."""

from __future__ import annotations

import json
from asyncio import to_thread
from functools import partial
from typing import TYPE_CHECKING

from postil.core.errors import LibraryError, PostilError, WrongUse
from postil.core.model import SOURCE_DETAILS, Stance
from postil.tui.commands.marking import claim_to_be
from postil.tui.commands.registry import Registry

if TYPE_CHECKING:
    from collections.abc import Iterator

    from postil.core.model import Source
    from postil.core.snapshot import Snapshot
    from postil.tui.screens.reader import ReaderScreen
    from postil.tui.widgets.evidence_draft import Draft
    from postil.tui.widgets.evidence_form import EvidenceForm

EVIDENCE = Registry("Evidence")
command = EVIDENCE.command


def _may_attach(screen: ReaderScreen) -> bool:
    return not screen.text.adjusting


@command(
    "evidence.supports", "plus", "equals_sign", label="source", group="Evidence", show=True, when=_may_attach
)
async def attach_source(screen: ReaderScreen) -> None:
    """Attach a source that supports the claim, or the sentence, which becomes one."""
    await _attach(screen, Stance.SUPPORTS)


@command("evidence.disputes", "minus", label="counter-source", group="Evidence", show=True, when=_may_attach)
async def attach_counter_source(screen: ReaderScreen) -> None:
    """Attach a source that disputes the claim, or the sentence, which becomes one."""
    await _attach(screen, Stance.DISPUTES)


@command("evidence.context", "tilde", label="context", group="Evidence", when=_may_attach)
async def attach_context(screen: ReaderScreen) -> None:
    """Attach a source that gives context."""
    await _attach(screen, Stance.CONTEXT)


@command("evidence.move", "M", label="move", group="Evidence", when=lambda screen: screen.evidence)
async def move(screen: ReaderScreen) -> None:
    """Move the selected evidence to another claim of the article."""
    from postil.core.text import shortened
    from postil.services.marks import evidence as evidence_service
    from postil.tui.screens.choice import Choice

    piece = screen.evidence
    others = [claim for claim in screen.annotated.live_claims if piece and claim.id != piece.claim]
    if piece is None or not others:
        raise WrongUse(
            "There is no other claim in this article.", f"{screen.first_key('claim.mark')} marks one."
        )

    def chosen(index: int | None) -> None:
        if index is not None:
            evidence_service.move_evidence(screen.workspace, screen.article, piece, others[index])
            screen.stand_on(others[index].id, None)
            screen.current = piece.id
            screen.claims_changed()

    await screen.consult(Choice("Move to", [shortened(claim.statement, 60) for claim in others]), chosen)


@command("source.edit", "S", label="edit source", group="Evidence", when=lambda screen: screen.evidence)
async def edit_source(screen: ReaderScreen) -> None:
    """Edit the source of the selected evidence, by the fields of its type."""
    from postil.tui.commands.bibliography import ask_source

    if screen.evidence is not None:
        source = screen.workspace.source(screen.evidence.source)
        await ask_source(screen, source, screen.claims_changed)


@command(
    "source.open", "o", label="open link", group="Evidence", when=lambda screen: not screen.view.selection
)
async def open_link(screen: ReaderScreen) -> None:
    """Open the source of the selected evidence, or the link of the sentence, in the browser."""
    from postil.tui.commands.links import ask_and_open, open_links_of_sentence

    if screen.evidence is None:
        await open_links_of_sentence(screen)
        return
    source = screen.workspace.sources.get(screen.evidence.source)
    if source is None or not source.url:
        raise WrongUse("The source has no URL.", f"{screen.first_key('source.edit')} gives it one.")
    await ask_and_open(screen.postil, source.url)


def wanted_details(screen: ReaderScreen, draft: Draft) -> frozenset[str]:
    """The lines that can be told of a new source that is typed or was pasted; none of a known one."""
    from postil.services.sources.sources import wants_details, wants_title

    typed = draft.source
    if not draft.entry and not wants_details(screen.workspace, typed):
        return frozenset()
    return frozenset(SOURCE_DETAILS) - {"url" if wants_title(typed) else "title"}


def entry_words(draft: Draft) -> str:
    """What a pasted entry is and what else it holds; an empty string where there is none."""
    from postil.services.sources.entries import more_of
    from postil.tui.source_fields import label, type_words

    if not draft.entry:
        return ""
    item = json.loads(draft.entry)
    names = map(label, more_of(item))
    more = ", ".join(name if name.isupper() else name.lower() for name in names)
    return f"pasted: {type_words(str(item.get('type', '')))}{more and f', with {more}'}"


def suggest(screen: ReaderScreen, typed: str) -> tuple[tuple[str, str], ...]:
    """The known sources that match what is typed, as (key, words)."""
    from postil.citation.reference import reference
    from postil.core.text import shortened
    from postil.services.sources import sources

    found = sources.match_sources(screen.workspace, typed)
    return tuple((source.key, shortened(reference(source.csl) or source.key, 90)) for source in found)


def doubts_of(screen: ReaderScreen, draft: Draft) -> Iterator[str]:
    """What of the source that a form names looks wrong, a sentence each."""
    from postil.core.text import shortened, shown
    from postil.services.sources.details import doubts_about_source
    from postil.services.sources.sources import match_sources, wants_details, wants_title

    typed = "" if draft.entry else draft.source.strip()
    if typed and wants_details(screen.workspace, typed) and not wants_title(typed):
        known = match_sources(screen.workspace, typed)
        if known:
            matches = "a known source matches" if len(known) == 1 else "known sources match"
            yield f"“{shown(shortened(typed, 40))}” would be a new source, and {matches} it; ↓ picks one."
    yield from doubts_about_source(draft.about)


def source_of(screen: ReaderScreen, form: EvidenceForm) -> Source:
    """The source that a form names: a known one, or a new one with what is told of it.

    Raises:
        WrongUse: None is named.
        BadInput: What was pasted is no source.
    """
    from postil.services.sources.entries import entry_source
    from postil.services.sources.sources import typed_source

    draft = form.draft
    if draft.entry:
        return entry_source(screen.workspace, json.loads(draft.entry), draft.source, draft.about)
    source = typed_source(screen.workspace, draft.source, draft.about)
    if source is None:
        raise WrongUse("A source is missing.", "Type its title, paste its URL, or pick a known one.")
    return source


def read_entry(screen: ReaderScreen, form: EvidenceForm, text: str) -> None:
    """Has a pasted entry of a bibliography read beside the screen, and puts what can be read of it into the lines.

    Where its source is here already, that is taken. Other pastes stay as they are, and so does an entry that
    cannot be read, with the reason.
    """
    from postil.services.sources import entries
    from postil.services.sources.sources import is_pasted
    from postil.tui.screens.base import work_aside

    if not is_pasted(text):
        return
    pasted = form.draft.source

    async def read() -> None:
        screen.say("reading the entry …")
        try:
            item, known = await to_thread(entries.read_entry, screen.workspace, text)
        except PostilError as error:
            take = partial(form.complain, str(error))
        else:
            entry = json.dumps(item, ensure_ascii=False), *entries.as_typed(item)
            take = partial(form.take_source, known.key) if known else partial(form.take_entry, *entry)
        screen.say("")
        if form is screen.pane.form and form.draft.source == pasted:  # neither left nor typed over meanwhile
            take()

    work_aside(screen.app, read())


async def choose_text(screen: ReaderScreen, form: EvidenceForm, source: Source | None) -> None:
    """Asks which article of the library is the text of a source, and shows it.

    Args:
        screen: The reader.
        form: The form that names the source.
        source: The source; what is new of it is completed by the citation of the article. None for the article itself.

    Raises:
        WrongUse: There is no other article.
    """
    from postil.core.text import shortened, shown
    from postil.services.marks.evidence import is_known
    from postil.services.sources.sources import article_source, link_document
    from postil.tui.screens.choice import Choice

    articles = [
        annotated.article
        for annotated in screen.workspace.all_annotated()
        if not annotated.article.deleted and annotated.article.id != screen.article
    ]
    if not articles:
        raise WrongUse(
            "The text of this source is not in the library.",
            "Open it once from the library (L, o) and mark something, or paste the quote.",
        )

    async def chosen(index: int | None) -> None:
        if index is not None:
            workspace, article = screen.workspace, articles[index]
            known = source if source and is_known(workspace, source) else None
            wanted = known or article_source(workspace, article, source)
            linked = wanted if wanted.document == article.id else link_document(workspace, wanted, article.id)
            form.take_source(linked.key)
            screen.claims_changed()
            await screen.pane.read(form, linked)

    words = [shortened(shown(article.title), 60) for article in articles]
    await screen.consult(Choice("Which article is its text?", words), chosen)


def source_text(screen: ReaderScreen, source: Source) -> tuple[Snapshot, str]:
    """The text of a source, and the title of the article that holds it.

    Raises:
        WrongUse: It cannot be read.
    """
    try:
        article = screen.workspace.annotated(source.document).article
        return screen.workspace.text_of(article), article.title
    except LibraryError as error:
        raise WrongUse(f"The source's text cannot be read: {error.what}", error.hint) from error


async def _attach(screen: ReaderScreen, stance: Stance) -> None:
    from postil.tui.widgets.evidence_draft import Draft

    if not screen.attaching.is_busy():
        claim = claim_to_be(screen) if screen.claim is None or screen.text.selection else screen.claim
        await screen.attaching.attach(claim, Draft(stance))
