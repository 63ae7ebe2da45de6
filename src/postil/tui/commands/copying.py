"""Commands that copy: the cited quote at once, or another shape of it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Protocol

from postil.core.errors import WrongUse
from postil.core.text import shortened
from postil.tui import notices
from postil.tui.commands.registry import Registry

if TYPE_CHECKING:
    from postil.citation.shapes import Layout
    from postil.core.model import Claim, Evidence
    from postil.core.snapshot import TextRange
    from postil.services.workspace import Workspace
    from postil.tui.app import PostilApp
    from postil.tui.screens.reader import ReaderScreen

COPYING = Registry("Copying")
command = COPYING.command

_CHOICES = (
    ("cited quote", "cited", "plain"),
    ("quote only", "quote", "plain"),
    ("claim with all evidence", "claim", "plain"),
    ("reference only", "reference", "plain"),
    ("cited quote as Markdown", "cited", "markdown"),
    ("claim with all evidence as Markdown", "claim", "markdown"),
)


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
    """Copy in another shape: quote only, claim with all evidence, reference, Markdown."""
    from postil.tui.screens.base import telling, work_aside
    from postil.tui.screens.choice import Choice

    app = screen.postil

    def chosen(index: int | None) -> None:
        if index is not None:
            _words, shape, form = _CHOICES[index]
            work_aside(app, _copy(screen, shape, form))

    await app.push_screen(Choice("Copy", [words for words, _, _ in _CHOICES]), telling(app, chosen))


async def _copy(screen: Copying, shape: str, form: str) -> None:
    from postil.citation.forms.known import FORMS
    from postil.citation.shapes import Layout, Shape

    layout = Layout(Shape(shape), FORMS[form], screen.postil.settings.block_quote_words)
    await put(screen.postil, _text(screen, layout))


def _text(screen: Copying, layout: Layout) -> str:
    from postil.services import copying

    subject = screen.copy_subject()
    if subject is None:
        raise WrongUse("There is nothing to copy here.", "Go to a claim first: ] or tab.")
    article, claim, evidence = subject
    if evidence is not None and layout.shape != "claim":
        return copying.copy_of_evidence(screen.workspace, evidence, layout)
    return copying.copy_of_claim(screen.workspace, article, claim, layout)


async def copy_passage(screen: ReaderScreen, passage: TextRange) -> None:
    """Copies words of the article, citing it; nothing is marked by that."""
    from postil.citation.forms.known import FORMS
    from postil.citation.shapes import Layout, Shape
    from postil.services.copying import copy_of_passage

    settings = screen.postil.settings
    layout = Layout(Shape(settings.copy_shape), FORMS[settings.copy_form], settings.block_quote_words)
    await put(screen.postil, copy_of_passage(screen.workspace, screen.article, passage, layout))


async def put(app: PostilApp, text: str) -> None:
    """Puts a text into the clipboard off the screen's thread, and tells the truth about it."""
    from postil.tui.terminal import clipboard

    outcome = await asyncio.to_thread(
        clipboard.copy,
        text,
        command=app.settings.clipboard,
        write=app.write_to_terminal,
        state_folder=app.state_folder,
    )
    notices.tell_copy(app, outcome, shortened(text, 40))
