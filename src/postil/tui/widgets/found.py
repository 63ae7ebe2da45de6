"""Words that were searched for: found where somebody looks, never counted through the whole text."""

from __future__ import annotations

import re

from postil.core.alike import DASHES, DOUBLE_QUOTES, SINGLE_QUOTES
from postil.core.snapshot import TextRange
from postil.tui.widgets.marks import Mark

BACKWARD_STEP = 65_536
"""Code points that a search backwards reads at once."""

# What a keyboard has, and what typography makes of it.
_SAME = {
    "'": f"['{SINGLE_QUOTES}]",
    '"': f'["{DOUBLE_QUOTES}]',
    "-": f"[-{DASHES}]",
    " ": r"\s+",
}


class Found:
    """The places of a phrase in a text.

    Lower-case phrases find both cases; a capital letter asks for the case as typed. Straight quotes,
    hyphens and spaces find their typographic kin.

    Args:
        text: The canonical text.
        phrase: What is looked for, literally; an empty one is found nowhere.
    """

    def __init__(self, text: str, phrase: str) -> None:
        self.phrase = phrase
        self._text = text
        flags = re.IGNORECASE if phrase == phrase.lower() else 0
        words = "".join(
            _SAME.get(character) or re.escape(character) for character in " ".join(phrase.split())
        )
        self._pattern = re.compile(words, flags) if words else None
        self._reach = 4 * len(phrase) + 64

    def over(self, start: int, end: int) -> list[Mark]:
        """The places that share a code point with a stretch of the text."""
        if self._pattern is None:
            return []
        hits = self._pattern.finditer(
            self._text, max(start - self._reach, 0), min(end + self._reach, len(self._text))
        )
        return [Mark(*hit.span(), "") for hit in hits if hit.start() < end and start < hit.end()]

    def after(self, offset: int) -> TextRange | None:
        """The first place that begins at or after an offset."""
        hit = self._pattern.search(self._text, offset) if self._pattern else None
        return TextRange(*hit.span()) if hit else None

    def before(self, offset: int) -> TextRange | None:
        """The last place that begins before an offset."""
        end = offset
        while self._pattern is not None and end > 0:
            start = max(end - BACKWARD_STEP, 0)
            hits = self._pattern.finditer(self._text, start, min(end + self._reach, len(self._text)))
            spans = [hit.span() for hit in hits if hit.start() < end]
            if spans:
                return TextRange(*spans[-1])
            end = start
        return None
