"""Formulas written on one line, as one types them, whatever format they come from."""

from __future__ import annotations

from postil.core.patterns import pattern

_NUMBER = pattern(r"\d+(?:[.,]\d+)?")
_ROOTS = {"": "√", "2": "√", "3": "∛", "4": "∜"}


def fraction(above: str, below: str) -> str:
    """One part over another."""
    return f"{_grouped(above)}/{_grouped(below)}"


def scripted(base: str, lowered: str = "", raised: str = "") -> str:
    """A base with what is set below and above behind it; either may be empty."""
    below = f"_{_grouped(lowered)}" if lowered else ""
    above = f"^{_grouped(raised)}" if raised else ""
    return f"{_grouped(base) if base else ''}{below}{above}"


def root(words: str, degree: str = "") -> str:
    """The root of what stands under its sign; the square root without a degree."""
    sign = _ROOTS.get(degree)
    return f"{sign}{_grouped(words)}" if sign else scripted(words, raised=fraction("1", degree))


def rows(lines: list[list[str]]) -> str:
    """What is set in rows and columns, as a matrix."""
    return "; ".join(", ".join(line) for line in lines)


def _grouped(words: str) -> str:
    """Words in brackets, where they are more than one sign, name or number."""
    if len(words) == 1 or words.isalpha() or _NUMBER.fullmatch(words) or _is_bracketed(words):
        return words
    return f"({words})"


def _is_bracketed(words: str) -> bool:
    return words[:1] == "(" and words.find(")") == len(words) - 1
