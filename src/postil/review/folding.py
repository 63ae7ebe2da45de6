"""Text as it is searched: without regard to case, accents, and the kind of quotes, dashes and blanks."""

from __future__ import annotations

import unicodedata

_ALIKE = str.maketrans({
    **dict.fromkeys("‘’‚‛′ʼ`", "'"),
    **dict.fromkeys("“”„‟″«»", '"'),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ı": "i",
    **dict.fromkeys("\u200c\u200d\u00ad\u200b"),
})  # fmt: skip


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
