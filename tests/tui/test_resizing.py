from __future__ import annotations

from typing import TYPE_CHECKING

from textual.events import Resize
from textual.geometry import Size

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
