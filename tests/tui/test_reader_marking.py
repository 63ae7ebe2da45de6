from __future__ import annotations

import asyncio
import threading
import time
from typing import TYPE_CHECKING

import pytest

from postil.core.settings import Settings
from postil.core.snapshot import Block, BlockKind, TextRange
from postil.services.marks.claims import mark_claim
from postil.tui.commands import everywhere
from postil.tui.commands.everywhere import LOOKING_BACK
from postil.tui.commands.meaningless import NO_DOUBT
from postil.tui.widgets.key_bar import KeyBar
from tests.fakes import written
from tests.tui.reader_stage import reading
from tests.tui.test_keys_in_turn import in_one_go

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from postil.core.changes import Operation


async def test_two_keys_from_a_sentence_to_a_claim_on_disk(tmp_path: Path) -> None:
    async with reading(tmp_path) as stage:
        await stage.press("j", "j", "l", "a")
        (claim,) = stage.claims
        assert claim.target.exact == stage.reader.snapshot.text[claim.start : claim.end]
        assert stage.reader.claim == claim
        (on_disk,) = stage.saved().read(stage.reader.article).live_claims
        assert on_disk.target == claim.target
        await stage.pilot.pause()
        assert stage.reader.margin.status == "saved"


async def test_a_mark_is_painted_before_the_margin_is_drawn_and_before_it_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with reading(tmp_path) as stage:
        await stage.press("j", "j")
        seen: list[str] = []
        for place, name in (
            (stage.reader.text, "show_claims"),
            (stage.app, "_display"),
            (stage.reader.pane, "tell"),
            (stage.app.library, "apply"),
        ):
            noted = _noted(seen, name, getattr(place, name))
            monkeypatch.setattr(place, name, noted)
        await stage.press("a")
        assert written(stage.app.writer)
        assert seen[:2] == ["show_claims", "_display"]
        assert {"tell", "apply"} <= {*seen[2:]}


def _noted(seen: list[str], name: str, act: Callable[..., object]) -> Callable[..., object]:
    def noted(*given: object) -> object:
        seen.append(name)
        return act(*given)

    return noted


async def test_what_becomes_of_a_claim_while_the_article_is_left_is_told_nowhere(tmp_path: Path) -> None:
    async with reading(tmp_path) as stage:
        reader = stage.reader
        await stage.press("a")
        assert written(stage.app.writer)
        reader.claims.draw()
        await stage.press("q")
        assert not reader.is_attached
        reader.claims.tell()


async def test_a_selection_is_made_by_words_and_characters_from_both_ends(tmp_path: Path) -> None:
    async with reading(tmp_path) as stage:
        await stage.press("j", "j")
        sentence = stage.reader.text.cursor.range
        text = stage.reader.snapshot.text
        await stage.press("v", "b", "b", "o", "w", "l", "a")
        (claim,) = stage.claims
        assert sentence.start < claim.start < claim.end < sentence.end
        words = text[sentence.start : sentence.end].split()
        assert claim.target.exact.split()[-1] == words[-2]
        assert claim.target.exact == text[claim.start : claim.end]
        assert stage.reader.text.selection is None


async def test_a_selection_goes_over_a_paragraph_border_by_sentence(tmp_path: Path) -> None:
    async with reading(tmp_path) as stage:
        await stage.press("j", "j", "v")
        for _ in range(8):
            await stage.press("right_parenthesis")
        await stage.press("a")
        assert "\n\n" in stage.claims[0].target.exact


async def test_escape_leaves_a_selection_and_marks_nothing(tmp_path: Path) -> None:
    async with reading(tmp_path) as stage:
        await stage.press("j", "v", "w", "escape")
        assert stage.reader.text.selection is None
        assert not stage.claims


async def test_boundaries_are_nudged_after_saving_and_restored_by_escape(tmp_path: Path) -> None:
    async with reading(tmp_path) as stage:
        await stage.press("j", "j", "a")
        before = stage.claims[0]
        await stage.press("B", "h", "L", "escape")
        assert stage.claims[0].target == before.target
        await stage.press("B", "h", "L", "comma", "enter")
        after = stage.claims[0]
        assert after.start > before.start
        assert after.end < before.end
        assert after.id == before.id


async def test_several_claims_in_one_sentence_and_overlapping(tmp_path: Path) -> None:
    async with reading(tmp_path) as stage:
        await stage.press("j", "j", "a", "v", "o", "w", "w", "a", "v", "escape", "v", "b", "a")
        starts = [claim.start for claim in stage.claims]
        assert len(starts) == 3
        first = stage.reader.text.overlay.claims.over(stage.claims[0].start, stage.claims[0].end)
        assert len(first) == 3
        await stage.press("[")
        assert stage.reader.claim in stage.claims


async def test_undo_and_redo_bring_a_claim_back_also_after_a_restart(tmp_path: Path) -> None:
    async with reading(tmp_path) as stage:
        await stage.press("j", "j", "a")
        await stage.press("u")
        undone = len(stage.claims)
        await stage.press("ctrl+r")
        assert (undone, len(stage.claims)) == (0, 1)
        stage.saved()
    async with reading(tmp_path) as stage:
        found = len(stage.claims)
        await stage.press("u")
        assert (found, len(stage.claims)) == (1, 0)
        assert not stage.saved().read(stage.reader.article).live_claims


async def test_undo_reads_beside_the_screen_and_the_keys_behind_it_wait(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads = set()
    async with reading(tmp_path) as stage:
        await stage.press("j", "j", "a", "r", "1", "r", "2", "r", "3")
        assert written(stage.app.writer)
        real = stage.app.library.operations

        def slow(naming: str = "") -> Iterator[Operation]:
            threads.add(threading.current_thread())
            time.sleep(0.05)
            return real(naming)

        monkeypatch.setattr(stage.app.library, "operations", slow)
        await in_one_go(stage, "uu")
        assert stage.claims[0].rating == "supported"
        await in_one_go(stage, "r4uu")
        assert stage.claims[0].rating == "unrated"
        await in_one_go(stage, "uuu")
        assert not stage.claims
        assert threads
        assert threading.main_thread() not in threads


async def test_undo_tells_that_it_looks_back_when_that_takes_longer_than_a_moment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = threading.Event()
    async with reading(tmp_path) as stage:
        await stage.press("j", "j", "a")
        assert written(stage.app.writer)
        real = stage.app.library.operations

        def slow(naming: str = "") -> Iterator[Operation]:
            assert go_on.wait(10)
            return real(naming)

        monkeypatch.setattr(stage.app.library, "operations", slow)

        bar = stage.reader.query_one(KeyBar)
        pressed = asyncio.create_task(stage.pilot.press("u"))
        try:
            for _ in range(200):
                if bar.message:
                    break
                await asyncio.sleep(0.05)
            assert bar.message == LOOKING_BACK
            assert stage.claims
        finally:
            go_on.set()
            await pressed
        await stage.press()
        assert not bar.message
        assert not stage.claims


async def test_undo_of_a_moment_does_not_say_that_it_looks_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    say = KeyBar.say

    def noting(self: KeyBar, message: str, beside: str = "") -> None:
        said.append(message)
        say(self, message, beside)

    monkeypatch.setattr(everywhere, "MOMENT", 60)
    async with reading(tmp_path) as stage:
        monkeypatch.setattr(KeyBar, "say", noting)
        await stage.press("j", "j", "a", "u")
        assert not stage.claims
        assert LOOKING_BACK not in said


async def test_a_rating_by_digit_tags_and_the_form(tmp_path: Path) -> None:
    async with reading(tmp_path) as stage:
        await stage.press("j", "j", "a", "r", "3")
        assert stage.claims[0].rating == "disputed"
        await stage.press("t")
        await stage.type("harbour, money")
        await stage.press("enter")
        assert stage.claims[0].tags == ("harbour", "money")
        await stage.press("e")
        await stage.type("Costs rise")
        await stage.press("ctrl+s")
        assert stage.claims[0].text == "Costs rise"
        assert stage.claims[0].tags == ("harbour", "money")


async def test_what_undo_brings_back_is_what_the_next_key_is_about(tmp_path: Path) -> None:
    async with reading(tmp_path) as stage:
        for source in ("Harbour log", "Tide tables"):
            await stage.press("plus")
            await stage.type("Gates open.")
            await stage.press("tab")
            await stage.type(source)
            await stage.press("ctrl+s")
        (claim,), pieces = stage.claims, stage.evidence
        await stage.press("tab", "j", "tab")
        assert stage.reader.evidence == pieces[1]
        await stage.press("d", "d")  # the evidence, then its claim
        assert (stage.claims, stage.reader.claim) == ((), None)
        await stage.press("u")
        assert stage.reader.current == claim.id
        await stage.press("u")
        assert stage.reader.current == pieces[1].id
        await stage.press("ctrl+r")
        assert stage.reader.current == claim.id


async def test_the_trash_needs_no_dialog_and_undo_brings_back(tmp_path: Path) -> None:
    async with reading(tmp_path) as stage:
        await stage.press("j", "j", "a", "d")
        assert not stage.claims
        await stage.press("u")
        assert len(stage.claims) == 1


async def test_an_article_without_marks_never_enters_the_library(tmp_path: Path) -> None:
    async with reading(tmp_path) as stage:
        await stage.press("j", "j", "l", "G", "g", "g")
        assert not stage.saved().articles()


@pytest.mark.parametrize("key", ["e", "r", "d", "E", "y", "Y", "M", "B", "p", "A", "X", "c"])
async def test_a_key_that_needs_a_claim_says_so(tmp_path: Path, key: str) -> None:
    async with reading(tmp_path) as stage:
        await stage.press("j", "j", key)
        bar = stage.reader.query_one(KeyBar)
        assert bar.message == "no claims yet: a marks the sentence"
        await stage.press("j")
        assert not stage.claims
        await stage.press("a", "j", key)
        assert bar.message == "no claim here: a marks the sentence, ] goes to the next claim"


async def test_what_tells_a_key_tells_the_one_that_the_reader_has_set(tmp_path: Path) -> None:
    keymap = {"claim.mark": "f6", "select.start": "f7", "edit.undo": "f8", "claim.next": "f9"}
    async with reading(tmp_path, settings=Settings(keymap=keymap)) as stage:
        bar = stage.reader.query_one(KeyBar)
        await stage.press("j", "j", "e")
        assert bar.message == "no claims yet: f6 marks the sentence"
        margin = stage.reader.margin
        assert "f6 marks the sentence as a claim; f7 selects other words." in " ".join(
            margin.line(y).text.strip() for y in range(6)
        )
        await stage.press("f6", "f6")
        assert bar.message == "this is a claim already; f7 selects other words"
        await stage.press("d")
        assert bar.message == "claim in the trash; f8 brings it back"
        await stage.press("f8", "j", "e")
        assert bar.message == "no claim here: f6 marks the sentence, f9 goes to the next claim"


async def test_a_key_says_why_it_does_nothing_on_a_claim(tmp_path: Path) -> None:
    async with reading(tmp_path) as stage:
        await stage.press("j", "j", "a")
        bar = stage.reader.query_one(KeyBar)
        for key, words in (
            ("A", NO_DOUBT),
            ("X", NO_DOUBT),
            ("K", "nothing was changed on both sides here"),
            ("exclamation_mark", "nothing is other than when this text was read first"),
        ):
            await stage.press(key)
            assert bar.message == words
        await stage.press("tab", "A")
        assert bar.message == NO_DOUBT
        await stage.press("e", "A")
        assert not bar.message  # what is typed into a form is no command


async def test_a_claim_is_not_doubled(tmp_path: Path) -> None:
    async with reading(tmp_path) as stage:
        await stage.press("j", "j", "a", "a", "a")
        assert len(stage.claims) == 1
        assert "already" in stage.reader.query_one(KeyBar).message
        await stage.press("v", "b", "a")
        assert len(stage.claims) == 2


@pytest.mark.parametrize(
    ("text", "count"),
    [("The quay – the old one – is 1,200 m long.", "9 words:"), ("港は閉まった。", "6 words:")],
)
async def test_the_selected_words_are_counted_as_the_text_divides_them(
    tmp_path: Path, text: str, count: str
) -> None:
    async with reading(tmp_path, blocks=[Block(BlockKind.PARAGRAPH, text)]) as stage:
        await stage.press("v")
        assert stage.reader.query_one(KeyBar).beside.startswith(count)


async def test_a_selection_that_was_dragged_stays_when_the_button_is_let_go(tmp_path: Path) -> None:
    async with reading(tmp_path) as stage:
        text = stage.reader.text
        y = next(y for y in range(3, 30) if text.offset_at(12, y) and text.offset_at(30, y + 1))
        await stage.pilot.mouse_down(text, offset=(12, y))
        await stage.pilot.hover(text, offset=(30, y + 1))
        await stage.pilot.mouse_up(text, offset=(30, y + 1))
        await stage.pilot.pause()
        assert text.selection is not None
        chosen = text.selection.range
        await stage.press("a")
        (claim,) = stage.claims
        assert (claim.start, claim.end) == (chosen.start, chosen.end)


async def test_a_claim_that_was_dragged_is_shown_and_current(tmp_path: Path) -> None:
    async with reading(tmp_path) as stage:
        text = stage.reader.text
        y = next(y for y in range(9, 30) if text.offset_at(12, y) and text.offset_at(30, y))
        await stage.pilot.mouse_down(text, offset=(12, y))
        await stage.pilot.hover(text, offset=(30, y))
        await stage.pilot.mouse_up(text, offset=(30, y))
        await stage.press("a")
        (claim,) = stage.claims
        assert text.cursor.range.holds(claim.start)
        assert claim.id in {entry.id for entry in stage.reader.margin.entries}
        await stage.press("d")
        assert not stage.claims


async def test_the_next_claim_is_another_one_also_after_a_claim_of_two_pieces(tmp_path: Path) -> None:
    async with reading(tmp_path) as stage:
        starts = stage.reader.snapshot.starts
        first = [TextRange(starts[2], starts[2] + 9), TextRange(starts[3], starts[3] + 9)]
        mark_claim(stage.app.workspace, stage.reader.article, first)
        mark_claim(stage.app.workspace, stage.reader.article, [TextRange(starts[4], starts[4] + 9)])
        stage.reader.claims_changed()
        await stage.press("]", "]")
        assert stage.reader.text.cursor.block == 4
        await stage.press("[")
        assert stage.reader.text.cursor.block == 2
        await stage.press("B")
        assert not stage.reader.text.adjusting


@pytest.mark.parametrize("keys", [("v", "w"), ("a", "B", "l"), ("a", "B", "tab")])
async def test_q_leaves_what_is_selected_or_adjusted_before_the_reader(
    tmp_path: Path, keys: tuple[str, ...]
) -> None:
    async with reading(tmp_path) as stage:
        await stage.press("j", "j", *keys, "q")
        assert stage.app.is_running
        assert stage.reader.text.selection is None
        await stage.press("q")
        assert not stage.app.is_running


async def test_what_is_drawn_again_is_all_that_has_changed(tmp_path: Path) -> None:
    """After each key the rows on the screen are those that drawing everything anew would give."""
    keys = (
        "l",
        "a",
        "2",
        "a",
        "v",
        "w",
        "w",
        "a",
        "k",
        "a",
        "u",
        "u",
        "ctrl+r",
        "left_square_bracket",
        "d",
        "j",
        "space",
    )
    async with reading(tmp_path) as stage:
        view = stage.reader.text
        await stage.press("j", "j")
        for key in keys:
            await stage.press(key)
            drawn = [view.line(y) for y in range(view.size.height)]
            view.repaint()
            assert drawn == [view.line(y) for y in range(view.size.height)], key


async def test_a_narrow_window_gives_the_margin_more_rows_once_it_has_claims_to_show(tmp_path: Path) -> None:
    async with reading(tmp_path, size=(80, 24)) as stage:
        pane = stage.reader.pane
        bare = pane.size.height
        await stage.press("j", "j", "a")
        marked = pane.size.height
        assert bare < marked
        await stage.press("u")
        assert pane.size.height == bare
        await stage.press("ctrl+r", "plus")
        assert pane.size.height > marked  # a form needs more


async def test_the_notes_of_a_text_have_the_rows_of_a_margin_that_has_claims(tmp_path: Path) -> None:
    blocks = (Block(BlockKind.PARAGRAPH, "The bell rang."), Block(BlockKind.FOOTNOTE, "Twice.", marker="1"))
    async with reading(tmp_path, size=(80, 24), blocks=blocks) as stage:
        height = stage.reader.pane.size.height
        await stage.press("a")
        assert stage.reader.pane.size.height == height
