from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from postil.tui.screens.too_small import TooSmall
from tests.tui.reader_stage import reading

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("size", [(39, 24), (80, 9), (1, 1)])
async def test_a_window_that_is_too_small_says_so_and_gives_everything_back(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with reading(tmp_path) as stage:
        await stage.press("j", "j", "a", "t")
        await stage.type("har")
        await stage.pilot.resize_terminal(*size)
        await stage.pilot.pause()
        assert isinstance(stage.app.screen, TooSmall)
        await stage.press("d", "q", "G")
        await stage.pilot.resize_terminal(80, 24)
        await stage.pilot.pause()
        await stage.type("bour")
        await stage.press("enter")
        assert stage.claims[0].tags == ("harbour",)
