"""Readable keys for the bibliography: `israelhayom2022`, `watson1953`, `watson1953a`."""

from __future__ import annotations

import unicodedata
from itertools import count
from typing import TYPE_CHECKING

from postil.citation.csl import issued
from postil.citation.reference import who
from postil.core.alike import PLAIN_LETTERS

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

    from postil.core.model import JSON

WORD_LIMIT = 32
"""Letters of a key before its year."""

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_SPELLED = str.maketrans(PLAIN_LETTERS)


def make_key(item: Mapping[str, JSON], taken: Container[str]) -> str:
    """Makes a key that is not taken.

    Args:
        item: A CSL-JSON item.
        taken: The keys in use; in trash too, since a key is never given twice.

    Returns:
        ASCII letters and digits, a letter first: who wrote it and the year, `source` where nobody is
        named in Latin letters, then a, b … z, aa … where that is taken.
    """
    stem = _ascii(next(iter(who(item)), ""))[:WORD_LIMIT] or "source"
    if not stem[0].isalpha():
        stem = f"s{stem}"
    key = stem + _ascii(issued(item).year)
    if key not in taken:
        return key
    return next(made for number in count() if (made := key + _suffix(number)) not in taken)


def _ascii(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text.lower().translate(_SPELLED))
    return "".join(letter for letter in letters if letter.isascii() and letter.isalnum())


def _suffix(number: int) -> str:
    head, last = divmod(number, len(_LETTERS))
    return (_suffix(head - 1) if head else "") + _LETTERS[last]
