"""What Textual itself draws, on a terminal that can draw ASCII only: frames and scrollbars."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from textual.scrollbar import ScrollBar, ScrollBarRender

if TYPE_CHECKING:
    from textual.app import App

CLASS = "-ascii"
"""The app's class by which the styles choose other frames."""

STYLES = "ascii.tcss"
"""The styles that do, beside the app's own."""


class _WholeCells(ScrollBarRender):
    VERTICAL_BARS: ClassVar[list[str]] = [" "] * 8
    HORIZONTAL_BARS: ClassVar[list[str]] = [" "] * 8


def draw_around(app: App[Any], *, plain_ascii: bool) -> None:
    """Chooses the frames and the scrollbars, before the app reads its styles.

    Args:
        app: The app that draws them.
        plain_ascii: Whether the terminal can draw nothing else.
    """
    app.set_class(plain_ascii, CLASS)
    if plain_ascii:
        app.css_path.append(app.css_path[0].with_name(STYLES))
    ScrollBar.renderer = _WholeCells if plain_ascii else ScrollBarRender
