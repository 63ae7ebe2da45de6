"""The marks of notes that stand right behind a word or its punctuation, and say nothing of what is said.

A single number in brackets is left to `words`; a letter is, as in `allow[s]` and `1980[s]`, the word's own, but for
the first of the alphabet behind a number or a stop. A number in a circle is a note's where a blank or a stop follows:
elsewhere it is told, as in 如图①所示. A raised number
behind a digit or a bracket may be a power, and behind a measure of Han script it is one.
"""

from __future__ import annotations

import re

from postil.core.patterns import pattern
from postil.core.words import SOLO

_NUMBERS = r"\d{1,3}(?:\ ?[,;–-]\ ?\d{1,3})+"
_NAMED = r"(?:notes?|nb|fn\.?|anm\.|anmerkung|nota|прим\.|注|註|脚注)\s?\d{1,3}"
_NEEDED = r"citation\sneeded|beleg\sfehlt|référence\snécessaire|réf\.\snécessaire|要出典|来源请求"
_BEHIND = r"[^\s\d(\[{«„“]"
_STOPS = '.,;:!?…”"»。，、；：！？」』'
_RAISED = "¹²³⁰⁴-⁹"
_NOTE = pattern(
    rf"\[(?<={_BEHIND}\[)(?:{_NUMBERS}|{_NAMED}|{_NEEDED})\]"
    rf"|\[(?<=[\d{_STOPS}]\[)[a-h]\]"
    rf"|[①-⑳](?<=[^\W\d_].|[{_STOPS}].)(?=[\s{_STOPS}]|\Z)"
    rf"|[［〔](?<={_BEHIND}.)(?:\d{{1,3}}|{_NUMBERS}|{_NAMED}|{_NEEDED})[］〕]"
    rf"|[{_RAISED}](?<=[{_STOPS}{SOLO}].)(?<![米尺寸里].)[{_RAISED}]*+(?!\w(?<![{SOLO}]))",
    re.IGNORECASE,
)


def without_notes(text: str) -> str:
    """A text with blanks in the place of each mark of a note, of the same length."""
    return _NOTE.sub(lambda match: " " * len(match[0]), text)
