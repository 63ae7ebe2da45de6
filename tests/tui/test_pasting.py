from __future__ import annotations

import threading
from typing import TYPE_CHECKING
from unittest.mock import patch

import pytest
from textual import events

from postil.core.settings import Settings
from postil.tui.terminal.clipboard import Outcome, Status
from postil.tui.terminal.clipboard_reading import OWN, Found
from postil.tui.widgets.evidence_form import EvidenceForm, Quote
from postil.tui.widgets.field_form import FieldForm, Line
from postil.tui.widgets.prompt import Prompt
from tests.tui.reader_stage import Stage, reading

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HOSTILE = "Not one boat\nhas\t\x1b[31mre\u202eturned.\x07"
CLEAN = "Not one boat\nhas re\N{REPLACEMENT CHARACTER}turned.\N{SYMBOL FOR BELL}"
LINE = CLEAN.replace("\n", " ")


class Desktop:
    """A clipboard that is read and written in this process.

    Attributes:
        text: What it holds.
        slow: Set while it answers; a test that clears it lets an answer wait.
        asked: The commands that the settings named.
    """

    def __init__(self) -> None:
        self.text = ""
        self.slow = threading.Event()
        self.slow.set()
        self.asked: list[str] = []

    def copy(self, text: str, **_: object) -> Outcome:
        self.slow.wait(10)
        self.text = text
        return Outcome(Status.OK, "clipboard", "", len(text))

    def read(self, *, command: str, last: str, **_: object) -> Found:
        self.slow.wait(10)
        self.asked.append(command)
        return (
            Found(self.text, "clipboard", "") if self.text else Found(last, OWN if last else "", "none here")
        )


@pytest.fixture
def desktop() -> Iterator[Desktop]:
    made = Desktop()
    with (
        patch("postil.tui.terminal.clipboard.copy", made.copy),
        patch("postil.tui.terminal.clipboard_reading.read", made.read),
    ):
        yield made
    made.slow.set()


def told(stage: Stage) -> list[str]:
    return [notice.message for notice in stage.app._notifications]


async def test_a_quote_is_pasted_line_by_line_and_says_where_it_was(tmp_path: Path, desktop: Desktop) -> None:
    desktop.text = HOSTILE
    async with reading(tmp_path, settings=Settings(clipboard_paste="fetch")) as stage:
        await stage.press("j", "j", "plus", "ctrl+v")
        form = stage.app.screen.query_one(EvidenceForm)
        assert form.query_one(Quote).text == CLEAN
        assert f"Pasted {len(CLEAN)} characters (clipboard)." in told(stage)
        assert desktop.asked == ["fetch"]
        await stage.press("tab", "ctrl+v")
        assert form.draft.source == LINE
        await stage.press("home", "shift+end", "ctrl+v", "!")
        assert form.draft.source == f"{LINE}!"  # what was selected is gone


async def test_a_line_of_a_form_and_of_a_prompt_take_a_paste(tmp_path: Path, desktop: Desktop) -> None:
    desktop.text = HOSTILE
    async with reading(tmp_path) as stage:
        await stage.press("slash", "ctrl+v")
        assert stage.app.screen.query_one(Prompt).query_one(Line).value == LINE
        await stage.press("home", "shift+end")
        stage.app.post_message(events.Paste("two\nlines"))
        await stage.press("escape", "j", "a", "e", "end", "ctrl+v")
        form = stage.app.screen.query_one(FieldForm)
        assert any(value.endswith(LINE) for value in form.values.values())


async def test_keys_behind_a_slow_paste_come_behind_what_is_pasted(
    tmp_path: Path, desktop: Desktop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("postil.tui.keys.in_turn.PATIENCE_SECONDS", 10.0)  # however busy the machine is
    desktop.text = "pasted"
    async with reading(tmp_path) as stage:
        await stage.press("j", "j", "plus")
        desktop.slow.clear()
        await stage.pilot.press("a", "ctrl+v", "b", "tab", "c")
        form = stage.app.screen.query_one(EvidenceForm)
        assert (form.draft.quote, form.draft.source) == ("a", "")
        desktop.slow.set()
        await stage.press("d")
        assert (form.draft.quote, form.draft.source) == ("apastedb", "cd")


async def test_a_paste_that_never_comes_does_not_keep_the_keys(
    tmp_path: Path, desktop: Desktop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("postil.tui.keys.in_turn.PATIENCE_SECONDS", 0.1)
    async with reading(tmp_path) as stage:
        await stage.press("j", "j", "plus")
        desktop.slow.clear()
        await stage.press("ctrl+v", "x", "y")
        assert stage.app.screen.query_one(EvidenceForm).draft.quote == "xy"
        await stage.press("escape")
        assert not stage.app.screen.query(EvidenceForm)
        desktop.text = "too late"
        desktop.slow.set()
        await stage.app.workers.wait_for_complete()
        assert not any("asted" in message for message in told(stage))


async def test_what_is_cut_is_pasted_at_once(tmp_path: Path, desktop: Desktop) -> None:
    desktop.text = "older"
    async with reading(tmp_path) as stage:
        await stage.press("j", "j", "plus")
        await stage.type("mine")
        await stage.press("shift+home", "ctrl+x", "tab", "ctrl+v")
        assert desktop.text == "mine"
        form = stage.app.screen.query_one(EvidenceForm)
        assert (form.draft.quote, form.draft.source) == ("", "mine")
        assert told(stage) == ["Pasted 4 characters (clipboard)."]


async def test_where_nothing_can_be_read_the_reason_and_another_way_are_told(
    tmp_path: Path, desktop: Desktop
) -> None:
    async with reading(tmp_path) as stage:
        await stage.press("j", "j", "plus", "ctrl+v")
        assert stage.app.screen.query_one(EvidenceForm).draft.quote == ""
        assert told(stage) == [
            "Nothing pasted: none here.\nYour terminal’s own key for pasting works here too."
        ]


async def test_without_a_clipboard_the_last_copy_is_pasted_and_named(tmp_path: Path) -> None:
    async with reading(tmp_path) as stage:
        await stage.press("j", "j", "ctrl+c", "plus", "ctrl+v")
        quote = stage.app.screen.query_one(EvidenceForm).draft.quote
        assert quote
        assert quote in stage.reader.snapshot.text
        assert any(message.endswith("(postil’s last copy).") for message in told(stage))


async def test_the_article_takes_no_paste(tmp_path: Path, desktop: Desktop) -> None:
    async with reading(tmp_path) as stage:
        await stage.press("j", "ctrl+v")
        assert desktop.asked == []
