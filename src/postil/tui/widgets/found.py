"""Words that were searched for: found where somebody looks, and counted in a text that is no longer than a book."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from itertools import islice

from postil.core.alike import DASHES, DOUBLE_QUOTES, SINGLE_QUOTES
from postil.core.snapshot import TextRange
from postil.tui.widgets.marks import Mark

BACKWARD_STEP = 65_536
"""Code points that a search backwards reads at once."""

COUNTED = 1000
"""Places that are counted at most."""

COUNTED_TEXT = 2_000_000
"""Code points of the longest text that is counted in: some 50 ms are nobody's waiting."""

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

    Attributes:
        text: That text.
    """

    def __init__(self, text: str, phrase: str) -> None:
        self.phrase = phrase
        self.text = text
        flags = re.IGNORECASE if phrase == phrase.lower() else 0
        words = "".join(
            _SAME.get(character) or re.escape(character) for character in " ".join(phrase.split())
        )
        self._pattern = re.compile(words, flags) if words else None
        self._reach = 4 * len(phrase) + 64

    def position(self, hit: TextRange) -> str:
        """Which of the places one is, as `3 of 12`; an empty string where that cannot be told at once."""
        number, known = bisect_right(self._starts, hit.start), len(self._starts)
        if not known or number > COUNTED:
            return ""
        return f"{max(number, 1)} of {known if known <= COUNTED else f'more than {COUNTED}'}"

    @cached_property
    def _starts(self) -> list[int]:
        if self._pattern is None or len(self.text) > COUNTED_TEXT:
            return []
        return [hit.start() for hit in islice(self._pattern.finditer(self.text), COUNTED + 1)]

    def over(self, start: int, end: int) -> list[Mark]:
        """The places that share a code point with a stretch of the text."""
        if self._pattern is None:
            return []
        hits = self._pattern.finditer(
            self.text, max(start - self._reach, 0), min(end + self._reach, len(self.text))
        )
        return [Mark(*hit.span(), "") for hit in hits if hit.start() < end and start < hit.end()]

    def after(self, offset: int) -> TextRange | None:
        """The first place that begins at or after an offset."""
        hit = self._pattern.search(self.text, offset) if self._pattern else None
        return TextRange(*hit.span()) if hit else None

    def before(self, offset: int) -> TextRange | None:
        """The last place that begins before an offset."""
        end = offset
        while self._pattern is not None and end > 0:
            start = max(end - BACKWARD_STEP, 0)
            hits = self._pattern.finditer(self.text, start, min(end + self._reach, len(self.text)))
            spans = [hit.span() for hit in hits if hit.start() < end]
            if spans:
                return TextRange(*spans[-1])
            end = start
        return None
