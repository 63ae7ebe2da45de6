from __future__ import annotations

from threading import Event
from typing import TYPE_CHECKING, cast
from unittest.mock import patch

import pytest
from textual.widgets import Static

from postil.citation.forms.known import FORMS
from postil.pandoc import running
from postil.services.citing.citing import Citations, Named
from postil.storage.files.preferences import PreferenceFile
from postil.tui.citing import References
from postil.tui.screens.style_choice import fitted_parts
from postil.tui.terminal.clipboard import Outcome, Status
from tests.tui.reader_stage import reading

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from postil.tui.screens.choice import Choice
    from postil.tui.screens.language_choice import LanguageChoice
    from postil.tui.screens.style_choice import StyleChoice


@pytest.fixture
def copied() -> Iterator[list[str]]:
    texts: list[str] = []

    def copy(text: str, **_: object) -> Outcome:
        texts.append(text)
        return Outcome(Status.OK, "test", "", len(text), "")

    with patch("postil.tui.terminal.clipboard.copy", copy):
        yield texts


async def test_a_claim_is_copied_with_the_citation_of_its_article(tmp_path: Path, copied: list[str]) -> None:
    async with reading(tmp_path) as stage:
        await stage.press("j", "j", "a", "y")
        await stage.app.workers.wait_for_complete()
        exact = stage.claims[0].target.exact
        assert exact.split("“")[0].strip() in " ".join(copied[0].split())
        assert "Ferreby, 14 March 2031, ¶ 2" in copied[0]


async def test_selected_words_are_copied_without_being_marked(tmp_path: Path, copied: list[str]) -> None:
    async with reading(tmp_path) as stage:
        await stage.press("j", "v", "b", "y", "ctrl+c")
        await stage.app.workers.wait_for_complete()
        selection = stage.reader.text.selection
        assert selection is not None
        words = stage.reader.snapshot.text[selection.range.start : selection.range.end]
        assert copied[1] == words
        assert "Ferreby" in copied[0]
        assert not stage.claims


async def test_other_shapes_are_chosen_by_a_digit(tmp_path: Path, copied: list[str]) -> None:
    async with reading(tmp_path) as stage:
        await stage.press("j", "j", "a", "Y", "2", "Y", "7", "2", "1")
        await stage.app.workers.wait_for_complete()
        await stage.pilot.pause()
        assert "Ferreby" not in copied[0]
        assert copied[1].count(">") >= 1


async def test_a_style_is_chosen_by_its_preview_and_cites_from_then_on(
    tmp_path: Path, copied: list[str]
) -> None:
    async with reading(tmp_path) as stage:
        await stage.press("j", "j", "a")
        stage.app.references = References(preferences=PreferenceFile(tmp_path))
        await stage.press("colon")
        await stage.type("citation style")
        await stage.pilot.pause(0.3)
        await stage.press("enter")
        await stage.pilot.pause()
        await stage.press("down")
        for _ in range(500):
            told = str(stage.app.screen.query_one("#preview", Static).content)
            if told.startswith("(Ferreby, 2031"):
                break
            await stage.pilot.pause(0.02)
        assert told.startswith("(Ferreby, 2031, para. 2)")
        await stage.press("enter", "y")
        await stage.app.workers.wait_for_complete()
        assert copied[-1].endswith("(Ferreby, 2031, para. 2)")
        assert PreferenceFile(tmp_path).get("style") == "apa"
        assert stage.app.references.citations.knows([], FORMS["plain"])


async def test_what_is_typed_narrows_the_styles_and_looks_among_all(tmp_path: Path) -> None:
    async with reading(tmp_path) as stage:
        await stage.press("j", "a")
        stage.app.references = References(preferences=PreferenceFile(tmp_path))
        await stage.press("colon")
        await stage.type("citation style")
        await stage.pilot.pause(0.3)
        await stage.press("enter")
        await stage.pilot.pause()
        chooser = cast("StyleChoice", stage.app.screen)
        await stage.type("apa")
        assert chooser.listing.current is not None
        assert chooser.listing.current.name == "apa"
        await stage.press("backspace", "backspace", "backspace")
        await stage.type("ecology letters")
        for _ in range(2000):
            if chooser.listing.rows:
                break
            await stage.pilot.pause(0.02)
        assert [row.name for row in chooser.listing.rows] == ["ecology-letters"]
        await stage.press("enter")
        assert PreferenceFile(tmp_path).get("style") == "ecology-letters"


async def test_all_styles_are_read_once_however_much_is_typed_and_not_after_the_list_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[Callable[[], bool]] = []
    go_on = Event()

    def read(_: Citations, stopped: Callable[[], bool]) -> list[Named]:
        begun.append(stopped)
        go_on.wait(20)
        return [Named("silt", "Silt and Sand")]

    monkeypatch.setattr("postil.services.citing.citing.every_style_to_choose", read)
    async with reading(tmp_path) as stage:
        await stage.press("colon")
        await stage.type("citation style")
        await stage.pilot.pause(0.3)
        await stage.press("enter")
        await stage.pilot.pause()
        chooser = cast("StyleChoice", stage.app.screen)
        await stage.type("sand")
        assert not chooser.listing.rows
        assert not begun[0]()
        go_on.set()
        for _ in range(500):
            if chooser.listing.rows:
                break
            await stage.pilot.pause(0.02)
        assert [row.name for row in chooser.listing.rows] == ["silt"]
        await stage.press("backspace", "escape")
        assert len(begun) == 1
        assert begun[0]()


@pytest.mark.parametrize("keys", [("Y", "8"), ("colon",)])
async def test_one_copy_is_made_in_another_style(
    tmp_path: Path, copied: list[str], keys: tuple[str, ...]
) -> None:
    async with reading(tmp_path) as stage:
        await stage.press("j", "j", "a", *keys)
        if keys == ("colon",):
            await stage.type("copy in a style")
            await stage.pilot.pause(0.3)
            await stage.press("enter")
        await stage.pilot.pause()
        await stage.type("apa")
        await stage.press("enter", *(["1"] if keys != ("colon",) else []))
        await stage.app.workers.wait_for_complete()
        assert copied[-1].endswith("(Ferreby, 2031, para. 2)")
        await stage.press("y")
        await stage.app.workers.wait_for_complete()
        assert copied[-1].endswith("(Ferreby, 14 March 2031, ¶ 2)")


async def test_one_copy_is_made_in_another_language(tmp_path: Path, copied: list[str]) -> None:
    async with reading(tmp_path) as stage:
        await stage.press("j", "j", "a", "Y")
        assert "in another language …" not in cast("Choice", stage.app.screen)._words
        await stage.press("escape")
        stage.app.references = References(lambda: Citations("apa"))
        await stage.press("Y", "9")
        await stage.type("germ")
        assert cast("LanguageChoice", stage.app.screen).listing.rows == ["de"]
        await stage.press("enter")
        await stage.pilot.pause()
        assert cast("Choice", stage.app.screen)._title == "Copy as plain text, apa in German"
        await stage.press("1")
        await stage.app.workers.wait_for_complete()
        assert copied[-1].endswith("(Ferreby, 2031, Abs. 2)")
        await stage.press("Y", "9")
        await stage.type("de-AT")
        assert cast("LanguageChoice", stage.app.screen).listing.rows == ["de-AT"]
        await stage.press("escape", "y")
        await stage.app.workers.wait_for_complete()
        assert copied[-1].endswith("(Ferreby, 2031, para. 2)")


def test_a_preview_that_is_too_high_keeps_the_beginning_of_each_part() -> None:
    note, entry = "note " * 20, "entry " * 20
    told = fitted_parts((note.strip(), entry.strip()), 25, 6)
    assert told[:2] == ["note note note note note"] * 2
    assert told[2].rstrip().endswith("…")
    assert told[3].startswith("entry")
    assert told[5].rstrip().endswith("…")
    assert fitted_parts(("(Holm 2031)", "Holm. Mud."), 25, 6) == ["(Holm 2031)", "Holm. Mud."]


async def test_without_pandoc_the_citation_is_plain_and_says_so(
    tmp_path: Path, copied: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "pandoc", lambda: "")
    async with reading(tmp_path) as stage:
        stage.app.references = References(lambda: Citations("apa"))
        await stage.press("j", "j", "a", "y")
        await stage.app.workers.wait_for_complete()
        await stage.pilot.pause()
        assert "Ferreby, 14 March 2031, ¶ 2" in copied[0]
        assert any("pip install" in notice.message for notice in stage.app._notifications)
