"""Words of a text or a title, set in quotation marks in a sentence of ours, and counts of things."""

from __future__ import annotations

from postil.core.alike import DOUBLE_QUOTES

_MARKS = frozenset((*DOUBLE_QUOTES, '"'))


def quoted(words: str) -> str:
    """Puts quotation marks around words that hold none already: theirs could not be told from ours."""
    if _MARKS & set(words):
        return words
    return f"“{words}”"


def so_far(done: int, total: int) -> str:
    """Says how much of something has come: `1.2 MB of 3.4 MB`, or `1.2 MB` where nobody knows of how much.

    Args:
        done: Bytes.
        total: Bytes, or 0.
    """
    return f"{size(done)} of {size(total)}" if total > done else size(done)


def size(count: int) -> str:
    """Tells bytes as people read them: `14 kB`, `3.2 MB`."""
    kilobytes = -(-count // 1000)
    return f"{kilobytes} kB" if kilobytes < 1000 else f"{count / 1_000_000:.1f} MB"


def counted(number: int, what: str, many: str = "") -> str:
    """Says how many there are of something: `1 claim`, `2 claims`.

    Args:
        number: How many.
        what: One of them.
        many: Several of them, where that is more than an `s` behind.
    """
    return f"{number} {what if number == 1 else many or f'{what}s'}"
