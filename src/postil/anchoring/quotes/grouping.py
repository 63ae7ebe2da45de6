"""Whether a text parts thousands by commas or by points: `3,500` is a number of thousands in one, a fraction in the other.

Its numbers tell where their shape allows one reading only, as `0,5` and `1.234.567` do; else its language does.
Where neither tells, neither mark is dropped, so that another number is never taken for another way to write it.
Spanish tells nothing: both are in use. Cost: a few passes over its first pages.
"""

from __future__ import annotations

from postil.core.patterns import pattern

COMMAS = ","
POINTS = "."
UNKNOWN = ""

_FIRST = 1 << 16
"""Code points of a text whose numbers are looked at."""
_PAGES = 1 << 13
"""Code points whose words are."""
_SURER = 5
"""How many words of a language a number outweighs."""

_NUMBER = pattern(r"\d[\d.,]*\d")
_BY_COMMAS = pattern(r"\d{1,3}(?:,\d{3})+(?:,\d{3}|\.\d+)|0\.\d+")
_BY_POINTS = pattern(r"\d{1,3}(?:\.\d{3})+(?:\.\d{3}|,\d+)|0,\d+|\d+,\d{1,2}")
_WORD = pattern(r"[a-zà-ÿęą-ż]+")
_WORDS_OF_COMMAS = frozenset(
    [
        "the",
        "and",
        "of",
        "was",
        "were",
        "by",
        "they",
        "that",
        "this",
        "with",
        "from",
        "it",
        "its",
        "has",
        "have",
    ]
)
_WORDS_OF_POINTS = frozenset(
    [
        "der",
        "die",
        "das",
        "und",
        "ist",
        "ein",
        "eine",
        "den",
        "auf",
        "les",
        "des",
        "est",
        "une",
        "du",
        "et",
        "le",
        "il",
        "che",
        "di",
        "della",
        "gli",
        "nel",
        "het",
        "een",
        "van",
        "och",
        "att",
        "det",
        "og",
        "på",
        "som",
        "się",
        "jest",
        "że",
        "uma",
        "não",
        "um",
        "são",
        "bir",
        "ve",
        "je",
    ]
)
_SCRIPTS_OF_COMMAS = pattern("[\u3041-\u30fa\u4e00-\u9fff\uac00-\ud7a3\u0e00-\u0e7f\u05d0-\u05ea]")
_SCRIPTS_OF_POINTS = pattern("[\u0391-\u03c9\u0430-\u044f]")
_SURE = pattern(
    r"-?\d{1,3}(?:(?:,\d{3}){2,}(?:\.\d+)?|(?:,\d{3})+\.\d+|(?:\.\d{3}){2,}(?:,\d+)?|(?:\.\d{3})+,\d+)"
)
_PARTED = {
    COMMAS: pattern(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?"),
    POINTS: pattern(r"-?\d{1,3}(?:\.\d{3})+(?:,\d+)?"),
}


def grouping_of(text: str) -> str:
    """The mark that parts thousands in a text: `COMMAS`, `POINTS` or `UNKNOWN`."""
    more = _SURER * _by_numbers(text) + _by_language(text[:_PAGES].casefold())
    if not more:
        return UNKNOWN
    return COMMAS if more > 0 else POINTS


def _by_numbers(text: str) -> int:
    """How many more numbers part thousands by commas for sure than by points; `[1,2]` are two notes."""
    found = (match[0] for match in _NUMBER.finditer(text, 0, _FIRST) if text[match.start() - 1] != "[")
    return sum(bool(_BY_COMMAS.fullmatch(number)) - bool(_BY_POINTS.fullmatch(number)) for number in found)


def _by_language(text: str) -> int:
    """How much more of a text is in languages that part thousands by commas than by points."""
    words = _WORD.findall(text)
    commas = sum(word in _WORDS_OF_COMMAS for word in words) + len(_SCRIPTS_OF_COMMAS.findall(text))
    points = sum(word in _WORDS_OF_POINTS for word in words) + len(_SCRIPTS_OF_POINTS.findall(text))
    return commas - points


def without_grouping(number: str, grouping: str) -> str:
    """A number without the marks between its thousands; any other word, or number, as it is."""
    parted = _PARTED.get(grouping)
    if _SURE.fullmatch(number) or (parted and parted.fullmatch(number)):
        return number.replace(next(mark for mark in number if mark in _PARTED), "")
    return number
