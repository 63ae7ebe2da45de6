"""Commands that copy: the cited quote at once, or another shape of it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Protocol

from postil.core.errors import WrongUse
from postil.core.text import shown
from postil.tui import notices
from postil.tui.commands.registry import Registry

if TYPE_CHECKING:
    from postil.citation.shapes import Layout
    from postil.core.model import Claim, Evidence
    from postil.core.snapshot import TextRange
    from postil.services.citing import Named, Place
    from postil.services.workspace import Workspace
    from postil.tui.app import PostilApp
    from postil.tui.screens.reader import ReaderScreen

COPYING = Registry("Copying")
command = COPYING.command

_SHAPES = {
    "cited": "cited quote",
    "quote": "quote only",
    "claim": "claim with all evidence",
    "reference": "reference only",
}
_MARKUPS = {
    "plain": "plain text",
    "markdown": "Markdown",
    "pandoc": "pandoc’s Markdown, cited by key",
    "obsidian": "an Obsidian callout",
    "html": "HTML",
    "org": "Org, cited by key",
    "latex": "LaTeX, cited by key",
    "typst": "Typst",
}


class Copying(Protocol):
    """A screen on which something can be copied."""

    @property
    def postil(self) -> PostilApp:
        """The app."""
        ...

    @property
    def workspace(self) -> Workspace:
        """The open library."""
        ...

    def copy_subject(self) -> tuple[str, Claim, Evidence | None] | None:
        """The article's id, the claim, and the evidence if one is selected."""
        ...


@command("copy.now", "y", label="copy", group="Copying", show=True, when=lambda screen: screen.copy_subject())
async def copy_now(screen: Copying) -> None:
    """Copy the cited quote of the evidence, or of the claim citing the article."""
    settings = screen.postil.settings
    await _copy(screen, settings.copy_shape, settings.copy_form)


@command("copy.as", "Y", label="copy as", group="Copying", when=lambda screen: screen.copy_subject())
async def choose_copy(screen: Copying) -> None:
    """Copy in another shape and markup: quote only, claim with all evidence, reference; Markdown, HTML, LaTeX and more."""
    await _choose_shape(screen, screen.postil.settings.copy_form)


async def _choose_shape(screen: Copying, form: str) -> None:
    from postil.tui.screens.base import telling, work_aside
    from postil.tui.screens.choice import Choice

    app = screen.postil
    own = {name: f"template: {shown(name)}" for name in app.settings.templates}
    shapes = {**_SHAPES, **own}
    rows = [*shapes.values(), "in another markup …"]

    def chosen(index: int | None) -> None:
        if index is not None:
            shape = [*shapes, ""][index]
            work_aside(app, _copy(screen, shape, form) if shape else _choose_markup(screen, form))

    await app.push_screen(Choice(f"Copy as {_MARKUPS[form]}", rows), telling(app, chosen))


async def _choose_markup(screen: Copying, form: str) -> None:
    from postil.tui.screens.base import telling, work_aside
    from postil.tui.screens.choice import Choice

    app, names = screen.postil, list(_MARKUPS)

    def chosen(index: int | None) -> None:
        if index is not None:
            work_aside(app, _choose_shape(screen, names[index]))

    rows = list(_MARKUPS.values())
    await app.push_screen(Choice("Markup", rows, names.index(form)), telling(app, chosen))


@command("copy.style", label="citation style", group="Copying")
async def choose_style(screen: Copying) -> None:
    """Choose the citation style of this library, with a preview of each."""
    from postil.tui.screens.base import telling
    from postil.tui.screens.style_choice import StyleChoice

    app = screen.postil
    choice = StyleChoice(app.references.citations, _sample(screen))

    def chosen(style: Named | None) -> None:
        if style is not None:
            app.references.choose(style.name)
            words = f"This library cites in the style {shown(style.name)}: {shown(style.title)}."
            notices.tell(app, f"{words} u does not take that back; choosing again does.")

    await app.push_screen(choice, telling(app, chosen))


def _sample(screen: Copying) -> Place | None:
    """The source that the reader is at, to be cited as a sample."""
    from postil.services import copying

    subject = screen.copy_subject()
    if subject is None:
        return None
    article, claim, evidence = subject
    places = copying.places_of(screen.workspace, [evidence] if evidence else [])
    return (
        places[0]
        if places
        else copying.place_of_claim(screen.workspace, screen.workspace.annotated(article), claim)
    )


async def _copy(screen: Copying, shape: str, form: str) -> None:
    """Copies in a shape and a markup; a citation that is not at hand is set beside the screen first."""
    from postil.services.copying import layout_for

    await _copy_as(screen, layout_for(screen.postil.settings, shape, form))


async def _copy_as(screen: Copying, layout: Layout) -> None:
    from postil.services import copying

    subject = screen.copy_subject()
    if subject is None:
        raise WrongUse("There is nothing to copy here.", "Go to a claim first: ] or tab.")
    article, claim, evidence = subject
    references = screen.postil.references
    if evidence is not None and layout.shape != "claim":
        places = copying.places_of(screen.workspace, [evidence])
        await references.prepare(places, layout.form)
        text = copying.copy_of_evidence(screen.workspace, evidence, layout, references.citations)
    else:
        annotated = screen.workspace.annotated(article)
        quoted = annotated.evidence_of(claim.id) if layout.shape == "claim" else ()
        own = copying.place_of_claim(screen.workspace, annotated, claim)
        await references.prepare([*copying.places_of(screen.workspace, quoted), own], layout.form)
        text = copying.copy_of_claim(screen.workspace, article, claim, layout, references.citations)
    await put(screen.postil, text)


async def copy_passage(screen: ReaderScreen, passage: TextRange) -> None:
    """Copies words of the article, citing it; nothing is marked by that."""
    from postil.services.copying import copy_of_passage, layout_for

    layout = layout_for(screen.postil.settings)
    workspace, citations = screen.workspace, screen.postil.references.citations
    text = await asyncio.to_thread(copy_of_passage, workspace, screen.article, passage, layout, citations)
    await put(screen.postil, text)


async def put(app: PostilApp, text: str) -> None:
    """Copies a text that cites, and tells what kept its citation from being set in the reader's style."""
    await app.put(text)
    if trouble := app.references.citations.problem:
        notices.warn(app, f"The citation is set plainly: {trouble}")
