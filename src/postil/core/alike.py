"""Characters that mean the same to a reader."""

from __future__ import annotations

SINGLE_QUOTES = "‘’‚‛′ʼ´`"
DOUBLE_QUOTES = "“”„‟″«»"
DASHES = "‐‑‒–—―−"

PLAIN_TYPOGRAPHY = {
    **dict.fromkeys(SINGLE_QUOTES, "'"),
    **dict.fromkeys(DOUBLE_QUOTES, '"'),
    **dict.fromkeys(DASHES, "-"),
}
"""What a keyboard has for a quotation mark, a dash or a hyphen of typography."""

PLAIN_LETTERS = {
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i", "ħ": "h",
}  # fmt: skip
"""The common transliteration of each small Latin letter that Unicode does not decompose."""
