"""What is told once, and let be where the reader says the same again."""

from __future__ import annotations


class ToldOnce:
    """Remembers what was told last, so that saying it again goes through."""

    def __init__(self) -> None:
        self._told_of: object = None

    def __call__(self, words: str, values: object) -> str:
        """What is to be told now.

        Args:
            words: What speaks against it; an empty string for nothing.
            values: What it speaks against.

        Returns:
            The words; an empty string where they were the last that were told, of these values.
        """
        if not words or values == self._told_of:
            return ""
        self._told_of = values
        return words
