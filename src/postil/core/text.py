"""Text from outside, made harmless once, at the door.

Every canonical text comes from `clean`; every other outside string (a file name, an error of the
system) passes `shown` on its way to a screen or a stream.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from postil.core.patterns import pattern

TAB_STOP = 4
"""Columns to which a tab is expanded."""

_LONGEST_PATH = 240

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"

KEEPER = "\N{ZERO WIDTH SPACE}"
"""What keeps a character from acting in Org (its manual, section "Escape Character")."""

# ECMA-48: CSI, then the string commands (DCS, SOS, OSC, PM, APC) up to their terminator on the same
# line, then two-character escapes. Each also in its 8-bit (C1) form. A string ends where another begins, so
# that no text is looked at twice.
_ESCAPES = pattern(
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]"
    r"|(?:\x1b[PX\]^_]|[\x90\x98\x9d\x9e\x9f])[^\x07\x1b\x90\x98\x9c-\x9f\n]*+(?:\x07|\x1b\\|\x9c)"
    r"|\x1b[ -/]*[0-~]"
)
_INTRODUCERS = frozenset("\x1b\x90\x98\x9b\x9d\x9e\x9f")
_BREAKS = frozenset("\v\f\x85\u2028\u2029")
_NEWLINES = pattern("[\v\x85\u2028]")
_PARAGRAPHS = pattern("[\f\u2029]")

_SUSPECT = pattern(
    "[\\0-\x1f\x7f-\x9f\xad\u200b\u2060\u2028-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff"
    + "".join(chr(plane | low) for plane in range(0, 0x110000, 0x10000) for low in (0xFFFE, 0xFFFF))
    + "]"
)

_JOINER = "\N{ZERO WIDTH JOINER}"
_JOINERS = frozenset({_JOINER, "\N{ZERO WIDTH NON-JOINER}"})
_AS_EMOJI = "\N{VARIATION SELECTOR-16}"
_VIRAMA = 9  # its canonical combining class
_FLAGS = pattern("\N{WAVING BLACK FLAG}[\U000e0030-\U000e0039\U000e0061-\U000e007a]{1,6}\U000e007f")

_FEW = 16
"""How many of such characters a text of a Western language has, each of them often."""

_USUAL = bytes(range(0x20, 0x7F)) + b"\n"
# Of these no two make one under NFC, and none is written in another way.
_NEVER_COMPOSED = frozenset(
    map(chr, (*range(0x80, 0x300), *range(0x2010, 0x2028), *range(0x2030, 0x205F), 0x20AC))
)


def clean(raw: str, utf8: bytes = b"") -> str:
    r"""Makes outside text canonical: what is stored, counted, shown and copied.

    NFC; every line break is `\n` and every paragraph or form-feed character `\n\n`; tabs are spaces;
    whole terminal sequences are removed; invisible characters that terminals measure differently
    are dropped; every other control, bidi override, noncharacter and lone surrogate is replaced by
    one visible symbol.

    Args:
        raw: Any string, lone surrogates included.
        utf8: The same as UTF-8, where it is at hand, so that a book need not be encoded to be looked through.

    Returns:
        A text of which `clean(text) == text` holds. It contains no control character but `\n`.
    """
    if raw.isascii() and raw.isprintable():
        return raw
    text = raw.replace("\r\n", "\n").replace("\r", "\n") if "\r" in raw else raw
    unusual = _unusual(utf8 if utf8 and text is raw else text.encode("utf-8", "surrogatepass"))
    if not "".join(unusual).isprintable():
        text = _printed(text, unusual)
    if unusual <= _NEVER_COMPOSED:
        return text
    return unicodedata.normalize("NFC", _stream_safe(text, unusual))


def _unusual(utf8: bytes) -> set[str]:
    """The characters of a text that are neither printable ASCII nor newlines, told from its bytes, which is fast."""
    rest = utf8.translate(None, _USUAL).decode("utf-8", "surrogatepass")
    found: set[str] = set()
    while rest and len(found) < _FEW:
        found.add(rest[0])
        rest = rest.replace(rest[0], "")
    return found.union(rest)


def _printed(text: str, unusual: set[str]) -> str:
    """A text of which not all can be printed, without what cannot."""
    if not unusual.isdisjoint(_BREAKS):
        text = _PARAGRAPHS.sub("\n\n", _NEWLINES.sub("\n", text))
    if not unusual.isdisjoint(_INTRODUCERS):
        text = _ESCAPES.sub("", text)  # once: an escape that is left over becomes a visible symbol
    if "\t" in unusual:
        text = "\n".join(line.expandtabs(TAB_STOP) for line in text.split("\n"))
    changes = _changes()
    return text if changes.keys().isdisjoint(map(ord, unusual)) else text.translate(changes)


@cache
def _changes() -> dict[int, str | None]:
    """What becomes of the characters of a text that can act; none of them can be printed.

    Invisible characters that say nothing a reader could want and that terminals measure differently are
    dropped: NUL, soft hyphen, zero-width space, word joiner, byte order mark, and the bidi embeddings and
    isolates, without which a text is shown in its true, logical order. Joiners and marks stay. Controls that
    change what a reader believes to see become visible, one for one.
    """
    dropped = [0x00, 0xAD, 0x200B, 0x2060, 0xFEFF, *range(0x202A, 0x202D), *range(0x2066, 0x206A)]
    return {
        **dict.fromkeys(dropped),
        **{code: chr(0x2400 + code) for code in range(1, 0x20) if code != 0x0A},
        0x7F: "\N{SYMBOL FOR DELETE}",
        **dict.fromkeys(range(0x80, 0xA0), REPLACEMENT),
        **dict.fromkeys((0x202D, 0x202E), REPLACEMENT),  # bidi overrides
        **dict.fromkeys(range(0xFFF9, 0xFFFC), REPLACEMENT),  # interlinear annotation
        **dict.fromkeys(range(0xD800, 0xE000), REPLACEMENT),  # lone surrogates
        **{plane | low: REPLACEMENT for plane in range(0, 0x110000, 0x10000) for low in (0xFFFE, 0xFFFF)},
    }


@cache
def _changes_in_line() -> dict[int, str | None]:
    """The same in one line."""
    newlines = dict.fromkeys((0x0A, 0x2028, 0x2029), "\N{SYMBOL FOR NEWLINE}")
    return {**_changes(), **newlines, 0x09: " "}


def _stream_safe(text: str, unusual: set[str]) -> str:
    """Parts runs of more than 30 combining marks by U+034F, as UAX #15 has it: NFC takes quadratic time on them."""
    marks = "".join(mark for mark in unusual if unicodedata.combining(mark))
    if not marks:
        return text
    return re.sub(f"([{marks}]{{30}})(?=[{marks}])", "\\1\u034f", text)


def clean_line(raw: str) -> str:
    """Cleans a text of one line (a title, a name, a tag): every run of blanks is one space."""
    return " ".join(clean(raw).split())


@lru_cache(maxsize=4096)
def shown(raw: str) -> str:
    """Makes any string fit for one line of a screen or a stream: nothing in it acts.

    Args:
        raw: For example a file name, a message of the operating system, a stored record's field.

    Returns:
        The string with each control, newlines included, made visible.
    """
    return raw if raw.isprintable() or not _SUSPECT.search(raw) else raw.translate(_changes_in_line())


def shown_path(path: object) -> str:
    """A path as `shown` makes it, the middle of a very long one left out."""
    text = shown(str(path))
    return text if len(text) <= _LONGEST_PATH else f"{text[:80]}…{text[-80:]}"


def shortened(text: str, limit: int) -> str:
    """Cuts `text` to at most `limit` code points at a word, with an ellipsis when anything is lost."""
    line = " ".join(text.split())
    if len(line) <= limit:
        return line
    head = line[: max(limit - 1, 0)]
    at_word = head.rsplit(" ", 1)[0]
    return (at_word if len(at_word) > limit // 2 else head).rstrip(" ,;:") + "…"


def copyable(raw: str) -> str:
    r"""Makes a text fit for a clipboard or an export: no control character but `\n`, no idle format character.

    What is pasted must be what was seen: direction marks go, and joiners and tag characters wherever they
    change nothing that is drawn. Where they do, in Persian, Indic scripts and emoji, they are spelling.
    """
    text = clean(raw)
    if text.isascii():
        return text
    flags = {at for flag in _FLAGS.finditer(text) for at in range(*flag.span())}
    seen = [
        character
        for at, character in enumerate(text)
        if unicodedata.category(character) != "Cf" or at in flags or _joins(text, at)
    ]
    return unicodedata.normalize("NFC", "".join(seen))


def _joins(text: str, at: int) -> bool:
    """Whether a joiner changes how its neighbours are drawn (RFC 5892, A.1 and A.2; UTS #51, ED-16)."""
    if text[at] not in _JOINERS or not 0 < at < len(text) - 1:
        return False
    before, after = text[at - 1], text[at + 1]
    if unicodedata.combining(before) == _VIRAMA or unicodedata.combining(after) == _VIRAMA:
        return True
    if unicodedata.category(after) == "So":
        return text[at] == _JOINER and (unicodedata.category(before) in {"So", "Sk"} or before == _AS_EMOJI)
    cursive = unicodedata.bidirectional(before) == "AL" or unicodedata.combining(before) > 0
    return cursive and unicodedata.bidirectional(after) == "AL"


def copyable_line(raw: str) -> str:
    """Like `copyable`, for a text of one line: every run of blanks is one space."""
    return " ".join(copyable(raw).split())


def copyable_markup(raw: str) -> str:
    """Like `copyable`, for a text in some markup: `KEEPER`, which Org needs, stays."""
    return KEEPER.join(map(copyable, raw.split(KEEPER)))
