"""In which words two short texts differ."""

from __future__ import annotations

from typing import NamedTuple

MOST_WORDS = 600
"""Words of a text that are compared one by one; longer ones differ as a whole."""


class Difference(NamedTuple):
    """Words that took the place of others; either may be empty."""

    before: str
    after: str


def differences(before: str, after: str) -> tuple[Difference, ...]:
    """Compares two texts word by word, blanks aside.

    Returns:
        The stretches of words that differ, in order; none where the words are the same.
    """
    from difflib import SequenceMatcher

    old, new = before.split(), after.split()
    if old == new:
        return ()
    if max(len(old), len(new)) > MOST_WORDS:
        return (Difference(" ".join(old), " ".join(new)),)
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return tuple(
        Difference(" ".join(old[low:high]), " ".join(new[start:end]))
        for step, low, high, start, end in steps
        if step != "equal"
    )
