"""Whether quoted words stand in a source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.anchoring.describe import describe
from postil.anchoring.search import find_folded
from postil.core.model import Check

if TYPE_CHECKING:
    from postil.core.snapshot import Snapshot
    from postil.core.target import Target


def check_quote(quote: str, snapshot: Snapshot) -> tuple[Check, Target | None]:
    """Looks the words of a quote up in a source's text, character for character, runs of blanks as one.

    Args:
        quote: The quoted words, without the quotation marks around them.
        snapshot: The source's text.

    Returns:
        `EXACT` and the first place of the words; otherwise `UNCHECKED` and nothing.
    """
    places = find_folded(snapshot.text, quote, typography=False)
    if not places:
        return Check.UNCHECKED, None
    return Check.EXACT, describe(snapshot, places[:1])
