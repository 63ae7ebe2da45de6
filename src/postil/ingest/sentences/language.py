"""Which language a text is in, from its commonest words."""

from __future__ import annotations

import re

# Short words that are frequent in one language and rare in the others.
_COMMON = {
    "en": "the of and to that was is for with he on his are this be at by from they which",
    "de": "der die und das ist nicht ein eine den mit auf dem sich von zu im für auch wird",
    "fr": "le les et des est une dans qui pour pas sur du au il que par sont avec ce cette",
    "es": "el los y las del una por con para se su lo como más pero sus fue este ha",
    "it": "il di che è una per della non gli nel con sono alla dei anche ha più come",
    "pt": "os do da em não uma dos mais ao pelo foi como para com sua das é à seu",
    "nl": "het een van en dat is niet zijn voor met op aan die er werd ook naar bij",
    "pl": "w i na się nie z do to że jest o jak przez po za od jego był ale dla",
    "ru": "и в не на что с он как это по но из у к был от его было для она так",
    "uk": "і в не на що з він як це по але із у до був від його було для вона та й є",
}
_WORDS = {tag: frozenset(words.split()) for tag, words in _COMMON.items()}
_SAMPLE = 4_000
"""Code points that are looked at."""

_WORD = re.compile(r"[^\W\d_]+")
_CJK = re.compile("([\u3041-\u30fa])|([\u4e00-\u9fff])|([\uac00-\ud7a3])")
_ARABIC = re.compile("[\u0621-\u064a]")


def recognise(text: str) -> str:
    """The primary language tag of a text, or an empty string where the words leave a doubt.

    Args:
        text: Any text; only its first 4,000 code points are looked at.
    """
    sample = text[:_SAMPLE]
    found = _WORD.findall(sample.lower())
    if not sample.isascii():
        script = _by_script(sample)
        if script:
            return script
    scores = {tag: sum(word in common for word in found) for tag, common in _WORDS.items()}
    first, second = sorted(scores, key=lambda tag: -scores[tag])[:2]
    sure = scores[first] >= 3 and scores[first] >= len(found) * 0.08 and scores[first] > scores[second] * 1.3
    return first if sure else ""


def _by_script(sample: str) -> str:
    half = len(sample) // 3
    kinds = _CJK.findall(sample)
    if len(kinds) > half:
        kana = sum(bool(kind[0]) for kind in kinds)
        hangul = sum(bool(kind[2]) for kind in kinds)
        return "ja" if kana > len(kinds) // 10 else "ko" if hangul > len(kinds) // 2 else "zh"
    return "ar" if len(_ARABIC.findall(sample)) > half and "پ" not in sample and "گ" not in sample else ""
