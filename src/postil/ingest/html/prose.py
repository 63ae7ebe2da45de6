"""Sentences, by which a text is told from a button, a line of a menu and the title of another text."""

from __future__ import annotations

from postil.core.patterns import pattern

SHORTEST = 80
"""Columns of the shortest line that is taken for sentences because it ends as one; a wide character has two."""

_ENDS = tuple('.!?…»”"。！？」』؟۔।။։')
_WIDE = pattern("[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff01-\uff60\U00020000-\U0003ffff]")


def is_prose(text: str, columns: int = SHORTEST) -> bool:
    """Whether a text is a sentence, or several, and at least so many columns long."""
    return text.endswith(_ENDS) and len(text) + len(_WIDE.findall(text, 0, columns)) >= columns
