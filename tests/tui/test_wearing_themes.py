"""What is drawn wears the theme that is chosen, from the first picture on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.color import Color

from postil.core.settings import Settings
from postil.tui.looks.themes import CONTRAST_LIGHT, LIGHT
from tests.tui.reader_stage import reading

if TYPE_CHECKING:
    from pathlib import Path

    from postil.tui.app import PostilApp


def _is_worn(app: PostilApp) -> bool:
    """Whether text stands on the background of the theme, in the article and where Textual draws."""
    background = Color.parse(app.current_theme.to_color_system().generate()["background"])
    drawn = {
        segment.style.bgcolor
        for strip in app.screen._compositor.render_strips()
        for segment in strip
        if segment.style
    }
    text = app.looks("text").bgcolor
    return text == background.rich_color and text in drawn and app.screen.styles.background == background


@pytest.mark.parametrize("name", ["", LIGHT, "nord"])
async def test_the_first_picture_wears_the_theme_of_the_settings(tmp_path: Path, name: str) -> None:
    async with reading(tmp_path, settings=Settings(theme=name)) as stage:
        assert _is_worn(stage.app)


async def test_another_theme_is_worn_at_once(tmp_path: Path) -> None:
    async with reading(tmp_path) as stage:
        for name in (CONTRAST_LIGHT, "dracula", LIGHT):
            stage.app.theme = name
            await stage.pilot.pause()
            assert _is_worn(stage.app), name


async def test_paper_is_no_yellow_on_a_terminal_of_256_colours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("COLORTERM")
    async with reading(tmp_path, settings=Settings(theme=LIGHT)) as stage:
        assert stage.app.console.color_system == "256"
        assert stage.app.screen.styles.background == Color.parse("white")
        assert _is_worn(stage.app)
