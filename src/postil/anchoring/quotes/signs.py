"""The marks that a quote may not change, as they say how much: parts of the pattern of `words`.

Most marks are typesetting and are no words. These are: a currency (Unicode's category Sc) and a unit anywhere;
a sign of mathematics (category Sm) anywhere, but for those that also draw tables and tags, which must stand
beside a number or between two words; and what stands between two numbers, be it a slash, a colon or a dash.
A minus and a decimal point belong to the number that follows. A minus stands behind no letter of a script with
blanks: `A-5` is a name; Korean, which has blanks, is also set without one there.

Arrows and the boxes of category Sm are bullets in lists, and ¬ is a broken hyphen: they stay typesetting.
"""

from __future__ import annotations

from postil.anchoring.numbers import CURRENCY, GROUPING, MINUSES, UNITS
from postil.core.alike import DASHES
from postil.core.words import SOLO, UNSPACED

MATHS = "+±×÷\u2200-\u2211\u2213-\u22ee\u22f0-\u22ff\u2a00-\u2aff\ufe62\uff0b\uff1c-\uff1e\uff5e"
"""Operators and relations of category Sm, without the minus, which is also a dash, and ⋯, an ellipsis."""
PRIMES = "′″‴"
FRACTIONS = "\u00bc-\u00be\u2150-\u215f\u2189"

_DASH = rf"\-{DASHES}\ufe63\uff0d"
_DIGIT = rf"[\d{FRACTIONS}]"
_NUMBER_AHEAD = rf"(?=\ ?[{MINUSES}]?[{CURRENCY}]?\.?{_DIGIT})"
_CLOSE = rf"{SOLO}{UNSPACED}\uac00-\ud7a3"
_BEFORE = rf"\s(\[{{\"'“‘«<>=:;,|/、。，．：；／｜（［｛「『【《〈„‚»{CURRENCY}{MATHS}{_CLOSE}"
_NOTHING_BEFORE = rf"(?<![^{_BEFORE}])(?<!\d[{_CLOSE}])"  # 3月-5月 is a range
_OPERATOR = r"[/:*^·⁄]"

MINUS = rf"{_NOTHING_BEFORE}[{MINUSES}](?=\.?{_DIGIT})"
POINT = r"(?<![\w.…)\]’”»])(?<!\.\s)(?<!\w[\"'])\.(?=\d)"
"""A decimal point without a zero before it; no full stop before the number of a note, nor an ellipsis."""
GROUPED = rf"(?<![\w.,])\d{{1,3}}(?:[{GROUPING}]\d{{3}}(?!\d))+".replace("[ ", r"[\ ")
"""A number whose thousands are parted by blanks."""

_BETWEEN_NUMBERS = (
    rf"(?<={_DIGIT}){_OPERATOR}(?={_DIGIT})|(?<={_DIGIT}\ ){_OPERATOR}(?=\ {_DIGIT})"
    rf"|(?<={_DIGIT})[{_DASH}]{{1,3}}(?=\s?{_DIGIT})|(?<={_DIGIT}\s)[{_DASH}]{{1,3}}(?=\s{_DIGIT})"
)
_COMPARISON = rf"(?:[<>]=?|=){_NUMBER_AHEAD}|(?<=\w)[<>=](?=\w)|(?<=\w\ )[<>=](?=\ \w)"
SIGN = (
    rf"(?=[{CURRENCY}{MATHS}{UNITS}{PRIMES}{_DASH}<>=~/:*^·⁄])(?:[{CURRENCY}{MATHS}{UNITS}]|{_COMPARISON}|~{_NUMBER_AHEAD}|(?<=\d)[{PRIMES}](?!\w)"
    rf"|{_NOTHING_BEFORE}[{MINUSES}](?=[{CURRENCY}]\.?\d)|{_BETWEEN_NUMBERS})"
)

SAME_SIGNS = {
    "--": "-", "---": "-", "<=": "≤", ">=": "≥", "⁄": "/", "∕": "/", "∶": ":", "⋅": "·", "∗": "*", "∼": "~",
    **{prime: prime for prime in PRIMES},
}  # fmt: skip
"""What is typed or set for the same sign; a prime is no quotation mark behind a number."""
