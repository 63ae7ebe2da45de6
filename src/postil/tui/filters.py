"""The last defence before the terminal: no character that acts leaves a widget.

Everything from outside is made harmless long before; this catches what a mistake let through. Textual
applies line filters to each strip that its styles cache renders and keeps the result with the strip. A
widget that overrides `render_lines` passes its strips through `Strip.apply_filter` itself.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.filter import LineFilter

from postil.core.text import shown

if TYPE_CHECKING:
    from textual.color import Color

# C0, DEL, C1, what turns the direction of writing, and surrogates, which no terminal can be sent.
_ACTING = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


class Harmless(LineFilter):
    """Shows the symbol of each control character in place of the character.

    All of them are equal, so that a strip keeps one result for them all.
    """

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Harmless)

    def __hash__(self) -> int:
        return hash(Harmless)

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002 - Textual's
        """Gives back the segments themselves where nothing in them acts, as is nearly always so.

        Args:
            segments: A line; segments that are control codes of Textual's own are left alone.
            background: Not looked at.

        Returns:
            A line of as many cells.
        """
        for text, _, control in segments:
            if not (text.isascii() and text.isprintable()) and not control and _ACTING.search(text):
                break
        else:
            return segments
        width = Segment.get_line_length(segments)
        harmless = [
            segment if segment.control else Segment(_ACTING.sub(_symbol, segment.text), segment.style)
            for segment in segments
        ]
        return Segment.adjust_line_length(harmless, width)


def _symbol(found: re.Match[str]) -> str:
    return shown(found[0])
