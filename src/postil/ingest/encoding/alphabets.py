"""How often the letters beyond ASCII stand in texts of languages that are written in Latin letters.

Rough figures, enough to tell the code pages apart that give one byte to different letters: where Italian
has `à`, `è` and `ù`, one reading of the same bytes has `ŕ`, `č` and `ů`, which no language has in that mixture.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from math import log
from typing import TYPE_CHECKING

from postil.core.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Mapping

# Of 1,000 letters of a running text so many are these; then short words that a code page cannot change.
_LANGUAGES = (
    ("é.4 ï.1 ö.1 ü.1 ç.1 ñ.1 è.1 á.1 ó.1 æ.05", "the of and to in is that it was for he on with as"),
    ("è6 à6 ù2 ò2 é1.5 ì1", "il la di che non per un del della ha al si nel con una sono lo"),
    (
        "é19 è3.5 à5 ê2 ç1 ô.7 â.6 î.5 û.6 ù.6 œ.4 ë.2 ï.2",
        "le la les de des et un une dans que pour pas sur est du",
    ),
    ("ó8 í7 á5 é4 ñ3 ú2 ü.2", "el la de que los las en se del con por una un al no lo"),
    ("ã8 ç5 á5 é4 ó3 í3 ê3 õ1.5 ú1.5 â1 à1.2 ô.7", "o a os as de que do da em um uma se com por no na"),
    ("à8 é8 è6 ó6 í6 ç3 ò3 ú2 ï.7 ü.3", "el la de que els les en un una i per amb no al"),
    ("ü7 ä6 ö3 ß3 é.1", "der die und das den im ist von zu mit auf ein des dem es an"),
    ("ë.8 é.7 ï.4 ö.3 è.3 ü.2 ó.2", "de het een van en dat is niet in op te die voor er"),
    ("ä18 å14 ö13 é.5", "och att en det som av ett inte den till med var han de om"),
    ("å12 ø10 æ9 é.4 ö.1 ä.1", "og at en det som af et ikke den til med der var han de om av"),
    ("ð44 á18 í16 þ14 ó10 æ9 ö8 é7 ú6 ý3", "og er ekki til sem var um en hann fram af"),
    ("ä36 ö5 å.1", "ja on ei oli se joka kun mutta sen olla niin"),
    ("ł21 ę11 ą10 ż9 ó8 ś7 ć4 ń2 ź.7", "w i na nie z do to jest o po od jak za"),
    ("í32 á22 ě16 é13 ř12 č10 ž10 ý10 š8 ů7 ú1.5 ť.4 ď.3 ó.3 ň.2", "a v na se je o z do to ale si by"),
    (
        "á22 í12 č12 ý12 ú11 ž11 é9 š9 ť8 ľ5 ď3 ô2.5 ň2 ä1.5 ó1 ĺ.1 ŕ.1",
        "a v na sa je o z do to ale si by ako",
    ),
    ("á37 é36 ö11 ő11 ó10 í6 ü6 ú3 ű3", "a az hogy nem egy is s volt meg de csak"),
    ("č10 š9 ć8 ž6 đ2", "je i u na da se za su od kako koji nije"),
    ("č11 š9 ž7 ć.2 đ.1", "je in v na da se za so bil ki ne po"),
    ("ă25 â10 î10 ş10 ţ10 ș10 ț10", "si a de la in nu cu un care pe o din"),
    ("ë70 ç5", "e te i me ne nuk nga per"),
    ("ı51 ü19 ş18 ç12 ğ11 ö8 i̇2 â.3", "ve bir bu da de ile"),
    ("ė16 ų14 š13 ž9 ū6 į6 ą6 č5 ę2", "ir kad yra su apie buvo o iki"),
    ("ā45 ī20 ē17 š10 ņ7 ū6 ļ4 ķ3 ž3 č2 ģ2", "un ir par no uz ka ar bija"),
    ("ä10 õ10 ü7 ö2 š.2 ž.2", "ja on ei et kui oli ta see"),
)
_USUAL_MARKS = "“”‘’„‚«»‹›–—…\u00a0"
_RARE_MARKS = "•·€£§°©®™№¿¡ªº½¼¾×²³†±"

_FOREIGN, _UNKNOWN = 2e-5, 2e-6
_USUAL, _RARE, _ODD = 2e-3, 1e-4, 1e-7
_CAPITAL = 0.03
"""How much rarer a capital is than its small letter."""
_IN_A_WORD = log(1e-4)
"""How unlikely a capital is behind a small letter, and a mark other than an apostrophe between letters."""
_WORD_FOUND = 2.0
"""How much likelier, in natural logarithms, one of its short words makes a language."""

_MARK_IN_A_WORD = pattern(r"(?<=[^\W\d_])[“”‚„«»‹›…](?=[^\W\d_])")
_WORD = pattern(r"[^\W\d_]+")


@dataclass(frozen=True)
class _Language:
    shares: Mapping[str, float]
    words: frozenset[str]

    @property
    def plain(self) -> float:
        """The share of the letters of ASCII."""
        return 1 - sum(self.shares.values())


@cache
def _languages() -> tuple[_Language, ...]:
    return tuple(
        _Language(
            {letter: float(share) / 1000 for letter, share in re.findall(r"([^\d. ])\S*?([\d.]+)", letters)},
            frozenset(words.split()),
        )
        for letters, words in _LANGUAGES
    )


@cache
def _known() -> frozenset[str]:
    return frozenset(letter for language in _languages() for letter in language.shares)


def likelihood(text: str) -> float:
    """How well a reading of bytes fits the language that it fits best, as a natural logarithm.

    Readings of the same bytes can be compared; alone the number says nothing.
    """
    counted = Counter(text)
    plain = sum(count for character, count in counted.items() if character.isascii() and character.isalpha())
    beyond = {character: count for character, count in counted.items() if not character.isascii()}
    letters = {character: count for character, count in beyond.items() if character.isalpha()}
    marks = sum(
        count * log(_mark(character)) for character, count in beyond.items() if character not in letters
    )
    found = _WORD.findall(text)
    odd = len(_MARK_IN_A_WORD.findall(text)) + sum(
        one.islower() and other.isupper() for word in found for one, other in pairwise(word)
    )
    short = Counter(word.lower() for word in found if len(word) < 6)
    best = max(
        plain * log(language.plain)
        + sum(count * log(_share(language, letter)) for letter, count in letters.items())
        + sum(short[word] for word in language.words) * _WORD_FOUND
        for language in _languages()
    )
    return float(marks + odd * _IN_A_WORD + best)


def _share(language: _Language, letter: str) -> float:
    small = letter.lower()[0]
    share = language.shares.get(small) or (_FOREIGN if small in _known() else _UNKNOWN)
    return share if letter == small else share * _CAPITAL


def _mark(character: str) -> float:
    if character in _USUAL_MARKS:
        return _USUAL
    return _RARE if character in _RARE_MARKS else _ODD
