"""Commands of the sources: where they are quoted, editing, merging, trashing and copying them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.core.errors import WrongUse
from postil.core.quoting import counted
from postil.core.text import shortened, shown
from postil.tui import notices
from postil.tui.commands.registry import Registry

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from postil.core.model import JSON, Source
    from postil.services.sources.sources import Use
    from postil.tui.screens.base import CommandScreen
    from postil.tui.screens.sources import SourcesScreen

_LOOKING = "looking through the articles"

BIBLIOGRAPHY = Registry("Sources")
command = BIBLIOGRAPHY.command

WORDS = 60
"""Code points of a title, a claim or a quote that a row or a notice shows."""


def _on_source(screen: SourcesScreen) -> bool:
    return screen.row is not None


@command("sources.uses", "enter", label="where quoted", group="Sources", when=_on_source, show=True)
async def show_uses(screen: SourcesScreen) -> None:
    """Show where the source is quoted, and go to the claim that is chosen; to the only one at once."""
    source = screen.source

    async def show(used: Sequence[Use]) -> None:
        from postil.tui.screens.choice import Choice

        if not used:
            raise WrongUse(f"No evidence quotes “{source.key}”.", "+ on a claim attaches it.")
        if len(used) == 1:
            await _read(screen, used[0])
            return

        async def chosen(index: int | None) -> None:
            if index is not None:
                await _read(screen, used[index])

        await screen.consult(Choice("Quoted in", [_use_words(screen, use) for use in used]), chosen)

    _with_uses(screen, source, show)


@command("sources.filter", "slash", label="filter", group="Sources", show=True)
async def filter_sources(screen: SourcesScreen) -> None:
    """Show only the sources with some words in any of their fields."""
    await screen.ask_words()


@command("sources.sort", "s", label="sort", group="Sources")
async def sort(screen: SourcesScreen) -> None:
    """Choose the order of the sources."""
    await screen.ask_order()


@command("sources.add", "a", label="add", group="Sources", show=True)
async def add(screen: SourcesScreen) -> None:
    """Add a source: choose its type, then fill in the fields that it has."""
    from postil.tui.screens.type_choice import TypeChoice

    async def chosen(kind: str | None) -> None:
        if kind is not None:
            await _ask_new(screen, kind)

    await screen.consult(TypeChoice(), chosen)


@command("sources.edit", "e", label="edit", group="Sources", when=_on_source, show=True)
async def edit(screen: SourcesScreen) -> None:
    """Edit the source by the fields of its type; another type shows others, and nothing is lost by it."""
    await ask_source(screen, screen.source, screen.library_changed)


@command("sources.trash", "d", label="trash", group="Sources", when=_on_source, show=True)
def trash(screen: SourcesScreen) -> None:
    """Put the source to the trash; of one that is quoted it is asked whether its evidence goes with it."""
    source = screen.source

    async def ask(used: Sequence[Use]) -> None:
        from postil.services.sources.joining import trash_with_evidence
        from postil.services.sources.sources import trash_source
        from postil.tui.screens.choice import Choice

        def chosen(index: int | None) -> None:
            if index == 1:
                trash_with_evidence(screen.workspace, source, used)
                _tell_trashed(screen, source, len(used))

        if used:
            rows = ["leave it where it is", "trash it together with that evidence"]
            await screen.consult(Choice(f"Quoted by {_pieces(len(used))}", rows), chosen)
        else:
            trash_source(screen.workspace, source, used)
            _tell_trashed(screen, source, 0)

    _with_uses(screen, source, ask)


@command("sources.pick", "space", label="pick", group="Sources", when=_on_source)
def pick(screen: SourcesScreen) -> None:
    """Pick the source for merging, copying or exporting, or unpick it, and go to the next."""
    screen.listing.toggle_pick()
    screen.show_header()


@command("sources.merge", "M", label="merge", group="Sources", when=_on_source)
def merge(screen: SourcesScreen) -> None:
    """Make the picked source and this one a single one, once you have seen what becomes of each field; this one stays."""
    from postil.services.sources.sources import quotes_of

    kept = screen.source
    picked = [row.source for row in screen.everything if row.source.id in screen.listing.picked - {kept.id}]
    if len(picked) != 1:
        key = screen.first_key("sources.pick")
        what = "No other source is picked." if not picked else f"{len(picked)} other sources are picked."
        raise WrongUse(what, f"{key} picks the one that is to go; merge then on the one that stays.")
    other = picked[0]

    async def ask(used: Sequence[Use]) -> None:
        from postil.services.sources.joining import joined_fields, merge_sources
        from postil.services.sources.sources import is_living
        from postil.tui.lines.joined import lines
        from postil.tui.screens.consent import Consent

        def answered(agreed: bool | None) -> None:  # noqa: FBT001 - a dialog's answer
            if agreed:
                merge_sources(screen.workspace, kept, other, used)
                screen.listing.picked.clear()
                screen.library_changed()
                notices.tell(screen.app, f"“{other.key}” is “{kept.key}” now. u parts them again.")

        joined, glyphs = joined_fields(kept, other), screen.postil.glyphs
        living = sum(map(is_living, used))
        dialog = Consent(
            f"{other.key} becomes {kept.key}",
            lambda width: list(lines((kept.key, other.key), joined, living, width, glyphs)),
            "merges",
        )
        await screen.consult(dialog, answered)

    screen.work(_LOOKING, lambda: quotes_of(screen.workspace, other), ask, group="uses")


@command("sources.copy", "y", label="copy", group="Sources", when=_on_source, show=True)
def copy(screen: SourcesScreen) -> None:
    """Copy the source's reference in the style in force; of several picked ones a list of works cited."""
    from postil.citation.forms.known import FORMS
    from postil.citation.shapes import Layout, Shape
    from postil.services.citing.copying import copy_of_source, works_cited
    from postil.tui.commands.copying import put

    app, chosen = screen.postil, screen.chosen
    layout = Layout(Shape.REFERENCE, FORMS[app.settings.copy_form])
    citations = app.references.citations

    def job() -> str:
        if len(chosen) == 1:
            return copy_of_source(chosen[0], layout, citations)
        return works_cited(screen.workspace, [source.key for source in chosen], layout, citations)

    screen.work("setting the references", job, lambda text: put(app, text, citations), group="copy")


@command("sources.all", "escape", label="show all", group="Sources")
def show_all(screen: SourcesScreen) -> None:
    """Leave what was begun: the reading of a bibliography, then the picked rows, then the filter."""
    if screen.stop("import"):
        notices.tell(screen.app, "Stopped; nothing was taken in.")
    elif screen.listing.picked:
        screen.listing.picked.clear()
        screen.listing.refresh()
        screen.show_header()
    elif screen.words:
        screen.narrow("")


async def ask_source(screen: CommandScreen, source: Source, changed: Callable[[], None]) -> None:
    """Shows the form of a source.

    Args:
        screen: What it comes over.
        source: The source.
        changed: Called once the source is another one.
    """
    from postil.services.sources.sources import edit_source
    from postil.tui.screens.source_form import SourceForm

    def take(fields: dict[str, JSON]) -> None:
        if fields:
            edit_source(screen.workspace, source, fields)
            changed()

    title, about = f"Source {shown(source.key)}", f"source {source.id}"
    allow_private = screen.postil.settings.allow_private
    await screen.app.push_screen(
        SourceForm(title, source.csl, take, about=about, allow_private=allow_private)
    )


async def _ask_new(screen: SourcesScreen, kind: str) -> None:
    from postil.services.sources.sources import add_named
    from postil.tui.screens.source_form import SourceForm

    item: dict[str, JSON] = {"type": kind}

    def take(fields: dict[str, JSON]) -> None:
        source = add_named(screen.workspace, {**item, **fields})
        screen.library_changed()
        screen.go_to(source.id)
        notices.tell(screen.app, f"Added “{source.key}”.")

    allow_private = screen.postil.settings.allow_private
    await screen.app.push_screen(
        SourceForm("New source", item, take, about="a new source", allow_private=allow_private)
    )


def _with_uses(
    screen: SourcesScreen, source: Source, then: Callable[[Sequence[Use]], Awaitable[None]]
) -> None:
    """Looks up beside the screen where a source is quoted, and goes on with that."""
    from postil.services.sources.sources import uses_of

    screen.work(_LOOKING, lambda: uses_of(screen.workspace, source), then, group="uses")


async def _read(screen: SourcesScreen, use: Use) -> None:
    from postil.services.articles.articles import open_article

    annotated, piece = use
    opened = open_article(screen.workspace, annotated.article.id)
    await screen.postil.places.read(opened, claim=piece.claim)


def _use_words(screen: SourcesScreen, use: Use) -> str:
    annotated, piece = use
    claim = annotated.claims_by_id[piece.claim]
    title, statement = shortened(shown(annotated.article.title), 24), shortened(shown(claim.statement), WORDS)
    return f"{screen.postil.glyphs.of(piece.stance)} {title}: {statement}"


def _tell_trashed(screen: SourcesScreen, source: Source, pieces: int) -> None:
    screen.library_changed()
    with_evidence = f" with {_pieces(pieces)}" if pieces else ""
    notices.tell(
        screen.app,
        f"In the trash: {shortened(source.title or source.key, WORDS)}{with_evidence}. u undoes it.",
    )


def _pieces(number: int) -> str:
    return counted(number, "piece of evidence", "pieces of evidence")
