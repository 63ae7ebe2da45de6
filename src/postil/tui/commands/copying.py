"""Commands that copy: the cited quote at once, or another shape of it."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, Protocol

from postil.core.errors import WrongUse
from postil.core.locales import named
from postil.core.text import shown
from postil.tui import notices
from postil.tui.commands.registry import Registry

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from postil.core.snapshot import TextRange
    from postil.services.citing.citing import Citations, Named, Place
    from postil.services.citing.copying import Subject
    from postil.services.library.workspace import Workspace
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


_WORKS = {
    "works cited: the sources of the evidence": False,
    "works cited: these and the articles": True,
}
"""Lists of works, and whether the articles, which cited claims cite, are among them."""


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

    def copy_subject(self) -> Subject | None:
        """What the reader is at."""
        ...

    def copy_subjects(self) -> Sequence[Subject]:
        """What is copied: that, or all claims that are picked."""
        ...


class Way(NamedTuple):
    """In what a copy is written.

    Attributes:
        form: The name of a markup.
        citations: Those of a style.
    """

    form: str
    citations: Citations

    @property
    def words(self) -> str:
        """The markup, the style where there is one, and the language where it is another than that of the style."""
        style = f", {shown(self.citations.name)}" if self.citations.is_styled else ""
        language = f" in {named(self.citations.locale)}" if style and self.citations.locale else ""
        return f"{_MARKUPS[self.form]}{style}{language}"


@command("copy.now", "y", label="copy", group="Copying", show=True, when=lambda screen: screen.copy_subject())
async def copy_now(screen: Copying) -> None:
    """Copy the cited quote of the evidence, or of the claim citing the article; of each picked claim where some are."""
    from postil.tui.screens.base import work_aside

    copying = _copy(screen, screen.postil.settings.copy_shape, _usual(screen))
    if len(screen.copy_subjects()) > 1:  # which takes longer than the screen may stand still
        work_aside(screen.postil, copying)
    else:
        await copying


@command("copy.as", "Y", label="copy as", group="Copying", when=lambda screen: screen.copy_subject())
async def choose_copy(screen: Copying) -> None:
    """Copy as quote only, claim with all evidence, reference, works cited; in another markup, style or language."""
    await _choose_shape(screen, _usual(screen))


@command("copy.styled", label="copy in a style", group="Copying", when=lambda screen: screen.copy_subject())
async def copy_styled(screen: Copying) -> None:
    """Copy once in another citation style, chosen by a preview; the library’s own stays what it is."""
    shape = screen.postil.settings.copy_shape
    await _ask_style(screen, _usual(screen), lambda way: _copy(screen, shape, way))


def _usual(screen: Copying) -> Way:
    """The markup of the settings and the style that is in force."""
    return Way(screen.postil.settings.copy_form, screen.postil.references.citations)


async def _choose_shape(screen: Copying, way: Way) -> None:
    from postil.tui.screens.base import telling, work_aside
    from postil.tui.screens.choice import Choice

    app = screen.postil
    own = {name: f"template: {shown(name)}" for name in app.settings.templates}
    ways: dict[str, Callable[[], Awaitable[None]]] = {}
    ways |= {words: partial(_copy, screen, shape, way) for shape, words in {**_SHAPES, **own}.items()}
    ways |= {
        words: partial(_copy_works, screen, way, articles=with_them) for words, with_them in _WORKS.items()
    }
    ways["in another markup …"] = partial(_choose_markup, screen, way)
    ways["in another style …"] = partial(_ask_style, screen, way, partial(_choose_shape, screen))
    if way.citations.is_styled:
        ways["in another language …"] = partial(_ask_language, screen, way)
    number = len(screen.copy_subjects())

    def chosen(index: int | None) -> None:
        if index is not None:
            work_aside(app, [*ways.values()][index]())

    title = f"Copy {f'{number} claims ' if number > 1 else ''}as {way.words}"
    await app.push_screen(Choice(title, [*ways]), telling(app, chosen))


async def _choose_markup(screen: Copying, way: Way) -> None:
    from postil.tui.screens.base import telling, work_aside
    from postil.tui.screens.choice import Choice

    app, names = screen.postil, list(_MARKUPS)

    def chosen(index: int | None) -> None:
        if index is not None:
            work_aside(app, _choose_shape(screen, way._replace(form=names[index])))

    rows = list(_MARKUPS.values())
    await app.push_screen(Choice("Markup", rows, names.index(way.form)), telling(app, chosen))


async def _ask_style(screen: Copying, way: Way, then: Callable[[Way], Awaitable[None]]) -> None:
    """Asks for the style of one copy, and goes on with it."""
    from postil.tui.screens.base import telling, work_aside
    from postil.tui.screens.style_choice import StyleChoice

    app = screen.postil

    def chosen(style: Named | None) -> None:
        if style is not None:
            work_aside(app, then(way._replace(citations=way.citations.in_style(style.name))))

    choice = StyleChoice(way.citations, _sample(screen), "Style of this copy")
    await app.push_screen(choice, telling(app, chosen))


async def _ask_language(screen: Copying, way: Way) -> None:
    """Asks for the language of one copy's citations, and goes on with it."""
    from postil.tui.screens.base import telling, work_aside
    from postil.tui.screens.language_choice import LanguageChoice

    app = screen.postil

    def chosen(language: str | None) -> None:
        if language is not None:
            work_aside(
                app, _choose_shape(screen, way._replace(citations=way.citations.in_language(language)))
            )

    await app.push_screen(LanguageChoice(way.citations.locale), telling(app, chosen))


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
    from postil.services.citing import copying

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


async def _copy(screen: Copying, shape: str, way: Way) -> None:
    """Copies in a shape; all that may take its time is done beside the screen."""
    from postil.services.citing.copying import copy_of, layout_for

    layout = layout_for(screen.postil.settings, shape, way.form)
    await _put_made(screen, partial(copy_of, layout=layout), way)


async def _copy_works(screen: Copying, way: Way, *, articles: bool) -> None:
    """Copies a list of the works that are quoted, and the articles too where that is asked for."""
    from postil.services.citing.copying import layout_for, works_of

    layout = layout_for(screen.postil.settings, form=way.form)
    await _put_made(screen, partial(works_of, layout=layout, articles=articles), way)


async def _put_made(screen: Copying, make: Callable[..., str], way: Way) -> None:
    subjects = screen.copy_subjects()
    if not subjects:
        raise WrongUse("There is nothing to copy here.", "Go to a claim first: ] or tab.")
    text = await asyncio.to_thread(make, screen.workspace, subjects, citations=way.citations)
    await put(screen.postil, text, way.citations)


async def copy_passage(screen: ReaderScreen, passage: TextRange) -> None:
    """Copies words of the article, citing it; nothing is marked by that."""
    from postil.services.citing.copying import copy_of_passage, layout_for

    layout = layout_for(screen.postil.settings)
    workspace, citations = screen.workspace, screen.postil.references.citations
    text = await asyncio.to_thread(copy_of_passage, workspace, screen.article, passage, layout, citations)
    await put(screen.postil, text, citations)


async def put(app: PostilApp, text: str, citations: Citations) -> None:
    """Copies a text that cites, and tells what kept its citation from being set in the reader's style."""
    await app.put(text)
    if trouble := citations.problem:
        notices.warn(app, f"The citation is set plainly: {trouble}")
