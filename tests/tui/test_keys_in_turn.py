from __future__ import annotations

from typing import TYPE_CHECKING
from unittest.mock import patch

import pytest
from textual import events
from textual.keys import _character_to_key

from postil.tui.keys.in_turn import KeysInTurn
from postil.tui.widgets.evidence_form import EvidenceForm
from postil.tui.widgets.field_form import FieldForm
from postil.tui.widgets.prompt import Prompt
from tests.tui.reader_stage import reading, worked_off

if TYPE_CHECKING:
    from pathlib import Path

    from tests.tui.reader_stage import Stage


async def in_one_go(stage: Stage, typed: str) -> None:
    """Types as a terminal hands on what was typed ahead: all at once."""
    for character in typed:
        key = {"\n": "enter", "\t": "tab"}.get(character) or _character_to_key(character)
        stage.app.post_message(events.Key(key, character))
    await stage.pilot.pause()
    await stage.pilot.pause(0.02)
    await worked_off(stage.pilot, stage.app)


async def test_what_follows_a_search_key_is_searched_for(tmp_path: Path) -> None:
    async with reading(tmp_path) as stage:
        await in_one_go(stage, "jja/dig")
        assert len(stage.claims) == 1
        assert stage.app.screen.query_one(Prompt)
        assert stage.reader.found is not None
        assert stage.reader.found.phrase == "dig"


async def test_what_follows_a_form_s_key_is_typed_into_the_form(tmp_path: Path) -> None:
    async with reading(tmp_path) as stage:
        await in_one_go(stage, "jj+bad words\tquay")
        draft = stage.app.screen.query_one(EvidenceForm).draft
        assert (draft.quote, draft.source) == ("bad words", "quay")


async def test_what_follows_enter_in_a_form_is_typed_into_the_next_line(tmp_path: Path) -> None:
    async with reading(tmp_path) as stage:
        await in_one_go(stage, "jj+words\tquay\nAda\n2031\nCourier")
        draft = stage.app.screen.query_one(EvidenceForm).draft
        assert (draft.source, draft.about["author"], draft.about["date"]) == ("quay", "Ada", "2031")
        assert draft.about["container"] == "Courier"


async def test_what_follows_enter_in_a_form_over_the_screen_is_typed_into_the_next_line(
    tmp_path: Path,
) -> None:
    async with reading(tmp_path) as stage:
        await in_one_go(stage, "jjCnew\nAda\n2031\nCourier")
        values = stage.app.screen.query_one(FieldForm).values
        assert values["title"].endswith("new")
        assert values["published"].endswith("2031")
        assert values["container"].endswith("Courier")


async def test_a_key_of_two_takes_both_and_no_third(tmp_path: Path) -> None:
    async with reading(tmp_path) as stage:
        await in_one_go(stage, "jjjggmxG'xa")
        assert stage.reader.text.cursor.block == 0
        assert len(stage.claims) == 1
        assert stage.app.next_key is None


async def test_a_form_is_asked_for_once(tmp_path: Path) -> None:
    async with reading(tmp_path) as stage:
        await in_one_go(stage, "jj++-words")
        (form,) = stage.app.screen.query(EvidenceForm)
        assert form.draft.quote == "+-words"


async def test_what_is_typed_behind_the_last_key_is_not_worked_off(tmp_path: Path) -> None:
    async with reading(tmp_path) as stage:
        await in_one_go(stage, "jjq:?RL/+a")
        assert not stage.app.is_running
        assert not stage.claims


async def test_nobody_waits_for_a_key_that_only_moves(tmp_path: Path) -> None:
    async with reading(tmp_path) as stage:
        with patch.object(KeysInTurn, "_go_behind") as waited:
            await in_one_go(stage, "jjl")
            waited.assert_not_called()
        assert not stage.app._typed
        assert stage.reader.text.cursor.block == 2


@pytest.mark.parametrize("other", ["a click", "a paste"])
async def test_a_key_of_two_waits_no_longer_when_something_else_comes(tmp_path: Path, other: str) -> None:
    async with reading(tmp_path) as stage:
        await stage.press("m")
        if other == "a click":
            await stage.pilot.click("#article", offset=(12, 4))
        else:
            stage.app.post_message(events.Paste("x"))
            await stage.pilot.pause()
        await stage.press("x")
        assert not stage.reader.text.cursor.marks


async def test_escape_leaves_a_key_of_two(tmp_path: Path) -> None:
    async with reading(tmp_path) as stage:
        await stage.press("j", "g", "escape", "g")
        assert stage.reader.text.cursor.block == 1
        await stage.press("g")
        assert stage.reader.text.cursor.block == 0
