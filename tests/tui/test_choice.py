"""The short list over the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from postil.tui.screens.choice import Choice
from tests.tui.list_stage import visiting

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("width", [40, 60, 80, 200])
async def test_a_row_that_is_too_long_says_so_and_a_title_is_only_words(tmp_path: Path, width: int) -> None:
    words = ["港" * 10, "word " * 30, "short"]
    async with visiting(tmp_path, "library", size=(width, 20)) as stage:
        await stage.app.push_screen(Choice("Open [::1]? [/] [@click=app.quit]no", words))
        await stage.settle()
        rows = stage.screen_text.splitlines()
        assert any("Open [::1]? [/]" in row for row in rows)
        (chinese,) = (row for row in rows if "港" in row)
        assert chinese.count("港") == 10
        (long,) = (row for row in rows if "word word" in row)
        assert "…" in long
        assert stage.app.screen.is_modal
