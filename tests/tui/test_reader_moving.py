from __future__ import annotations

from typing import TYPE_CHECKING, Any
from unittest.mock import patch

import pytest
from textual._compositor import Compositor

from postil.core.snapshot import Block, BlockKind
from postil.tui.widgets.key_bar import KeyBar
from tests.tui.reader_stage import reading

if TYPE_CHECKING:
    from pathlib import Path


def paragraph(text: str) -> Block:
    return Block(BlockKind.PARAGRAPH, text)


async def test_sentences_and_paragraphs_there_and_back(tmp_path: Path) -> None:
    async with reading(tmp_path) as stage:
        cursor = stage.reader.text.cursor
        await stage.press("j", "j", "j", "l", "l")
        there = (cursor.block, cursor.sentence)
        await stage.press("h", "h")
        assert cursor.sentence == 0
        await stage.press("l", "l")
        assert (cursor.block, cursor.sentence) == there
        await stage.press("k")
        assert cursor.block == there[0] - 1


async def test_the_ends_and_the_way_back(tmp_path: Path) -> None:
    async with reading(tmp_path) as stage:
        cursor = stage.reader.text.cursor
        await stage.press("j", "j", "m", "x", "G")
        assert cursor.block == len(stage.reader.snapshot.blocks) - 1
        await stage.press("ctrl+o")
        assert cursor.block == 2
        await stage.press("g", "g")
        assert cursor.block == 0
        await stage.press("apostrophe", "x")
        assert cursor.block == 2


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (200, 50), (60, 15)])
async def test_the_cursor_is_always_on_the_screen(tmp_path: Path, size: tuple[int, int]) -> None:
    async with reading(tmp_path, size=size) as stage:
        text = stage.reader.text
        for key in [
            "space",
            "space",
            "j",
            "b",
            "ctrl+d",
            "k",
            "ctrl+u",
            "G",
            "k",
            "k",
            "space",
            "g",
            "g",
            "j",
        ]:
            await stage.press(key)
            start, end = text.cursor.span
            rows = [row for row in text.viewport.rows if row.block == text.cursor.block]
            assert any(row.start < end and start < max(row.end, row.start + 1) for row in rows), key


async def test_search_shows_hits_while_typing_and_goes_around(tmp_path: Path) -> None:
    async with reading(tmp_path) as stage:
        view = stage.reader.text
        await stage.press("slash")
        await stage.type("harbour")
        first = view.overlay.hit
        assert first is not None
        assert view.snapshot.text[first.start : first.end].lower() == "harbour"
        await stage.press("enter", "n")
        second = view.overlay.hit
        assert second is not None
        assert second.start > first.start
        await stage.press("N")
        assert view.overlay.hit == first
        await stage.press("v", "a")
        assert stage.claims[0].target.exact.lower() == "harbour"


async def test_a_search_tells_which_place_of_how_many(tmp_path: Path) -> None:
    async with reading(
        tmp_path, blocks=[paragraph("Mud, and more mud."), paragraph("No water; mud.")]
    ) as stage:
        bar = stage.reader.query_one(KeyBar)
        await stage.press("slash")
        await stage.type("mud")
        await stage.press("enter")
        assert bar.message == "1 of 3"
        await stage.press("n", "n")
        assert bar.message == "3 of 3"
        await stage.press("n")
        assert bar.message == "searched to the end, and on from the top; 1 of 3"
        await stage.press("l")
        assert not bar.message


async def test_a_search_goes_on_when_its_places_are_shown_no_longer(tmp_path: Path) -> None:
    async with reading(
        tmp_path, blocks=[paragraph("Mud."), paragraph("No mud."), paragraph("Mud!")]
    ) as stage:
        bar, view = stage.reader.query_one(KeyBar), stage.reader.text
        await stage.press("n")
        assert "Nothing has been searched for yet" in stage.notices
        await stage.press(*"/mud", "enter", "n", "escape")
        assert view.overlay.hit is None
        await stage.press("j", "n")
        assert bar.message == "3 of 3"
        await stage.press("slash", "enter")
        assert bar.message == "searched to the end, and on from the top; 1 of 3"
        await stage.press(*"/wat", "escape", "n")
        assert bar.message == "1 of 3"


async def test_a_search_that_only_its_capitals_keep_from_finding_says_so(tmp_path: Path) -> None:
    async with reading(tmp_path, blocks=[paragraph("Mud, and more mud.")]) as stage:
        bar = stage.reader.query_one(KeyBar)
        await stage.press(*"/MUD", "enter")
        assert bar.message == "not found: MUD, but mud is"
        await stage.press(*"/SEA", "enter")
        assert bar.message == "not found: SEA"


async def test_a_number_before_a_key_says_how_often(tmp_path: Path) -> None:
    async with reading(tmp_path, blocks=[paragraph(f"Tide {n}. Ebb.") for n in range(40)]) as stage:
        view, bar = stage.reader.text, stage.reader.query_one(KeyBar)
        await stage.press(*"12j")
        assert view.cursor.block == 12
        await stage.press("k")
        assert view.cursor.block == 11
        await stage.press(*"3l")
        assert (view.cursor.block, view.cursor.sentence) == (12, 1)
        await stage.press("4")
        assert bar.message == "4 …  G goes to paragraph 4"
        await stage.press("escape")
        assert not bar.message
        await stage.press(*"k2x", "k")
        assert view.cursor.block == 10
        await stage.press(*"4", "j")
        assert view.cursor.block == 14
        await stage.press("0", "k", *"99999999k")
        assert view.cursor.block == 0
        await stage.press("v", *"3w")
        assert view.selection is not None
        assert (
            view.snapshot.text[view.selection.range.start : view.selection.range.end]
            == "Tide 0. Ebb.\n\nTide 1"
        )
        await stage.press("2", "a")
        assert len(stage.claims) == 1


async def test_a_number_before_a_key_says_to_which_paragraph(tmp_path: Path) -> None:
    blocks = [Block(BlockKind.HEADING, "Tides", level=1), *(paragraph(f"Tide {n}.") for n in range(1, 40))]
    async with reading(tmp_path, blocks=blocks) as stage:
        cursor = stage.reader.text.cursor
        await stage.press(*"12G")
        assert stage.reader.snapshot.blocks[cursor.block].text == "Tide 12."
        await stage.press(*"7gg")
        assert stage.reader.snapshot.blocks[cursor.block].text == "Tide 7."
        await stage.press("apostrophe", "apostrophe")
        assert cursor.block == 12
        await stage.press("grave_accent", "grave_accent")
        assert cursor.block == 7
        await stage.press(*"99G")
        assert cursor.block == 39
        await stage.press("g", "g")
        assert cursor.block == 0


async def test_a_number_is_kept_for_the_margin_and_forgotten_at_a_click(tmp_path: Path) -> None:
    async with reading(tmp_path) as stage:
        reader = stage.reader
        await stage.press("j", "j", "a", "l", "a", "l", "a", "tab", "k", "k", "2", "j")
        assert reader.claim == stage.claims[2]
        await stage.press("3")
        await stage.pilot.click(reader.text, offset=(30, 4))
        await stage.press("tab", "escape", "k")
        assert reader.text.cursor.block == 0


async def test_the_only_claim_is_called_so(tmp_path: Path) -> None:
    async with reading(tmp_path) as stage:
        bar = stage.reader.query_one(KeyBar)
        await stage.press("j", "j", "a", "]")
        assert bar.message == "this is the only claim"
        await stage.press("j", "a", "]")
        assert bar.message == "no further claim; [ goes the other way"


async def test_an_unfinished_search_goes_back(tmp_path: Path) -> None:
    async with reading(tmp_path) as stage:
        await stage.press("j", "j")
        block = stage.reader.text.cursor.block
        await stage.press("slash")
        await stage.type("zoe")
        await stage.press("escape")
        assert stage.reader.text.cursor.block == block
        assert stage.reader.found is None


async def test_the_place_is_kept_between_two_readings(tmp_path: Path) -> None:
    async with reading(tmp_path) as stage:
        await stage.press("j", "j", "j", "j", "a")
        stage.saved()
        stage.reader.leaving()
    async with reading(tmp_path) as stage:
        assert stage.reader.text.cursor.block == 4


async def test_the_mouse_clicks_drags_and_scrolls(tmp_path: Path) -> None:
    async with reading(tmp_path) as stage:
        view = stage.reader.text
        await stage.press("j", "j")
        row = view.viewport.flow.row_at(3, 0)
        y = view.viewport.rows.index(row)
        await stage.pilot.click(view, offset=(30, y + 2))
        assert view.cursor.block == 3
        await stage.pilot.click(view, offset=(30, y + 2), times=2)
        assert view.selection is not None
        word = view.snapshot.text[view.selection.range.start : view.selection.range.end]
        assert word
        assert " " not in word
        top = view.viewport.top
        view.scroll_rows(3)
        assert view.viewport.top > top


async def test_each_press_makes_the_text_column_wider_or_narrower_or_says_why_not(tmp_path: Path) -> None:
    async with reading(tmp_path, size=(90, 24)) as stage:
        bar, flow = stage.reader.query_one(KeyBar), stage.reader.text.viewport.flow
        widest = flow.width
        assert widest < stage.reader.text.measure
        await stage.press(*["greater_than_sign"] * 5)
        assert bar.message == f"text column: {widest} cells, the widest here"
        await stage.press("less_than_sign")
        assert bar.message == f"text column: {widest - 4} cells"
        await stage.press(*["less_than_sign"] * 20)
        assert bar.message == "text column: 20 cells, the narrowest"
        await stage.press("greater_than_sign")
        assert bar.message == "text column: 24 cells"


async def test_the_footer_follows_a_click(tmp_path: Path) -> None:
    async with reading(tmp_path) as stage:
        view, bar = stage.reader.text, stage.reader.query_one(KeyBar)

        async def click(block: int) -> None:
            y = view.viewport.rows.index(view.viewport.flow.row_at(block, 0))
            await stage.pilot.click(view, offset=(30, y + 2))
            assert view.cursor.block == block

        def drawn() -> set[str]:
            return {entry.action for _, _, entry in bar._spots}

        rate = "screen.command('claim.rate')"
        await stage.press("j", "j", "a")
        assert rate in drawn()
        await click(3)
        assert rate not in drawn()
        await click(2)
        assert rate in drawn()
        await stage.press("j")
        assert rate not in drawn()
        stage.reader.stand_on(stage.claims[0].id, None)
        await stage.pilot.pause()
        assert rate in drawn()


KEYS = [
    "j",
    "l",
    "a",
    "space",
    "b",
    "G",
    "ctrl+u",
    "g",
    "g",
    "ctrl+d",
    "ctrl+u",
    "v",
    ")",
    "escape",
    "]",
    "z",
    "<",
    "k",
    "pagedown",
    "pageup",
    "end",
    "home",
]


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
async def test_what_is_on_the_screen_is_what_would_be_drawn_now(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with reading(tmp_path, size=size) as stage:
        text = stage.reader.text
        for key in KEYS:
            await stage.press(key)
            shown = {y: strip.text for y, strip in text._kept.items()}
            assert {y: text.line(y).text for y in shown} == shown, key


async def test_the_keys_of_the_text_work_in_the_margin(tmp_path: Path) -> None:
    async with reading(tmp_path) as stage:
        reader = stage.reader
        await stage.press("j", "j", "a", "j", "a", "tab", "[")
        assert reader.claim == stage.claims[0]
        assert reader.margin.has_focus
        await stage.press("]")
        assert reader.claim == stage.claims[1]
        await stage.press("v")
        assert reader.text.selection is not None
        assert reader.text.has_focus
        await stage.press("escape", "tab", "g", "g")
        assert reader.text.cursor.block == 0
        await stage.press("slash", "d", "r", "e", "d", "enter")
        assert reader.found is not None
        assert len(stage.claims) == 2


async def test_hiding_the_margin_gives_its_keys_to_the_text(tmp_path: Path) -> None:
    async with reading(tmp_path) as stage:
        await stage.press("j", "j", "a", "tab", "z")
        assert stage.reader.focused is stage.reader.text


async def test_nothing_is_drawn_while_it_would_not_be_shown(tmp_path: Path) -> None:
    drawn: list[int] = []
    draw = Compositor.render_update

    def noted(compositor: Compositor, **options: Any) -> object:
        assert compositor.root is not None
        drawn.append(compositor.root.app._batch_count)
        return draw(compositor, **options)

    with patch.object(Compositor, "render_update", noted):
        async with reading(tmp_path):
            assert drawn
            assert not any(drawn)
