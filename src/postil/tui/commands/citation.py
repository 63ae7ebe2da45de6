"""The command that edits an article's own citation, where it is read and where it is listed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.tui.commands.registry import Registry

if TYPE_CHECKING:
    from postil.core.model import Article
    from postil.tui.screens.base import CommandScreen
    from postil.tui.screens.reader import ReaderScreen

CITATION = Registry("The article itself")

LABELS = {
    "title": ("Title", "any words by which you know it"),
    "authors": ("Authors", "names, parted by ;"),
    "published": ("Date", "2026-03-05, 2026-03 or 2026"),
    "container": ("In", "the newspaper, journal, site or book"),
    "url": ("URL", "https://…"),
    "language": ("Language", "en, de, pt-BR …"),
    "doi": ("DOI", "as 10.1000/182"),
    "isbn": ("ISBN", "10 or 13 digits"),
}
"""What stands before each line of the form, and in it while it is empty."""


@CITATION.command("article.edit", "C", label="citation", group="The article itself")
async def edit_citation(screen: ReaderScreen) -> None:
    """Edit how the article is cited: title, authors, date, source, address, language, DOI, ISBN."""
    await ask_citation(screen, screen.annotated.article)


async def ask_citation(screen: CommandScreen, article: Article) -> None:
    """Shows the form; what looks wrong in it is told once, and kept where the reader says so again."""
    from postil.services.articles.articles import edit_article
    from postil.services.articles.details import details_of, doubts_about, fields_of
    from postil.tui.screens.form import FormScreen
    from postil.tui.widgets.field_form import Field

    before = details_of(article)
    fields = tuple(Field(name, label, before[name], hint) for name, (label, hint) in LABELS.items())

    def take(typed: dict[str, str]) -> None:
        values = fields_of({name: line for name, line in typed.items() if line != before[name]})
        if values:
            edit_article(screen.workspace, article, **values)
            screen.library_changed()

    is_new = screen.workspace.is_draft(article.id)  # and gets another id whenever it is opened
    about = f"article {article.snapshot if is_new else article.id}"
    await screen.app.push_screen(
        FormScreen("How the article is cited", fields, take, about=about, doubts=doubts_about)
    )
