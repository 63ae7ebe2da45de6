from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from postil.core.settings import Settings
from postil.help import PAGES
from postil.tui.commands.library import LIBRARY
from postil.tui.palette import Palette
from postil.tui.screens.help import HelpScreen
from postil.tui.widgets.header import Header
from postil.tui.widgets.page_view import PageView
from tests.tui.list_stage import visiting
from tests.tui.reader_stage import reading

if TYPE_CHECKING:
    from pathlib import Path


async def test_every_command_of_the_screen_has_a_line(tmp_path: Path) -> None:
    async with visiting(tmp_path, "library", size=(120, 200)) as stage:
        await stage.press("question_mark")
        words = " ".join(stage.screen_text.replace("│", " ").split())
        for command in LIBRARY.commands.values():
            assert command.help in words
        assert "Go to the review: the ledger of all claims." in words
        assert "ctrl+r Do again what was last undone." in words


@pytest.mark.parametrize("key", ["escape", "q", "question_mark", "f1"])
async def test_help_comes_with_f1_and_goes(tmp_path: Path, key: str) -> None:
    async with visiting(tmp_path, "review") as stage:
        await stage.press("f1")
        assert isinstance(stage.app.screen, HelpScreen)
        await stage.press(key)
        assert stage.review.listing.has_focus


@pytest.mark.parametrize(
    ("keys", "told"),
    [
        (["plus"], "Evidence form"),
        (["a", "e"], "Form"),
        (["C"], "Form"),
        (["a", "r"], "Choice"),
        (["T"], "List that typing narrows"),
        (["slash"], "Line of input"),
    ],
    ids=lambda keys: keys[-1] if isinstance(keys, list) else "",
)
async def test_f1_tells_the_keys_of_a_form_and_a_dialog_and_comes_back(
    tmp_path: Path, keys: list[str], told: str
) -> None:
    async with reading(tmp_path) as stage:
        await stage.press("j", "j", *keys)
        asked, focused = stage.app.screen, stage.app.focused
        await stage.press("f1")
        help_screen = stage.app.screen
        assert isinstance(help_screen, HelpScreen)
        assert help_screen._here[0][0] == told
        if asked.is_modal:
            assert "Program" not in [heading for heading, _ in help_screen._here]
        await stage.press("escape")
        assert stage.app.screen is asked
        assert stage.app.focused is focused


async def test_the_keys_of_the_text_are_told_without_the_marks_of_the_key_page(tmp_path: Path) -> None:
    async with reading(tmp_path, size=(120, 60)) as stage:
        await stage.press("question_mark")
        rows = [words for _, rows in stage.app.screen._here for _, words in rows]  # type: ignore[attr-defined]
        assert "Go to the start: press it twice, as gg; after a number to that paragraph." in rows
        assert not any("`" in words for words in rows)


async def test_tab_and_digits_turn_to_the_pages(tmp_path: Path) -> None:
    async with visiting(tmp_path, "library") as stage:
        await stage.press("question_mark", str(PAGES.index("changelog") + 2))
        assert "Keep a Changelog" in stage.screen_text
        assert "](https" not in stage.screen_text
        await stage.press("1")
        assert "Open the article where it was left." in stage.screen_text
        await stage.press("shift+tab")
        assert "contested: supported and disputed" in stage.screen_text
        await stage.press("shift+tab")
        assert "Working on postil" in stage.screen_text


async def test_a_page_scrolls_to_its_end_and_back(tmp_path: Path) -> None:
    async with visiting(tmp_path, "library", size=(80, 24)) as stage:
        await stage.press("question_mark", str(PAGES.index("format") + 2))
        page = stage.app.screen.query_one(PageView)
        await stage.press("space")
        assert page.top == page.size.height - 1
        await stage.press("b", "k")
        assert page.top == 0
        await stage.press("G")
        end = page.top
        await stage.press("j")
        assert page.top == end > 0


@pytest.mark.parametrize("size", [(40, 10), (80, 24), (200, 50)])
async def test_help_can_be_drawn_at_any_size(tmp_path: Path, size: tuple[int, int]) -> None:
    async with visiting(tmp_path, "review", size=size) as stage:
        await stage.press("question_mark", "tab", "tab", "tab", "j")
        assert isinstance(stage.app.screen, HelpScreen)


HEADINGS = {
    (): "Moving",
    ("v",): "Selecting",
    ("a", "B"): "Adjusting a claim",
    ("a", "tab"): "Margin",
    ("a", "plus"): "Evidence form",
}


@pytest.mark.parametrize("keys", HEADINGS)
async def test_help_begins_with_what_has_the_focus_in_the_reader(
    tmp_path: Path, keys: tuple[str, ...]
) -> None:
    async with reading(tmp_path) as stage:
        await stage.press(*keys, "f1")
        assert isinstance(stage.app.screen, HelpScreen)
        assert stage.app.screen.page_view._lines[0] == [(HEADINGS[keys], "heading")]


async def test_help_begins_with_the_text_while_a_notice_is_told(tmp_path: Path) -> None:
    async with reading(tmp_path) as stage:
        await stage.press("u")
        assert stage.notices
        await stage.press("f1")
        assert isinstance(stage.app.screen, HelpScreen)
        assert stage.app.screen.page_view._lines[0] == [("Moving", "heading")]


async def test_help_begins_with_what_has_the_focus_in_the_review(tmp_path: Path) -> None:
    async with visiting(tmp_path, "review") as stage:
        for key, heading in (("f1", "Review"), ("slash", "Line of input"), ("tab", "Claim in full")):
            await stage.press(key, *(["f1"] if key != "f1" else []))
            assert isinstance(stage.app.screen, HelpScreen)
            assert stage.app.screen.page_view._lines[0] == [(heading, "heading")]
            await stage.press("escape", *(["escape"] if key == "slash" else []))


async def test_help_shows_the_keys_that_are_in_force(tmp_path: Path) -> None:
    settings = Settings(keymap={"claim.mark": "f6", "claim.tag": "q", "help.leave": "f9"})
    async with reading(tmp_path, settings=settings) as stage:
        await stage.press("f1")
        screen = stage.app.screen
        assert isinstance(screen, HelpScreen)
        page = ["".join(text for text, _ in line).split("  ") for line in screen.page_view._lines]
        keys = {line[-1].strip(): line[1].strip() for line in page if len(line) > 1}
        assert keys["Mark the sentence, or the selected words, as a claim."] == "f6"
        assert keys["Set the claim's tags."] == "t"  # q is taken: the override was refused
        assert "f9: leave" in screen.query_one("#foot", Header).lines[0][0][0][0]
        await stage.press("f9")
        assert stage.app.screen is stage.reader


async def test_a_palette_may_be_open_in_two_places(tmp_path: Path) -> None:
    async with reading(tmp_path) as stage:
        await stage.press("colon")
        await stage.app.places.visit("review")
        await stage.press("colon")
        assert isinstance(stage.app.screen, Palette)
        assert stage.app.is_running


async def test_words_are_searched_for_in_all_pages(tmp_path: Path) -> None:
    async with visiting(tmp_path, "library", size=(80, 24)) as stage:
        await stage.press("question_mark", "slash")
        await stage.type("semver")  # an address, of which only the words are shown
        assert "not found" in stage.screen_text
        await stage.press("escape", "slash")
        await stage.type("semantic")
        assert "Keep a Changelog" in stage.screen_text
        await stage.press("enter")
        screen = stage.app.screen
        assert isinstance(screen, HelpScreen)
        assert "1 of 1 on this page" in stage.screen_text
        hits = [
            segment.text
            for y in range(screen.page_view.size.height)
            for segment in screen.page_view.line(y)
            if segment.style and segment.style.bgcolor == stage.app.looks("hit-current").bgcolor
        ]
        assert hits == ["Semantic"]
        await stage.press("n")
        assert "1 of 1 on this page" in stage.screen_text
        await stage.press("escape")
        assert not isinstance(stage.app.screen, HelpScreen)


async def test_a_search_in_the_help_goes_from_page_to_page_and_back(tmp_path: Path) -> None:
    async with visiting(tmp_path, "library", size=(80, 24)) as stage:
        await stage.press("question_mark", "slash")
        await stage.type("merge-file")
        screen = stage.app.screen
        assert isinstance(screen, HelpScreen)
        await stage.press("enter")
        seen = [screen._pages[screen._index]]
        for _ in range(6):
            await stage.press("n")
            seen.append(screen._pages[screen._index])
        assert list(dict.fromkeys(seen)) == ["format", "shell", "changelog"]
        assert seen[-1] == "format"  # and on from the first
        await stage.press("N")
        assert screen._pages[screen._index] == seen[-2]


async def test_a_search_that_is_left_shows_what_was_shown_before(tmp_path: Path) -> None:
    async with visiting(tmp_path, "library", size=(80, 24)) as stage:
        await stage.press("question_mark", "2", "space")
        before = stage.screen_text
        await stage.press("slash")
        await stage.type("lineage")
        assert "lineage" in stage.screen_text
        await stage.press("escape")
        assert stage.screen_text == before
        await stage.press("n")
        assert "nothing searched for yet" in stage.screen_text
