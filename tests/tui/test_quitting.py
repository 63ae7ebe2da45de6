"""ctrl+q quits, whatever is over the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from postil.tui.screens.too_small import TooSmall
from tests.tui.list_stage import visiting
from tests.tui.reader_stage import reading

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("keys", ["", "r", "e", "+", "?", "/", ":"])
async def test_from_the_reader_and_what_is_over_it(tmp_path: Path, keys: str) -> None:
    async with reading(tmp_path) as stage:
        await stage.press("a", *keys, "ctrl+q")
        await stage.pilot.pause()
        assert stage.app._exit
        assert len(list(stage.saved().read_all())) == 1


async def test_from_a_window_that_is_too_small(tmp_path: Path) -> None:
    async with visiting(tmp_path, "library", size=(30, 5)) as stage:
        assert isinstance(stage.app.screen, TooSmall)
        await stage.press("ctrl+q")
        assert stage.app._exit


async def test_the_key_stays_when_the_command_has_another(tmp_path: Path) -> None:
    async with visiting(tmp_path, "library") as stage:
        stage.app.set_keymap({"app.quit": "X", "app.palette": "f2"})
        await stage.press("ctrl+p")
        assert stage.app.screen.is_modal
        await stage.press("ctrl+q")
        assert stage.app._exit
