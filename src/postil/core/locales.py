"""The languages in which citations can be set: those of the CSL project's locales, which pandoc brings along."""

from __future__ import annotations

from postil.core.patterns import pattern

LANGUAGES = {
    "af": "Afrikaans", "ar": "Arabic", "bg": "Bulgarian", "ca": "Catalan", "cs": "Czech", "cy": "Welsh",
    "da": "Danish", "de": "German", "el": "Greek", "en": "English", "es": "Spanish", "et": "Estonian",
    "eu": "Basque", "fa": "Persian", "fi": "Finnish", "fr": "French", "he": "Hebrew", "hr": "Croatian",
    "hu": "Hungarian", "id": "Indonesian", "is": "Icelandic", "it": "Italian", "ja": "Japanese", "km": "Khmer",
    "ko": "Korean", "la": "Latin", "lt": "Lithuanian", "lv": "Latvian", "mn": "Mongolian",
    "nb": "Norwegian Bokmål", "nl": "Dutch", "nn": "Norwegian Nynorsk", "pl": "Polish", "pt": "Portuguese",
    "ro": "Romanian", "ru": "Russian", "sk": "Slovak", "sl": "Slovenian", "sr": "Serbian", "sv": "Swedish",
    "th": "Thai", "tr": "Turkish", "uk": "Ukrainian", "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip
"""Their names by their codes in ISO 639-1; each takes any region, whose own words are used where there are some."""

_TAG = pattern(r"([A-Za-z]{2})(?:[-_][A-Za-z0-9]{2,8})*\Z")


def is_locale(tag: str) -> bool:
    """Whether citations can be set in a language: `de`, `de-AT`, `zh-TW`."""
    found = _TAG.match(tag)
    return found is not None and found[1].lower() in LANGUAGES


def named(tag: str) -> str:
    """A language tag as people read it: `German`, `German (de-AT)`; itself where it is none of these."""
    name = LANGUAGES.get(tag[:2].lower(), "") if is_locale(tag) else ""
    return name if name and len(tag) == 2 else f"{name} ({tag})" if name else tag
