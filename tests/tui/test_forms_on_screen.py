from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest
from textual.widgets import Static

from postil.core.settings import Settings
from postil.storage.machine.set_aside import SetAside
from postil.tui import notices
from postil.tui.looks.themes import NAMES
from postil.tui.screens.form import FormScreen
from postil.tui.screens.reader import ReaderScreen
from postil.tui.widgets.evidence_form import EvidenceForm, Quote
from postil.tui.widgets.field_form import FieldForm, Line
from postil.tui.widgets.key_bar import KeyBar
from tests.tui.reader_stage import kept_of_forms, reading
from tests.unit.tui.test_themes import contrast

if TYPE_CHECKING:
    from pathlib import Path

    from tests.tui.reader_stage import Stage


def form_of(stage: Stage) -> FieldForm:
    return stage.app.screen.query_one(FieldForm)


async def test_a_word_is_typed_in_the_place_of_another_and_taken_as_it_is_offered(tmp_path: Path) -> None:
    async with reading(tmp_path) as stage:
        await stage.press("j", "a", "e", "tab", "tab", "tab")
        await stage.type("mis")
        assert form_of(stage).values["rating"] == "mis"
        await stage.press("tab")
        assert form_of(stage).values["rating"] == "misleading"
        await stage.press("shift+tab")
        await stage.type("refu")
        await stage.press("ctrl+s")
        assert stage.claims[0].rating == "refuted"


async def test_what_is_typed_after_the_warning_is_warned_of_again(tmp_path: Path) -> None:
    async with reading(tmp_path) as stage:
        await stage.press("j", "a", "e")
        await stage.type("abc")
        await stage.press("escape")
        await stage.type("def")
        await stage.press("escape")
        assert isinstance(stage.app.screen, FormScreen)
        assert form_of(stage).values["text"].endswith("abcdef")
        await stage.press("escape")
        assert isinstance(stage.app.screen, ReaderScreen)


async def test_what_cannot_be_taken_is_gone_to(tmp_path: Path) -> None:
    async with reading(tmp_path) as stage:
        await stage.press("j", "a", "e", "tab")
        await stage.type("quux")
        await stage.press("tab", "tab", "tab", "ctrl+s")
        assert "no kind" in str(form_of(stage).query_one(".form--hint", Static).content)
        await stage.type("fact")
        assert form_of(stage).values["kind"].endswith("fact")


async def test_what_was_said_is_over_with_the_next_command(tmp_path: Path) -> None:
    async with reading(tmp_path) as stage:
        await stage.press("e")
        assert "no claims yet" in stage.reader.query_one(KeyBar).message
        await stage.press("a")
        assert not stage.reader.query_one(KeyBar).message.startswith("no claim")


async def test_the_review_is_come_back_to_from_its_claim(tmp_path: Path) -> None:
    async with reading(tmp_path) as stage:
        await stage.press("j", "a", "R", "enter")
        assert isinstance(stage.app.screen, ReaderScreen)
        await stage.press("q")
        assert type(stage.app.screen).__name__ == "ReviewScreen"
        await stage.press("enter", "R", "enter", "q", "q")
        assert isinstance(stage.app.screen, ReaderScreen)
        assert stage.app.is_running
        await stage.press("q")
        assert not stage.app.is_running


async def test_a_step_back_waits_for_the_prompt(tmp_path: Path) -> None:
    async with reading(tmp_path) as stage:
        await stage.press("j", "a", "d", "u", "t", "ctrl+r")
        assert not stage.claims[0].deleted
        await stage.type("mud")
        await stage.press("enter")
        assert (stage.claims[0].tags, stage.claims[0].deleted) == (("mud",), "")


async def test_escape_takes_notices_away(tmp_path: Path) -> None:
    async with reading(tmp_path) as stage:
        stage.app.notify("The tide is out.", timeout=60)
        await stage.pilot.pause()
        assert notices.are_shown(stage.app)
        await stage.press("escape")
        assert not notices.are_shown(stage.app)


async def test_a_search_tells_that_it_began_again(tmp_path: Path) -> None:
    async with reading(tmp_path) as stage:
        await stage.press("slash")
        await stage.type("dredging")
        await stage.press("enter")
        bar = stage.reader.query_one(KeyBar)
        for _ in range(60):
            if "from the top" in bar.message:
                break
            await stage.press("n")
        assert "from the top" in bar.message
        await stage.press("N")
        assert "from the end" in bar.message


async def test_a_doubtful_date_of_a_source_is_told_once_and_kept(tmp_path: Path) -> None:
    async with reading(tmp_path) as stage:
        await stage.press("j", "plus")
        form = stage.app.screen.query_one(EvidenceForm)
        form.query_one(Quote).text = "Words"
        for name, value in (("source", "A report"), ("date", "3-7-22")):
            form.query_one(f"#evidence-{name}", Line).value = value
        await stage.press("ctrl+s")
        assert not stage.evidence
        assert "word for word" in str(form.query_one(".form--problem", Static).content)
        await stage.press("ctrl+s")
        assert len(stage.evidence) == 1
        await stage.press("tab", "S")
        lines = form_of(stage)
        lines.fill("DOI", "3-7-22")
        await stage.press("ctrl+s")
        assert "10.1000/182" in str(lines.query_one(".form--hint", Static).content)
        await stage.press("ctrl+s")
        assert stage.app.workspace.living_sources[0].csl["DOI"] == "3-7-22"


@pytest.mark.parametrize("theme", NAMES)
async def test_what_stands_in_an_empty_line_can_be_read(tmp_path: Path, theme: str) -> None:
    async with reading(tmp_path, settings=Settings(theme=theme)) as stage:
        await stage.press("j", "j", "plus")
        form = stage.app.screen.query_one(EvidenceForm)
        for line in form.query("Line").results(Line):
            style = line.get_component_styles("input--placeholder")
            paper, ink = line.background_colors[1], style.color
            assert contrast(paper + ink, paper) >= 4.5
            assert style.text_style.italic


async def test_what_is_typed_into_a_form_outlives_a_process_that_is_killed(tmp_path: Path) -> None:
    store = partial(SetAside, tmp_path / "state", "library")
    async with reading(tmp_path, set_aside=store) as stage:
        await stage.press("j", "a", "e", "shift+tab")
        await stage.type("Ask the harbour master.")
        while "harbour master." not in kept_of_forms(tmp_path):
            await stage.pilot.pause(0.05)
        # the process ends here, without a word
    async with reading(tmp_path, set_aside=store) as stage:
        await stage.press("j", "r", "2", "e")
        assert "is here again" in str(form_of(stage).query_one(".form--hint", Static).content)
        assert form_of(stage).values["note"] == "Ask the harbour master."
        assert (
            form_of(stage).values["rating"] == "mostly supported"
        )  # a line that nobody typed into is as it is now
        await stage.press("ctrl+s")
        assert (stage.claims[0].note, stage.claims[0].rating) == (
            "Ask the harbour master.",
            "mostly supported",
        )
        assert not kept_of_forms(tmp_path)


async def test_what_was_saved_is_not_kept_while_the_form_goes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = partial(SetAside, tmp_path / "state", "library")
    monkeypatch.setattr("postil.tui.screens.form.PAUSE_SECONDS", 0.05)
    monkeypatch.setattr(FormScreen, "answer", lambda *_: None)
    async with reading(tmp_path, set_aside=store) as stage:
        await stage.press("C")
        await stage.type(", twice")
        form = stage.app.screen
        assert isinstance(form, FormScreen)
        form.on_field_form_changed()
        form._end(taken=True)
        await stage.pilot.pause(0.2)
        assert not kept_of_forms(tmp_path)


async def test_quitting_keeps_what_stands_in_a_form_and_giving_up_does_not(tmp_path: Path) -> None:
    store = partial(SetAside, tmp_path / "state", "library")
    async with reading(tmp_path, set_aside=store) as stage:
        await stage.press("C")
        await stage.type(", twice")
        await stage.press("ctrl+q")
        assert "quitting again keeps it until you open the form again." in stage.notices
        await stage.press("ctrl+q")
        assert stage.app._exit
    async with reading(tmp_path, set_aside=store) as stage:
        await stage.press("C")
        assert form_of(stage).values["title"].endswith(", twice")
        await stage.press("escape", "escape")
        assert isinstance(stage.app.screen, ReaderScreen)
        assert not kept_of_forms(tmp_path)
