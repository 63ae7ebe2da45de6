"""The languages in which citations can be set: those of the CSL project's locales, which pandoc brings along."""

from __future__ import annotations

import re

LANGUAGES = (
    "af", "ar", "bg", "ca", "cs", "cy", "da", "de", "el", "en", "es", "et", "eu", "fa", "fi", "fr",
    "he", "hr", "hu", "id", "is", "it", "ja", "km", "ko", "la", "lt", "lv", "mn", "nb", "nl", "nn",
    "pl", "pt", "ro", "ru", "sk", "sl", "sr", "sv", "th", "tr", "uk", "vi", "zh",
)  # fmt: skip
"""Their codes in ISO 639-1; each takes any region, whose own words are used where there are some."""

_TAG = re.compile(r"([A-Za-z]{2})(?:[-_][A-Za-z0-9]{2,8})*\Z")


def is_locale(tag: str) -> bool:
    """Whether citations can be set in a language: `de`, `de-AT`, `zh-TW`."""
    found = _TAG.match(tag)
    return found is not None and found[1].lower() in LANGUAGES
