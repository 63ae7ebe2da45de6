"""Commands of the library: opening, filtering, sorting, editing and trashing articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.core.errors import WrongUse
from postil.core.text import shortened
from postil.tui import notices
from postil.tui.commands.registry import Registry

if TYPE_CHECKING:
    from pathlib import Path

    from postil.core.model import Article
    from postil.tui.screens.library import LibraryScreen

LIBRARY = Registry("Library")
command = LIBRARY.command


def _on_article(screen: LibraryScreen) -> bool:
    return screen.article is not None


@command("library.read", "enter", label="read", group="Articles", when=_on_article, show=True)
async def read(screen: LibraryScreen) -> None:
    """Open the article where it was left."""
    await screen.read_current()


@command("library.open", "o", "a", label="open a text", group="Articles", show=True)
async def open_text(screen: LibraryScreen) -> None:
    """Open a file by its path, or a page of the web by its address; tab completes a path."""
    from postil.tui.beside.opening import Opening

    await Opening(screen).ask()


@command(
    "library.example",
    "x",
    label="the example",
    group="Articles",
    when=lambda screen: not screen.everything,
    show=True,
)
def open_example(screen: LibraryScreen) -> None:
    """Open a copy of the bundled example, while there are no articles yet."""
    from postil.services.library.demo import copy_of_example

    def copied(folder: Path) -> None:
        screen.postil.next_library = folder
        screen.postil.leave()

    screen.work("copying the example", copy_of_example, copied, group="opening")


@command("library.filter", "slash", label="filter", group="Articles", show=True)
async def filter_articles(screen: LibraryScreen) -> None:
    """Show only the articles with some words in title, author, source or tags."""
    await screen.ask_words()


@command(
    "library.all", "escape", label="show all", group="Articles", when=lambda screen: screen.words, show=True
)
def show_all(screen: LibraryScreen) -> None:
    """Show all articles again."""
    screen.narrow("")


@command("library.sort", "s", label="sort", group="Articles", show=True)
async def sort(screen: LibraryScreen) -> None:
    """Choose the order of the articles."""
    await screen.ask_order()


@command("library.edit", "e", "C", label="edit", group="Articles", when=_on_article, show=True)
async def edit(screen: LibraryScreen) -> None:
    """Edit how the article is cited: title, authors, date, source, address, language, DOI, ISBN."""
    from postil.tui.commands.citation import ask_citation

    await ask_citation(screen, _current(screen))


@command("library.trash", "d", label="trash", group="Articles", when=_on_article, show=True)
def trash(screen: LibraryScreen) -> None:
    """Put the article with its marks to the trash; undo brings it back."""
    from postil.services.articles.articles import trash_article

    article = _current(screen)
    trash_article(screen.workspace, article)
    screen.without(article.id)
    key = screen.first_key("edit.undo")
    notices.tell(screen.app, f"In the trash: {shortened(article.title, 60)}. {key} brings it back.")


@command("library.restore", "t", label="trash list", group="Articles")
def restore_trashed(screen: LibraryScreen) -> None:
    """Show what is in the trash, and take something out of it."""
    from postil.services.undo.trash import Trashed, restore, trashed
    from postil.tui.screens.trash import TrashScreen

    def restored(item: Trashed | None) -> None:
        if item is not None:
            restore(screen.workspace, item)
            notices.tell(screen.app, f"Restored {item.kind}: {shortened(item.words, 60)}")
            screen.library_changed()

    async def show(items: tuple[Trashed, ...]) -> None:
        if items:
            await screen.consult(TrashScreen(items), restored)
        else:
            notices.tell(screen.app, "The trash is empty.")

    screen.work("reading the trash", lambda: trashed(screen.workspace), show, group="trash")


def _current(screen: LibraryScreen) -> Article:
    article = screen.article
    if article is None:
        raise WrongUse("There is no article here.", f"{screen.first_key('library.open')} opens a text.")
    return article
