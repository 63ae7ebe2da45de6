"""What stands before the terminal: no character that acts leaves a widget, and no colour or sign that is unwanted.

Everything from outside is made harmless long before; `Harmless` catches what a mistake let through. Textual
applies line filters to each strip that its styles cache renders and keeps the result with the strip. A
widget that overrides `render_lines` passes its strips through `Strip.apply_filter` itself.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.style import Style
from textual.filter import LineFilter

from postil.core.patterns import pattern
from postil.core.text import shown
from postil.tui.looks.glyphs import TWINS

if TYPE_CHECKING:
    import re

    from textual.color import Color

# C0, DEL, C1, what turns the direction of writing, and surrogates, which no terminal can be sent.
_ACTING = pattern("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


_PLAIN = str.maketrans(
    TWINS
    | dict.fromkeys("‐‑‒–—−", "-")
    | dict.fromkeys("“”„«»", '"')
    | dict.fromkeys("‘’‚‹›", "'")
    | dict.fromkeys(map(chr, range(0x2400, 0x2422)), "?")
    | {"·": "-", "\u00a0": " ", "↑": "^", "↓": "v", "§": "S"}
)
"""A cell for each; the pictures of control characters are those of `shown`."""


class _Alike(LineFilter):
    """A filter without settings: all of a kind are equal, so that a strip keeps one result for them all."""

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self)

    def __hash__(self) -> int:
        return hash(type(self))


class Colourless(_Alike):
    """Leaves the terminal's own colours, and of a style only what is no colour, as `NO_COLOR` asks for."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002 - Textual's
        """Gives a line in the same attributes.

        Args:
            segments: A line.
            background: Not looked at.
        """
        return [Segment(text, style and _without_colour(style), control) for text, style, control in segments]


@lru_cache(maxsize=1024)
def _without_colour(style: Style) -> Style:
    return Style(
        bold=style.bold,
        italic=style.italic,
        underline=style.underline,
        reverse=style.reverse,
        meta=style.meta or None,
    )


class Harmless(_Alike):
    """Shows the symbol of each control character in place of the character."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002 - Textual's
        """Gives back the segments themselves where nothing in them acts, as is nearly always so.

        Args:
            segments: A line; segments that are control codes of Textual's own are left alone.
            background: Not looked at.

        Returns:
            A line of as many cells.
        """
        for text, _, control in segments:
            if not text.isprintable() and not control and _ACTING.search(text):
                break
        else:
            return segments
        width = Segment.get_line_length(segments)
        harmless = [
            segment if segment.control else Segment(_ACTING.sub(_symbol, segment.text), segment.style)
            for segment in segments
        ]
        return Segment.adjust_line_length(harmless, width)


class InAscii(_Alike):
    """Writes postil's own words in ASCII: the signs, dashes and quotation marks that stand in its sentences.

    Letters of other scripts stay, since names and titles are made of them.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002 - Textual's
        """Gives a line of as many cells.

        Args:
            segments: A line; control codes of Textual's own are left alone.
            background: Not looked at.
        """
        if all(text.isascii() or control for text, _, control in segments):
            return segments
        return [
            segment
            if segment.control or segment.text.isascii()
            else Segment(_plain(segment.text), segment.style)
            for segment in segments
        ]


def _plain(text: str) -> str:
    return text.replace(" …", "..").translate(_PLAIN)


def _symbol(found: re.Match[str]) -> str:
    return shown(found[0])
