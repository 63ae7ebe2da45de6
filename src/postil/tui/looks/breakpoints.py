"""The sizes at which the screen is laid out otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.geometry import Size

NARROW = 90
"""Columns under which the margin is a drawer below the text, and a notice a line across the screen."""

LEAST_WIDTH, LEAST_HEIGHT = 40, 10
"""Columns and rows under which nothing is laid out but that the window is too small."""

TOO_SMALL = "too-small"
"""The name of the screen that says so."""


def is_too_small(size: Size) -> bool:
    """Whether nothing can be read in a window of this size."""
    return size.width < LEAST_WIDTH or size.height < LEAST_HEIGHT
