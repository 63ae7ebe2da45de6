from __future__ import annotations

from typing import TYPE_CHECKING

from postil.core.snapshot import Block, BlockKind
from postil.tui.screens.form import FormScreen
from postil.tui.screens.reader import ReaderScreen
from postil.tui.widgets.field_form import FieldForm
from tests.tui.reader_stage import reading

if TYPE_CHECKING:
    from pathlib import Path

    from tests.tui.reader_stage import Stage

TEXT = [Block(BlockKind.PARAGRAPH, "The quay sinks. It was built on mud.")]


async def fill(stage: Stage, **lines: str) -> None:
    """Types into lines of the form, in place of what stands there."""
    form = stage.app.screen.query_one(FieldForm)
    for name, words in lines.items():
        form.focus_field(name)
        await stage.pilot.pause()
        await stage.press("end", "ctrl+u")
        await stage.type(words)


async def test_the_reader_edits_how_its_article_is_cited(tmp_path: Path) -> None:
    async with reading(tmp_path, blocks=TEXT) as stage:
        await stage.press("C")
        lines = {
            "title": "Mud [/b]",
            "authors": "Nell [F]; Tar",
            "doi": "doi:10.1000/182",
            "published": "2026-03",
        }
        await fill(stage, **lines, isbn="978-0-306-40615-7", language="en")
        await stage.press("ctrl+s")
        assert isinstance(stage.app.screen, ReaderScreen)
        article = stage.saved().read(stage.reader.article).article
        assert (article.title, article.authors, article.published) == (
            "Mud [/b]",
            ("Nell [F]", "Tar"),
            "2026-03",
        )
        assert (article.doi, article.isbn, article.language) == ("10.1000/182", "9780306406157", "en")
        assert "Mud [/b]" in stage.reader.text.line(0).text
        await stage.press("C")
        await fill(stage, title="Tar")
        await stage.press("ctrl+s", "u")
        assert stage.reader.annotated.article.title == "Mud [/b]"
        assert "Mud [/b]" in stage.reader.text.line(0).text
        assert stage.saved().read(stage.reader.article).article.title == "Mud [/b]"


async def test_undo_takes_back_what_was_changed_of_a_text_without_marks(tmp_path: Path) -> None:
    async with reading(tmp_path, blocks=TEXT) as stage:
        await stage.press("C")
        await fill(stage, title="Mud")
        await stage.press("ctrl+s", "u")
        article = stage.saved().read(stage.reader.article).article
        assert (article.title, article.deleted) == ("Made by Hand", "")


async def test_what_looks_wrong_is_told_once_and_kept(tmp_path: Path) -> None:
    async with reading(tmp_path, blocks=TEXT) as stage:
        await stage.press("C")
        await fill(stage, isbn="978-0-306-40615-8")
        await stage.press("ctrl+s")
        form = stage.app.screen.query_one(FieldForm)
        assert "ISBN" in form._problem
        assert "ctrl+s again keeps it so." in form._problem
        await fill(stage, doi="10/x")
        await stage.press("ctrl+s")
        assert "DOI" in form._problem  # something new is told too
        await stage.press("ctrl+s")
        assert stage.reader.annotated.article.isbn == "9780306406158"
        assert stage.reader.annotated.article.doi == "10/x"


async def test_a_title_stays(tmp_path: Path) -> None:
    async with reading(tmp_path, blocks=TEXT) as stage:
        await stage.press("C")
        await fill(stage, title="")
        await stage.press("ctrl+s", "ctrl+s")
        assert isinstance(stage.app.screen, FormScreen)
        assert "An article needs a title." in stage.app.screen.query_one(FieldForm)._problem


async def test_nothing_changed_is_no_change(tmp_path: Path) -> None:
    async with reading(tmp_path, blocks=TEXT) as stage:
        await stage.press("C", "ctrl+s")
        assert isinstance(stage.app.screen, ReaderScreen)
        assert stage.app.workspace.is_draft(stage.reader.article)
