"""Where words stand in a text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.anchoring.fold import folded
from postil.core.snapshot import TextRange

if TYPE_CHECKING:
    from collections.abc import Iterator

    from postil.core.snapshot import Snapshot


def find(snapshot: Snapshot, exact: str, *, prefix: str = "", suffix: str = "") -> list[TextRange]:
    """Finds the places of some words, none overlapping another, in the order of the text.

    Literal places; where there is none, those that differ in nothing but blanks, quotation marks and
    dashes. Offsets are those of the snapshot's own text.

    Args:
        snapshot: The text to look in.
        exact: The words; blanks around them do not count where nothing stands literally.
        prefix: What must stand right before them, blanks, quotation marks and dashes folded.
        suffix: What must stand right behind them, likewise.

    Returns:
        Nothing for empty words, or where they do not stand between `prefix` and `suffix`.
    """
    if not exact or exact.isspace():
        return []
    text = snapshot.text
    places = list(_literal(text, exact)) or _alike(text, exact)
    if not prefix and not suffix:
        return places
    return [place for place in places if _stands_between(text, place, prefix, suffix)]


def _alike(text: str, exact: str) -> list[TextRange]:
    """The places that equal some words when both are folded; blanks around these do not count."""
    line = folded(text)
    words = folded(exact.strip()).text
    return [
        TextRange(line.original(place.start), line.original(place.end - 1) + 1)
        for place in _literal(line.text, words)
    ]


def _literal(text: str, words: str) -> Iterator[TextRange]:
    at = text.find(words) if words else -1
    while at >= 0:
        yield TextRange(at, at + len(words))
        at = text.find(words, at + len(words))


def _stands_between(text: str, place: TextRange, prefix: str, suffix: str) -> bool:
    before = folded(text[max(place.start - 2 * len(prefix) - 8, 0) : place.start]).text
    after = folded(text[place.end : place.end + 2 * len(suffix) + 8]).text
    wanted_before = folded(prefix).text.strip()
    wanted_after = folded(suffix).text.strip()
    return before.rstrip().endswith(wanted_before) and after.lstrip().startswith(wanted_after)
