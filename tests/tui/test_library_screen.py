from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual import events

from postil.container import system_clock
from postil.services.articles.articles import add_text
from postil.storage.disk_library import DiskLibrary
from postil.tui.screens.choice import Choice
from postil.tui.screens.form import FormScreen
from postil.tui.screens.library import LibraryScreen
from postil.tui.screens.reader import ReaderScreen
from postil.tui.widgets.field_form import FieldForm
from postil.tui.widgets.key_bar import KeyBar
from postil.tui.widgets.page_view import PageView
from postil.tui.widgets.wheel import WHEEL_ROWS
from tests.fakes import operations_of
from tests.tui.list_stage import FERRY, MUD, TIDE, visiting
from tests.tui.reader_stage import EXAMPLE, reading

if TYPE_CHECKING:
    from pathlib import Path

    from textual.widget import Widget

    from tests.tui.list_stage import ListStage


async def test_articles_newest_first_with_their_counts(tmp_path: Path) -> None:
    async with visiting(tmp_path, "library") as stage:
        assert stage.titles == [FERRY, MUD, TIDE]
        assert [(row.claims, row.unsourced) for row in stage.library.listing.rows] == [(2, 1), (1, 1), (0, 0)]
        words = stage.screen_text
        assert "3 articles · 3 claims · 2 unsourced" in words
        assert FERRY in words
        assert "? 1" in words


@pytest.mark.parametrize("size", [(1, 1), (20, 4), (40, 10), (80, 24), (200, 50)])
async def test_the_library_can_be_drawn_at_any_size(tmp_path: Path, size: tuple[int, int]) -> None:
    async with visiting(tmp_path, "library", size=size) as stage:
        await stage.press("j", "G", "g", "ctrl+d", "pageup")
        assert len(stage.screen_text.split("\n")) == size[1]


async def test_keys_move_and_enter_reads(tmp_path: Path) -> None:
    async with visiting(tmp_path, "library") as stage:
        await stage.press("j")
        assert stage.library.listing.index == 1
        await stage.press("G")
        assert stage.library.listing.index == 2
        await stage.press("g", "g", "down", "enter")
        assert isinstance(stage.app.screen, ReaderScreen)
        assert stage.app.screen.annotated.article.title == MUD
        await stage.press("q")
        assert stage.library.listing.index == 1


async def test_a_filter_works_while_it_is_typed_and_escape_restores_it(tmp_path: Path) -> None:
    async with visiting(tmp_path, "library") as stage:
        await stage.press("slash")
        await stage.type("cost m")
        assert stage.titles == [MUD]  # the tag of a claim, and the title
        await stage.press("escape")
        assert stage.titles == [FERRY, MUD, TIDE]
        await stage.press("slash")
        await stage.type("tide")
        await stage.press("enter")
        assert stage.prompt() is None
        assert stage.titles == [TIDE]
        assert "“tide” 1 of 3 articles" in stage.screen_text
        await stage.press("escape")
        assert stage.titles == [FERRY, MUD, TIDE]


async def test_an_order_is_chosen_and_kept(tmp_path: Path) -> None:
    async with visiting(tmp_path, "library") as stage:
        await stage.press("s", "2")
        assert stage.titles == [MUD, FERRY, TIDE]
        assert "by title" in stage.screen_text
        await stage.press("R", "L")
        assert stage.titles == [MUD, FERRY, TIDE]


async def test_a_trashed_article_is_undone_and_restored(tmp_path: Path) -> None:
    async with visiting(tmp_path, "library") as stage:
        await stage.press("d")
        assert stage.titles == [MUD, TIDE]
        assert "u brings it back" in stage.notices
        await stage.press("u")
        assert stage.titles == [FERRY, MUD, TIDE]
        await stage.press("g", "d", "t")
        assert FERRY in stage.screen_text
        await stage.press("enter")
        assert stage.titles == [FERRY, MUD, TIDE]
        assert not any(known.article.deleted for known in stage.saved().read_all())


async def test_an_empty_trash_says_so(tmp_path: Path) -> None:
    async with visiting(tmp_path, "library") as stage:
        await stage.press("t")
        assert isinstance(stage.app.screen, LibraryScreen)
        assert "The trash is empty." in stage.notices


async def test_the_form_edits_an_article_and_keeps_what_cannot_be_saved(tmp_path: Path) -> None:
    async with visiting(tmp_path, "library") as stage:
        await stage.press("e", "ctrl+u", "tab")
        await stage.type("Ada [/x]; Bo")
        await stage.press("ctrl+s")
        form = stage.app.screen.query_one(FieldForm)
        assert form.values["authors"] == "Ada [/x]; Bo"
        assert "An article needs a title." in stage.screen_text
        await stage.press("up")
        await stage.type("The Ferry")
        await stage.press("ctrl+s")
        assert stage.titles == ["The Ferry", MUD, TIDE]
        (edited,) = [
            known.article for known in stage.saved().read_all() if known.article.title == "The Ferry"
        ]
        assert edited.authors == ("Ada [/x]", "Bo")
        assert edited.container == "The Quay Courier"
        await stage.press("C", "down", "down", "down", "down", "down", "down")
        await stage.type("https://doi.org/10.1000/182")
        await stage.press("ctrl+s")
        assert stage.saved().read(edited.id).article.doi == "10.1000/182"


async def test_escape_leaves_the_form_without_a_change(tmp_path: Path) -> None:
    async with visiting(tmp_path, "library") as stage:
        before = len(operations_of(stage.app.library))
        await stage.press("e", "x", "escape")
        assert isinstance(stage.app.screen, FormScreen)  # it asks once whether that is meant
        await stage.press("escape")
        assert stage.titles == [FERRY, MUD, TIDE]
        assert len(operations_of(stage.app.library)) == before


async def test_a_file_is_opened_by_its_path(tmp_path: Path) -> None:
    (tmp_path / "harbour-news.txt").write_text("The harbour is shut.\n", encoding="utf-8")
    async with visiting(tmp_path, "library") as stage:
        await stage.press("o")
        await stage.type(f"{tmp_path}/harb")
        await stage.press("tab")
        assert stage.prompt() == f"{tmp_path}/harbour-news.txt"
        await stage.press("enter")
        assert isinstance(stage.app.screen, ReaderScreen)
        assert stage.app.screen.snapshot.text == "The harbour is shut."
        await stage.press("q")
        assert stage.prompt() is None
        assert stage.titles == [FERRY, MUD, TIDE]  # no mark, no article


async def test_what_cannot_be_opened_is_told_and_stays_typed(tmp_path: Path) -> None:
    async with visiting(tmp_path, "library") as stage:
        await stage.press("o", "enter")
        assert "There is no path or address yet." in stage.notices
        await stage.type("nowhere.md")
        await stage.press("enter")
        assert stage.prompt() == "nowhere.md"
        assert "nowhere.md" in stage.notices
        await stage.press("escape")
        assert stage.prompt() is None
        assert stage.library.listing.has_focus


async def test_an_empty_library_says_which_key_begins(tmp_path: Path) -> None:
    async with visiting(tmp_path, "library", empty=True) as stage:
        assert "o opens a file or an address" in stage.screen_text
        assert "x opens the bundled example" in stage.screen_text
        await stage.press("enter", "e", "d", "j", "G")
        assert isinstance(stage.app.screen, LibraryScreen)


async def test_one_article_after_the_other_is_read(tmp_path: Path) -> None:
    async with visiting(tmp_path, "library") as stage:
        for title in (FERRY, MUD, FERRY):
            await stage.press("g", *(["j"] if title == MUD else []), "enter")
            assert isinstance(stage.app.screen, ReaderScreen)
            assert stage.app.screen.annotated.article.title == title
            await stage.press("q")
            assert stage.titles == [FERRY, MUD, TIDE]


async def test_nothing_to_redo_is_no_error(tmp_path: Path) -> None:
    async with visiting(tmp_path, "library") as stage:
        await stage.press("ctrl+r", "ctrl+r")
        ((message, severity),) = [(told.message, told.severity) for told in stage.app._notifications]
        assert (message, severity) == ("There is nothing to redo.", "information")


async def test_x_opens_the_example_from_an_empty_library_only(tmp_path: Path) -> None:
    async with visiting(tmp_path, "library", empty=True) as stage:
        await stage.press("x")
        folder = stage.app.next_library
        assert folder is not None
        assert DiskLibrary.open(folder, system_clock, create=False).articles()
        assert stage.app._exit
    async with visiting(tmp_path, "library") as stage:
        await stage.press("x")
        assert stage.app.next_library is None


async def test_standard_input_is_not_read_from_the_keyboard(tmp_path: Path) -> None:
    async with visiting(tmp_path, "library") as stage:
        await stage.press("o")
        await stage.type("-")
        await stage.press("enter")
        assert "Standard input is the keyboard here." in stage.notices
        assert stage.prompt() == "-"


async def test_a_folder_that_is_gone_is_told(tmp_path: Path) -> None:
    async with visiting(tmp_path, "review") as stage:
        stage.app.library.folder.rename(tmp_path / "elsewhere")
        await stage.press("L")
        assert "Library" in [
            notice.title for notice in stage.app._notifications
        ]  # the watcher may tell it, too
        assert isinstance(stage.app.screen, LibraryScreen)
        await stage.press("R", "L", "u", "d", "o", "escape")


async def test_what_was_read_is_shown_when_the_library_is_visited(tmp_path: Path) -> None:
    async with reading(tmp_path) as stage:
        await stage.press("a", "L")
        await stage.app.workers.wait_for_complete()
        await stage.press("q", "G", "L")
        await stage.app.workers.wait_for_complete()
        await stage.press()
        assert isinstance(stage.app.screen, LibraryScreen)
        assert stage.app.screen.listing.rows[0].progress > 0.9


async def turn(stage: ListStage, widget: Widget, kind: type[events.MouseEvent]) -> None:
    """Turns the wheel once over a widget."""
    keys = {"shift": False, "meta": False, "ctrl": False}
    widget.post_message(kind(widget, x=1, y=1, delta_x=0, delta_y=1, button=0, **keys))  # type: ignore[arg-type]
    await stage.settle()


async def test_the_wheel_moves_in_lists_and_pages(tmp_path: Path) -> None:
    async with visiting(tmp_path, "library", size=(80, 24)) as stage:
        await turn(stage, stage.library.listing, events.MouseScrollDown)
        assert stage.library.listing.index == 2
        await stage.press("question_mark")
        page = stage.app.screen.query_one(PageView)
        await turn(stage, page, events.MouseScrollDown)
        assert page.top == WHEEL_ROWS
        await turn(stage, page, events.MouseScrollUp)
        assert page.top == 0


async def test_the_footer_of_a_screen_that_goes_can_be_drawn(tmp_path: Path) -> None:
    async with visiting(tmp_path, "library") as stage:
        bar = stage.library.query_one(KeyBar)
        await stage.press("R")
        bar.refresh()
        assert "trash list" not in bar.line(0).text
        await stage.press("L")
        assert "open a text" in bar.line(0).text


async def test_who_comes_from_an_article_stands_on_its_row(tmp_path: Path) -> None:
    async with reading(tmp_path) as stage:
        workspace, article = stage.app.workspace, stage.reader.article
        await stage.press("j", "a")
        add_text(workspace, str(EXAMPLE / "courier-letter.md"))
        await stage.press("L")
        await stage.app.workers.wait_for_complete()
        await stage.pilot.pause()
        library = stage.app.screen
        assert isinstance(library, LibraryScreen)
        assert [row.article.id for row in library.listing.rows].index(article) == library.listing.index == 1
        library.listing.go(0)
        await stage.press("q", "L")
        assert library.listing.index == 0


async def test_the_footer_names_the_other_places_and_what_q_does_where_there_is_room(tmp_path: Path) -> None:
    async with visiting(tmp_path, "library", size=(120, 30)) as stage:
        assert "R review   W sources   ? help   q quit" in stage.library.query_one(KeyBar).line(0).text
        await stage.press("R")
        assert "L library   W sources   ? help   q back" in stage.review.query_one(KeyBar).line(0).text
        await stage.press("q")
        assert "? help   q quit" in stage.library.query_one(KeyBar).line(0).text
    async with visiting(tmp_path, "library", size=(80, 24)) as stage:
        foot = stage.library.query_one(KeyBar).line(0).text
        assert "d trash   ? help   q quit" in foot
        assert "review" not in foot


async def test_a_double_click_in_the_footer_opens_one_dialog(tmp_path: Path) -> None:
    async with visiting(tmp_path, "library") as stage:
        bar = stage.library.query_one(KeyBar)
        start = bar.line(0).text.index("sort")
        await stage.pilot.click(bar, offset=(start, 0), times=2)
        await stage.settle()
        assert isinstance(stage.app.screen, Choice)


async def test_the_palette_goes_once(tmp_path: Path) -> None:
    async with visiting(tmp_path, "library") as stage:
        await stage.press("ctrl+p")
        palette = stage.app.screen
        palette.dismiss()
        palette.dismiss()
        await stage.settle()
        assert stage.library.listing.has_focus


async def test_what_comes_when_the_list_is_gone_is_left(tmp_path: Path) -> None:
    async with visiting(tmp_path, "library") as stage:
        screen = stage.app.screen
        assert isinstance(screen, LibraryScreen)
        screen.library_changed()
        await screen.listing.remove()
        await stage.app.workers.wait_for_complete()
        await stage.pilot.pause()
        screen.settled()
        assert stage.app.is_running
        assert not screen.busy("listing")
