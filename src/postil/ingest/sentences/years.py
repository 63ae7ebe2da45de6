"""Whether a sentence ends with a year or a century that is written with an abbreviation.

Slavonic languages put one behind both: `Это было в 1812 г. Наполеон ушёл` are two sentences, and
`В 1812 г. Наполеон ушёл` is one. Only in the first does the clause have its verb when the year comes.
"""

from __future__ import annotations

from postil.core.patterns import pattern

_LONGEST = 200
"""Code points of a clause that are looked at."""

_UNITS = frozenset("г гг в вв р рр ст r w".split())  # noqa: SIM905 - it reads best
_YEAR = pattern(r"(?:\d{3,4}(?:[-–—/]\d{2,4})?|[IVX]+(?:[-–—][IVX]+)?) \Z")
_CLAUSE = pattern(r"[,;:—–(«„“]")
_TOLD = pattern(
    r"\b(?!(?:начала|числ[ао]|около|села|дела|школа|сила|мало|якщо|około|szkoła|siła|mało|koła)\b)"
    r"[^\W\d_]+(?:л[аои]?|л(?:ся|ась|ось|ись)|вся|ла(?:ся|сь)|ло(?:ся|сь)|ли(?:ся|сь)|ł[aoy]?|li)\b"
)
_BY_WHOM = pattern(r"[^\W\d_]+(?:[оеё]м|[ыи]м|[ое]й|ами|ями|ою|em|ą|ami)\b")


def ends_with_year(text: str, start: int, point: int, following: str) -> bool:
    """Whether the point is the end of the sentence too.

    Args:
        text: The paragraph.
        start: Where the sentence begins.
        point: Where a point stands behind an abbreviation.
        following: The next word, which has a capital.
    """
    clause = _CLAUSE.split(text[max(start, point - _LONGEST) : point])[-1]
    words, _, unit = clause.rpartition(" ")
    if unit not in _UNITS or not _YEAR.search(f"{words} "):
        return False
    return _TOLD.search(words) is not None and _BY_WHOM.fullmatch(following) is None
