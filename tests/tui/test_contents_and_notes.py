from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from postil.core.snapshot import Block, BlockKind
from postil.services.articles.articles import edit_article
from postil.tui.screens.choice import Choice
from postil.tui.screens.contents import ContentsScreen
from postil.tui.screens.reader import ReaderScreen
from postil.tui.widgets.key_bar import KeyBar
from tests.tui.book import BOOK
from tests.tui.reader_stage import reading

if TYPE_CHECKING:
    from pathlib import Path

    from tests.tui.reader_stage import Stage

P, H, C = BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.CODE


def screen_of(stage: Stage) -> ContentsScreen:
    """The table of contents."""
    screen = stage.app.screen
    assert isinstance(screen, ContentsScreen)
    return screen


def titles(stage: Stage) -> list[str]:
    """The headings that are listed."""
    return [row.section.title for row in screen_of(stage).listing.rows]


def drawn(stage: Stage) -> str:
    """What stands on the screen."""
    strips = stage.app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip) for strip in strips)


async def test_the_contents_lead_to_a_heading_and_back(tmp_path: Path) -> None:
    async with reading(tmp_path, blocks=BOOK) as stage:
        cursor = stage.reader.text.cursor
        await stage.press("j", "j", "j", "T")
        assert titles(stage) == ["The Quay [/b]", "Mud", "Tar", "The End"]
        assert screen_of(stage).listing.index == 1
        await stage.press("down", "down", "enter")
        assert isinstance(stage.app.screen, ReaderScreen)
        assert cursor.block == 6
        await stage.press("ctrl+o")
        assert cursor.block == 3


async def test_what_is_typed_narrows_the_contents(tmp_path: Path) -> None:
    async with reading(tmp_path, blocks=BOOK) as stage:
        await stage.press("T")
        await stage.type("end THE")
        assert titles(stage) == ["The End"]
        await stage.press("x", "enter")
        assert "No heading has these words." in drawn(stage)
        await stage.press("backspace", "enter")
        assert stage.reader.text.cursor.block == 6


async def test_escape_stays(tmp_path: Path) -> None:
    async with reading(tmp_path, blocks=BOOK) as stage:
        await stage.press("j", "T", "down", "escape")
        assert stage.reader.text.cursor.block == 1
        assert not stage.reader.text.cursor.jumps


async def test_claims_are_counted_under_each_heading(tmp_path: Path) -> None:
    async with reading(tmp_path, blocks=BOOK) as stage:
        await stage.press("j", "a", "l", "a", "j", "j", "a", "j", "j", "a", "T")
        rows = {row.section.title: (row.paragraph, row.claims) for row in screen_of(stage).listing.rows}
        assert rows == {"The Quay [/b]": (1, 4), "Mud": (2, 2), "Tar": (3, 1), "The End": (4, 0)}
        assert "4 claims" in drawn(stage)
        assert "1 claim " in drawn(stage)


async def test_the_small_letter_is_the_tags_of_a_claim(tmp_path: Path) -> None:
    async with reading(tmp_path, blocks=BOOK) as stage:
        await stage.press("j", "t")
        assert isinstance(stage.app.screen, ContentsScreen)
        assert not stage.reader.query_one(KeyBar).message
        await stage.press("escape", "a", "t")
        await stage.type("mud")
        await stage.press("enter")
        assert stage.claims[0].tags == ("mud",)


async def test_a_text_without_headings_says_so(tmp_path: Path) -> None:
    async with reading(tmp_path, blocks=[Block(P, "Only this.")]) as stage:
        await stage.press("T")
        assert stage.reader.query_one(KeyBar).message == "this text has no headings"


async def test_the_row_above_the_text_tells_the_section_and_opens_the_contents(tmp_path: Path) -> None:
    async with reading(tmp_path, blocks=BOOK) as stage:
        await stage.press("j", "j", "j", "j")
        head = stage.reader.text.line(0).text
        assert "Made by Hand  § Tar" in head
        assert "¶ 3/8 · p. 12" in head
        await stage.pilot.click(stage.reader.text, offset=(5, 0))
        await stage.press("enter")
        assert stage.reader.text.cursor.block == 4


async def test_a_long_title_gives_way_to_the_section(tmp_path: Path) -> None:
    async with reading(tmp_path, blocks=BOOK, size=(60, 20)) as stage:
        words = "A title of so many words that it takes the row"
        edit_article(stage.app.workspace, stage.reader.annotated.article, title=words)
        stage.reader.library_changed()
        await stage.press("j", "j", "j")
        head = stage.reader.text.line(0)
        assert head.text.startswith(f" {words[:30]}")
        assert "…  § Mud ¶" in head.text
        assert "¶ 2/8" in head.text
        assert head.cell_length == stage.reader.text.size.width


async def test_five_thousand_headings(tmp_path: Path) -> None:
    blocks = [Block(H, f"第{number}章 " + "長い" * 60, 1 + number % 3) for number in range(5000)]
    async with reading(tmp_path, blocks=[*blocks, Block(P, "End.")]) as stage:
        await stage.press("G", "T")
        assert screen_of(stage).listing.index == 4999
        width = screen_of(stage).listing.size.width
        assert all(screen_of(stage).listing.line(y).cell_length == width for y in range(10))
        await stage.type("4321")
        await stage.press("enter")
        assert stage.reader.text.cursor.block == 4321


async def test_a_reference_leads_to_its_note_and_the_note_back(tmp_path: Path) -> None:
    async with reading(tmp_path, blocks=BOOK) as stage:
        cursor = stage.reader.text.cursor
        await stage.press("j", "j", "j", "l", "enter")
        assert cursor.block == 8
        await stage.press("j", "enter")  # the note goes on in this block
        assert (cursor.block, cursor.sentence) == (3, 1)
        assert not cursor.jumps
        await stage.press("G", "k", "k")
        cursor.jumps.clear()
        await stage.press("enter")  # come by otherwise: the first reference to it
        assert (cursor.block, cursor.sentence) == (1, 0)


async def test_of_several_references_one_is_chosen(tmp_path: Path) -> None:
    async with reading(tmp_path, blocks=BOOK) as stage:
        await stage.press("j", "l", "enter")
        screen = stage.app.screen
        assert isinstance(screen, Choice)
        assert screen._words == ["[2]  Of the river.", "[3]  And of the sea."]
        await stage.press("2")
        assert stage.reader.text.cursor.block == 11
        await stage.press("enter")
        assert (stage.reader.text.cursor.block, stage.reader.text.cursor.sentence) == (1, 1)


async def test_a_link_to_a_heading_leads_there(tmp_path: Path) -> None:
    async with reading(tmp_path, blocks=BOOK) as stage:
        await stage.press("j", "l", "l", "enter")
        assert stage.reader.text.cursor.block == 6
        assert not stage.reader.check_action("command", ("text.follow",))


async def test_the_margin_shows_the_notes_of_the_sentence(tmp_path: Path) -> None:
    async with reading(tmp_path, blocks=BOOK) as stage:
        await stage.press("j")
        assert "[1] By an inch a year. Says the" in drawn(stage)
        assert "follow" in drawn(stage).splitlines()[-1]
        await stage.press("l")
        assert "[2] Of the river." in drawn(stage)
        assert "† And of the sea." in drawn(stage)
        await stage.press("l")
        margin = "\n".join(line[80:] for line in drawn(stage).splitlines())
        assert "The End" not in margin


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (200, 50)])
async def test_a_page_is_told_at_the_edge_where_it_begins(tmp_path: Path, size: tuple[int, int]) -> None:
    async with reading(tmp_path, blocks=BOOK, size=size) as stage:
        rows = drawn(stage).splitlines()
        at = next(number for number, row in enumerate(rows) if "It sinks." in row)
        edge = rows[at - 1].index("p. xi") + len("p. xi")
        view = stage.reader.text
        assert edge == view._indent + view._painter.gutter_width + view.viewport.flow.width


async def test_a_page_that_begins_in_a_list_is_told_beside_its_item(tmp_path: Path) -> None:
    item = Block(BlockKind.ITEM, "salt", 1, marker="•")
    long = item._replace(text="tar " * 17, page="4")
    async with reading(tmp_path, blocks=[item._replace(page="2"), item._replace(page="3"), long]) as stage:
        rows = [row[:79] for row in drawn(stage).splitlines() if "salt" in row or "tar" in row]
        assert [row.rstrip(" │┃")[-4:] for row in rows] == ["p. 2", "p. 3", " tar"]


async def test_a_line_of_code_that_goes_on_is_signed(tmp_path: Path) -> None:
    code = Block(C, "short\n" + "long " * 30 + "\n  set in")
    async with reading(tmp_path, blocks=[code]) as stage:
        rows = [row[:79].strip("▌ 1│┃") for row in drawn(stage).splitlines()]
        assert [row[:6] for row in rows if row and row[:5] in {"short", "long ", "↳ lon", "set i"}] == [
            "short", "long l", "↳ long", "↳ long", "set in",
        ]  # fmt: skip
