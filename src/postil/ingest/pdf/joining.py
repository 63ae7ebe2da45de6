"""Lines become one text again: hyphens at their ends are undone, and kept where they belong to the word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.core.patterns import pattern
from postil.core.snapshot import Link

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from postil.ingest.pdf.lines import Line

_WORD = pattern(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)*")
_LAST = pattern(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)*$")
_FIRST = pattern(r"[^\W\d_]+")
_ADDRESS = pattern(r"(?:https?://|www\.|doi\.org/)\S*$")
_UNSPACED = pattern(r"[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uff60]")
_LONG = pattern("(?<=\\S)[—―]$|(?<=\\d)–$|\\w/$")
_DASH = pattern(r"[—―]\S")
LONGEST_SYLLABLE = 2
"""Letters of a part of a word that is taken for a syllable, though a word may be the same."""

_NUMERALS = ("two", "three", "four", "five", "six", "seven", "eight", "nine")
_OF_NUMERALS = ("teen", "fold", "some", "score", "pence")
"""What makes one word with a numeral before it; anything else has a hyphen: two-stranded."""

_ELLIPTIC = ("und", "oder", "bzw", "and", "or", "et", "ou", "y", "o", "e")
"""Words before which a hyphen stands for the second half of the word: Haupt- und Nebensache."""


class Words:
    """The words of a text, by which a hyphen at the end of a line is judged.

    Args:
        lines: All of them, each before the one that goes on with it; the halves of a parted word are no words.
    """

    def __init__(self, lines: Iterable[Line]) -> None:
        self._known: set[str] = set()
        self._behind_hyphens: set[str] = set()
        is_parted = False
        for line in lines:
            found = [word.replace("\u2010", "-").casefold() for word in _WORD.findall(line.text)]
            if found and line.hyphen:
                found.pop()
            whole = found[1:] if is_parted else found
            self._known.update(whole)
            self._behind_hyphens.update(word.rpartition("-")[2] for word in whole if "-" in word)
            is_parted = line.hyphen

    def between(self, before: Line, after: str) -> str:
        """What stands between a line and the text that goes on behind it: a space, a hyphen or nothing."""
        if before.hyphen:
            return self._hyphen(before.text, after)
        if _ADDRESS.search(before.text):
            return "" if _goes_on(before.text, after) else " "
        if (
            _LONG.search(before.text)
            or _DASH.match(after)
            or (_UNSPACED.match(before.text[-1:]) and _UNSPACED.match(after[:1]))
        ):
            return ""
        return " "

    def _hyphen(self, before: str, after: str) -> str:
        head, tail = _LAST.search(before), _FIRST.match(after)
        if head is None or tail is None:
            return "-"
        if tail[0].casefold() in _ELLIPTIC and after[tail.end() :][:1] in {" ", ""}:
            return "- "
        one, other = head[0].casefold().replace("\u2010", "-"), tail[0].casefold()
        if f"{one}{other}" in self._known:
            return ""
        if f"{one}-{other}" in self._known or tail[0][0].isupper():
            return "-"
        last = one.rpartition("-")[2]
        if last in _NUMERALS:
            return "" if other.startswith(_OF_NUMERALS) else "-"
        is_compound = {last, other} <= self._known or (last in self._known and other in self._behind_hyphens)
        return "-" if is_compound and min(len(last), len(other)) > LONGEST_SYLLABLE else ""


def _goes_on(address: str, after: str) -> bool:
    """Whether an address that ends a line goes on in the next one."""
    if address.endswith(".") and after[:1].isdigit():
        return True
    return address.endswith(("/", "-", "_", "=", "?", "&", "%")) or after.startswith(
        ("/", "?", "&", "%", "#")
    )


def joined(lines: Sequence[Line], words: Words) -> tuple[str, list[Link]]:
    """The text of lines that go on in each other, and the links in it."""
    text = ""
    links: list[Link] = []
    for number, line in enumerate(lines):
        begins_with_mark = any(link.start == 0 and link.href.startswith("#") for link in line.links)
        if number and not begins_with_mark:
            text += words.between(lines[number - 1], line.text)
        links += [Link(link.start + len(text), link.end + len(text), link.href) for link in line.links]
        text += line.text
    return (f"{text}-" if lines and lines[-1].hyphen else text), links
