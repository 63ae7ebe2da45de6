"""Readable keys for the bibliography: `israelhayom2022`, `watson1953`, `watson1953a`."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from postil.citation.csl import issued
from postil.citation.reference import who
from postil.core.alike import PLAIN_LETTERS
from postil.core.suffixes import free

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

    from postil.core.model import JSON

WORD_LIMIT = 32
"""Letters of a key before its year."""

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
    return free(stem + _ascii(issued(item).year), taken)


def _ascii(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text.lower().translate(_SPELLED))
    return "".join(letter for letter in letters if letter.isascii() and letter.isalnum())
