"""Which old code page bytes are in, where charset-normalizer leaves several possible."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from postil.core.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

# The letters beyond ASCII that the languages of each script use; a reading of the bytes in which other
# characters stand is the wrong one. Typographic marks count too, though less.
_LETTERS = frozenset(
    "äöüßéèàçêôûîœëïùâáíóúñãõåæøčćđšžżźąęłńśěřůťďňýľĺŕőűășțşţğıİ"
    "ìòðþėųūįāīēņļķģ"
    "абвгдежзийклмнопрстуфхцчшщъыьэюяёіїєґўљњџћђјѓќ"
    "αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώϊϋΐΰ"
    "אבגדהוזחטיךכלםמןנסעףפץצקרשת"
    "กขคฆงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรฤลวศษสหฬอฮะัาำิีึืฺุูเแโใไๅๆ็่้๊๋์ํ๎"
    "ابتثجحخدذرزسشصضطظعغفقكلمنهويىةءأإآئؤپچژگ"
)
_MARKS = frozenset("“”‘’„‚«»‹›–—…•·€£§°©®№¿¡ªº\u00a0「」『』、。，：；！？（）《》")
# The commonest characters of Chinese, Japanese and Korean newspapers, enough to tell the three apart.
_COMMON = frozenset(
    "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心本前开但因只从想实"
    "這個們來為國說時會對過發後裡經學現當沒動還進樣開從實"
    "のはをにがでとたしてるいなれもかさらっりこう"
    "이다는에을의가하고지로은를한기사도리나자시대인서어부해정그일과스수보주제게들만전으"
)
_DOUBLE_BYTE = ("gb18030", "big5", "euc_kr", "cp949", "shift_jis", "cp932", "euc_jp")
_SINGLE_BYTE = (
    "cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "koi8_u", "koi8_r",
    "iso8859_2", "iso8859_5", "iso8859_7", "iso8859_9", "iso8859_15", "mac_roman", "mac_cyrillic", "mac_latin2",
    "cp437", "cp850", "cp852", "cp866", "cp874", "tis_620",
)  # fmt: skip
# What a page must gain on those before it, as a natural logarithm; the first of equal readings is taken.
_LATIN = {
    **dict.fromkeys(("cp1252", "cp1250"), 0.0),
    **dict.fromkeys(("cp1254", "cp1257", "iso8859_15", "iso8859_2", "iso8859_9"), 1.0),
    **dict.fromkeys(("mac_roman", "cp850", "cp852", "mac_latin2"), 3.0),
    **dict.fromkeys(
        ("iso8859_13", "iso8859_16", "cp437", "cp857", "cp775", "cp861", "cp865", "latin_1"), 6.0
    ),
}
_LETTER_RUN = pattern(r"[^\W\d_]+")
_STRANGE_RUN = pattern(rb"[\x80-\xff]+")
_TOO_STRANGE = 0.35
_COMPARED = 16_384
"""Code points of each reading that are compared with languages."""


def likeliest(sample: bytes) -> str:
    """The encoding whose reading of the bytes looks most like a language, or an empty string.

    charset-normalizer's own candidates go first, so that they win a tie. Among the pages of Latin letters
    the one is taken in which a language's letters stand as often as they do.
    """
    if _is_sprinkled(sample):
        name = _latin(sample)
        return name if _score(sample.decode(name), sample) > _TOO_STRANGE else ""
    best, best_score = "", _TOO_STRANGE
    for name in _candidates(sample):
        try:
            text = sample.decode(name, "ignore" if name in _DOUBLE_BYTE else "strict")
        except UnicodeDecodeError:
            continue
        score = _score(text, sample)
        if score > best_score + 1e-9:
            best, best_score = name, score
    return _latin(sample) if best and _is_latin(sample.decode(best, "ignore")) else best


def _is_sprinkled(sample: bytes) -> bool:
    """Whether bytes beyond ASCII stand among others one by one, as the accented letters of Latin script do."""
    runs = _STRANGE_RUN.findall(sample)
    strange = sum(map(len, runs))
    return strange < len(runs) * 1.5 and strange < len(sample) * 0.25


def _is_latin(text: str) -> bool:
    """Whether there is no letter of another script."""
    return all(character < "\u0250" or not character.isalpha() for character in text)


def _latin(sample: bytes) -> str:
    from postil.ingest.encoding.alphabets import likelihood

    readings: dict[str, str] = {}
    for name in _LATIN:
        try:
            readings[name] = sample.decode(name)
        except UnicodeDecodeError:
            continue
    return max(readings, key=lambda name: likelihood(readings[name][:_COMPARED]) - _LATIN[name])


def _candidates(sample: bytes) -> Iterator[str]:
    from charset_normalizer import from_bytes

    seen: set[str] = set()
    offered = (match.encoding for match in from_bytes(sample))
    for name in (*offered, *_SINGLE_BYTE, *_DOUBLE_BYTE):
        if name not in seen and not name.startswith("utf"):
            seen.add(name)
            yield name


def _score(text: str, sample: bytes) -> float:
    """How much of what is beyond ASCII is usual in some language: at most 1, less for odd words."""
    strange_bytes = sum(byte > 0x7F for byte in sample)
    total = 0.0
    for character in text:
        if character < "\x80":
            continue
        width = 2 if character > "\u10ff" and character not in _MARKS else 1
        if character in _LETTERS:
            total += 1.0
        elif character in _COMMON:
            total += 1.5 * width
        elif "\u3400" <= character <= "\u9fff" or "\uac00" <= character <= "\ud7a3":
            total += 0.3 * width
        elif character.lower() in _LETTERS:
            total += 0.8
        elif character in _MARKS:
            total += 0.85
        else:
            total -= 1.0
    odd = sum(_oddities(word) for word in _LETTER_RUN.findall(text) if not word.isascii())
    return (total - odd) / max(strange_bytes, 1)


def _oddities(word: str) -> int:
    """How often a capital follows a small letter, and whether Latin letters stand among others."""
    capitals = sum(one.islower() and other.isupper() for one, other in pairwise(word))
    scripts = {"latin" if letter < "\u0250" else "other" for letter in word}
    return capitals + (len(scripts) > 1)
