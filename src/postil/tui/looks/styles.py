"""Styles by name: what each part of the text and the margin looks like in this theme and terminal."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from rich.style import Style
from textual.color import Color, ColorParseError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rich.color import Color as RichColor

# Each look: foreground and background variables of the theme, and attributes. What it means is also told
# by a glyph or a word beside it, so that nothing is lost without colour.
_LOOKS: dict[str, tuple[str, str, str]] = {
    "text": ("foreground", "background", ""),
    "dim": ("gutter", "", ""),
    "title": ("foreground", "", "bold"),
    "heading": ("foreground", "", "bold"),
    "quote": ("foreground", "", "italic"),
    "quote-bar": ("quote-bar", "", ""),
    "code": ("text-success", "", ""),
    "caption": ("gutter", "", "italic"),
    "footnote": ("text-muted", "", ""),
    "link": ("text-primary", "", "underline"),
    "unsourced": ("claim-unsourced", "", "underline"),
    "single": ("claim-supported", "", "underline"),
    "secondary": ("claim-supported", "", "underline"),
    "unchecked": ("claim-supported", "", "underline"),
    "unrated": ("claim-supported", "", "underline"),
    "altered": ("claim-disputed", "", "underline"),
    "contested": ("claim-contested", "", "underline"),
    "settled": ("claim-settled", "", "underline"),
    "changed": ("claim-changed", "", "underline"),
    "supports": ("claim-supported", "", "bold"),
    "disputes": ("claim-disputed", "", "bold"),
    "context": ("gutter", "", "bold"),
    "current": ("", "", "bold"),
    "bar": ("text-primary", "", "bold"),
    "cursor": ("", "cursor-background", ""),
    "selection": ("foreground", "selection-background", ""),
    "hit": ("foreground", "search-background", ""),
    "hit-current": ("foreground", "search-current", "bold"),
    "removed": ("text-error", "", "strike"),
    "added": ("text-success", "", "underline"),
    "key": ("text-accent", "", "bold"),
    "error": ("text-error", "", "bold"),
}

WORD = "-word"
"""What the name of a look ends with where words stand for themselves and need no underline: in lists."""

# Where a terminal has few colours or none, a tint would vanish or hide the text: attributes instead.
_PLAIN: dict[str, str] = {
    "cursor": "bold",
    "selection": "reverse italic",
    "hit": "reverse",
    "hit-current": "reverse bold",
}


class Looks:
    """Styles by name, alone and on top of each other.

    Args:
        variables: The theme's variables.
        plain: Whether the terminal has too few colours for tints.
    """

    def __init__(self, variables: Mapping[str, str], *, plain: bool = False) -> None:
        self._variables = variables
        self._plain = plain
        self._made: dict[tuple[str, ...], Style] = {}
        self.text = self._make("text")

    def __call__(self, *names: str) -> Style:
        """The style of one look on the text's own, or of several, later ones on top."""
        style = self._made.get(names)
        if style is None:
            style = self.text
            for name in names:
                style += self._make(name)
            self._made[names] = style
        return style

    def _make(self, name: str) -> Style:
        foreground, background, attributes = _LOOKS[name.removesuffix(WORD)]
        if self._plain and name in _PLAIN:
            return Style.parse(_PLAIN[name])
        return Style(
            color=self._colour(foreground),
            bgcolor=self._colour(background),
            bold="bold" in attributes or None,
            italic="italic" in attributes or None,
            underline=("underline" in attributes and not name.endswith(WORD)) or None,
        )

    def _colour(self, variable: str) -> RichColor | None:
        return _parsed(self._variables[variable]) if variable else None


@lru_cache(maxsize=256)
def _parsed(value: str) -> RichColor | None:
    """A theme's colour as Rich understands it; `auto` is none of its own."""
    try:
        return Color.parse(value).rich_color
    except ColorParseError:
        return None
