"""What somebody meant who wrote something else."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def closest(word: str, known: Iterable[str]) -> str:
    """The known word that looks most like another, or an empty string where none looks like it."""
    from difflib import get_close_matches

    return next(iter(get_close_matches(word, sorted(known), 1)), "")
