"""Text as it is searched: without regard to case, accents, and the kind of quotes, dashes and blanks."""

from __future__ import annotations

import unicodedata

from postil.core.alike import PLAIN_LETTERS, PLAIN_TYPOGRAPHY

_UNSEEN = "\u200c\u200d\u00ad\u200b"
_ALIKE = str.maketrans({**PLAIN_TYPOGRAPHY, **PLAIN_LETTERS, **dict.fromkeys(_UNSEEN)})


class _Folded(dict[int, str]):
    """What each code point becomes, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        bare = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", chr(code)).casefold())
        unmarked = "".join(part for part in bare if not unicodedata.category(part).startswith("M"))
        self[code] = unmarked.translate(_ALIKE)
        return self[code]


_FOLDED = _Folded()


def fold(text: str) -> str:
    """Folds a text for searching, code point by code point.

    Returns:
        The text in lower case, marks removed, compatibility characters resolved, curly quotes and long
        dashes made plain, every run of blanks one space. It never holds a line break.
    """
    if text.isascii():
        return " ".join(text.lower().replace("`", "'").split())
    return " ".join(text.translate(_FOLDED).split())
