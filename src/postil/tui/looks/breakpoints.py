"""The widths at which the screen is laid out otherwise."""

from __future__ import annotations

NARROW = 90
"""Columns under which the margin is a drawer below the text, and a notice a line across the screen."""
