"""Raised and lowered signs, in the characters that Unicode has for them."""

from __future__ import annotations

RAISED = str.maketrans("0123456789+-−=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ")
LOWERED = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")
"""There are none for most letters, nor for what stands between the numbers of two notes."""

SCRIPTS = {"sup": RAISED, "sub": LOWERED}
"""The tables by the names of HTML's elements."""

_BETWEEN = frozenset(" ,;–\u00a0")


def as_script(words: str, table: dict[int, int]) -> str:
    """Words in the characters of a table, of the same length; as they are where it lacks one of their signs."""
    signs = set(words.strip()) - _BETWEEN
    return words.translate(table) if signs and all(ord(sign) in table for sign in signs) else words
