"""Words that keep what is typesetting elsewhere: the capitals of a unit, its power, and ß where ss is another word.

Where one of two units may be in capitals only, the other is the one that keeps its case: 5 mW is not 5 MW, and
5 MW may be set 5 mw.
"""

from __future__ import annotations

import re

from postil.core.patterns import pattern

_CASED = r"m(?:Wh?|Hz|T|V|A|J|N|S|C|K|Pa|M|F|Bq|Sv|Gy|eV|[Ω\u2126])|[µμnp](?:M|A|S)|fM|Mg|Pg|[KMGT]b(?:ps)?"
_UNIT = pattern(rf"[\d.,−–-]*(?:{_CASED})")
_FUNCTION = r"log|sin|cos|tan|cot|sec|csc|sinh|cosh|tanh|exp|arg"
_PREFIX = "(?:kilo|centi|zenti|santi|milli|mili|deci|dezi|déci|кило|санти|милли)?"
_LENGTH = rf"{_PREFIX}(?:met(?:er|re|ro)s?|mètres?|metrów|метр\w{{0,3}})|f[eo][eo]t|inch(?:es)?|yards?|miles?"
_POWER = pattern(rf"(?:{_FUNCTION})⁻?[¹²³⁰⁴-⁹]+|(?:{_LENGTH})[²³]", re.IGNORECASE)
_SHARP = frozenset({"maße", "maßen", "buße", "bußen"})


def keeps_case(raw: str) -> bool:
    """Whether a word as it is written is a unit that another letter's case would make another one."""
    return bool(_UNIT.fullmatch(raw))


def keeps_power(raw: str) -> bool:
    """Whether a raised number behind a word is a power, not the number of a note."""
    return bool(_POWER.fullmatch(raw))


def keeps_sharp(raw: str) -> bool:
    """Whether a word with ß is another one than that with ss: `Maßen` are measures, `Massen` are masses."""
    return raw.lower() in _SHARP
