from __future__ import annotations

from typing import TYPE_CHECKING

from textual.events import Resize
from textual.geometry import Size

from postil.tui.screens import base
from tests.tui.reader_stage import reading

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


async def test_a_new_size_is_drawn_for_without_a_timer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with reading(tmp_path) as stage:
        monkeypatch.setattr(stage.app, "set_timer", lambda *_given, **_named: None)
        stage.app.post_message(Resize(Size(70, 24), Size(70, 24)))
        await stage.pilot.pause()
        assert stage.app.screen.size.width == 70


async def test_of_many_sizes_in_a_row_the_last_one_stays(tmp_path: Path) -> None:
    async with reading(tmp_path) as stage:
        for width in (*range(60, 140), *range(140, 60, -3)):
            stage.app.post_message(Resize(Size(width, 24), Size(width, 24)))
        await stage.pilot.pause()
        assert stage.app.screen.size.width == stage.app.size.width == 62
        assert {stage.reader.text.line(y).cell_length for y in range(24)} == {stage.reader.text.size.width}


async def test_what_a_key_moves_is_drawn_before_the_key_is_over_but_not_more_often_than_can_be_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with reading(tmp_path) as stage:
        pictures: list[object] = []
        monkeypatch.setattr(stage.app, "_display", lambda _screen, picture: pictures.append(picture))
        monkeypatch.setattr(base, "PICTURE_SECONDS", 0.0)
        before = stage.reader.text.cursor.range
        await stage.reader.action_command("move.next-paragraph")
        assert stage.reader.text.cursor.range != before
        [picture] = pictures
        assert picture is not None
        monkeypatch.setattr(base, "PICTURE_SECONDS", 60.0)
        await stage.reader.action_command("move.next-paragraph")
        assert len(pictures) == 1
        await stage.pilot.pause()
        assert [each for each in pictures if each is not None][1:]


async def test_what_is_below_a_dialog_is_not_drawn_over_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with reading(tmp_path) as stage:
        await stage.press("?")
        pictures: list[object] = []
        monkeypatch.setattr(stage.app, "_display", lambda _screen, picture: pictures.append(picture))
        monkeypatch.setattr(base, "PICTURE_SECONDS", 0.0)
        await stage.reader.action_command("move.next-paragraph")
        assert not pictures
