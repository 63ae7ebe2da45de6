"""Where an address ends that stands in a text."""

from __future__ import annotations

_CLOSING = ".,;:!?…'’”»)]*_~"
_BRACKETS = {")": "(", "]": "["}


def without_end(address: str) -> str:
    """Leaves the sentence's own punctuation out of an address; a bracket that was opened inside belongs to it."""
    while address and address[-1] in _CLOSING:
        opening = _BRACKETS.get(address[-1])
        if opening and address.count(opening) >= address.count(address[-1]):
            break
        address = address[:-1]
    return address
