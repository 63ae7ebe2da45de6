"""Words that change how a quote is read, folded. They warn, they order, and no bracket may put them in."""

from __future__ import annotations

NEGATIONS = frozenset({
    "not", "no", "never", "none", "nor", "neither", "nobody", "nothing", "nowhere", "without", "cannot",
    "hardly", "scarcely", "barely", "nicht", "kein", "keine", "keinen", "nie", "niemals", "ohne", "pas",
    "jamais", "sans", "nunca", "non",
})  # fmt: skip
"""Words that turn what is said into its opposite, in the languages that are quoted most beside English too."""

TURNS = frozenset({
    "not", "but", "unless", "except", "however", "although", "though", "yet", "nevertheless", "nonetheless",
    "until", "provided",
})  # fmt: skip
"""Words behind a passage that take it back or restrict it."""

DOUBTS = frozenset({
    "deny", "denies", "denied", "false", "falsely", "untrue", "if", "doubt", "doubts", "doubted", "whether",
    "refused",
})  # fmt: skip
"""Words before a passage that deny it, doubt it or suppose it."""

NUMBERS = frozenset({
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
    "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety", "hundred", "hundreds", "thousand",
    "thousands", "million", "millions", "billion", "billions", "trillion", "dozen", "dozens", "half",
    "third", "quarter", "twice", "once", "first", "second", "percent",
})  # fmt: skip
"""Numbers as words."""


def is_negation(key: str) -> bool:
    """Whether a folded word turns what is said into its opposite."""
    return key in NEGATIONS or key.endswith("n't")


def is_number(key: str) -> bool:
    """Whether a folded word says how much: a number, or a sign."""
    return key in NUMBERS or any(map(str.isnumeric, key)) or is_sign(key)


def is_sign(key: str) -> bool:
    """Whether a folded word is no word to a reader, but a sign."""
    return not any(map(str.isalnum, key))
