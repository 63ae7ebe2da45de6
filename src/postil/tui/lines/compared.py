"""Quotes beside their sources, as lines: the state, the quote, the passage, and what is to be said of them."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from postil.core.telling import difference_line, gap_line, passage
from postil.core.wording import CHECK_WORDS
from postil.tui.widgets.wrapping import wrap

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from postil.core.comparison import Comparison
    from postil.services.marks.quotes import Compared
    from postil.tui.lines.plain_markdown import Line
    from postil.tui.looks.glyphs import Glyphs

_LEAST = 20
_LOOKS = {"same": "", "removed": "removed", "added": "added", "gap": "key"}


def lines(compared: Iterable[Compared], width: int, glyphs: Glyphs) -> Iterator[Line]:
    """Sets quotes one below the other.

    Args:
        compared: The quotes with what was found.
        width: Cells.
        glyphs: The glyphs of this terminal.
    """
    for number, one in enumerate(compared):
        if number:
            yield []
        answer = one.comparison
        look = "title" if answer.check.found else "error"
        state = f"{glyphs.of(answer.check)} {answer.check.value}"
        yield from _flow([(state, look), (f": {CHECK_WORDS[answer.check]}", "")], width)
        yield from _flow([(one.title, "dim")], width)
        yield []
        yield from _part("The quote", [(" ".join(one.quote.split()), "quote")], width)
        if answer.pieces:
            yield from _part("The source", list(_passage(answer, glyphs)), width)
        told = list(_told(answer, glyphs))
        for sign, sign_look, words in told:
            yield from _flow([(words, "")], width, (f"{sign} ", sign_look))
        if told:
            yield []


def _part(heading: str, parts: Sequence[tuple[str, str]], width: int) -> Iterator[Line]:
    yield [(heading, "heading")]
    yield from _flow(parts, width, ("  ", ""))
    yield []


def _passage(answer: Comparison, glyphs: Glyphs) -> Iterator[tuple[str, str]]:
    """The passage, with the source's words around it."""
    if answer.before:
        yield f"{glyphs.ellipsis} {answer.before.lstrip()}", "dim"
    for number, told in enumerate(passage(answer)):
        if number:
            yield " ", ""
        yield told.words, _LOOKS[told.look]
    if answer.after:
        yield f"{answer.after.rstrip()} {glyphs.ellipsis}", "dim"


def _told(answer: Comparison, glyphs: Glyphs) -> Iterator[tuple[str, str, str]]:
    """What is to be said, each as a sign, its look, and a sentence."""
    for difference in answer.differences:
        yield glyphs.altered, "error", difference_line(difference)
    for gap in answer.gaps:
        yield (
            (glyphs.changed, "error", gap_line(gap))
            if gap.negations
            else (glyphs.bullet, "dim", gap_line(gap))
        )
    for warning in answer.warnings:
        yield glyphs.changed, "error", warning


def _flow(parts: Sequence[tuple[str, str]], width: int, lead: tuple[str, str] = ("", "")) -> Iterator[Line]:
    """Wraps words of several looks; the first line begins with `lead`, the others with as many blanks."""
    text = "".join(words for words, _ in parts)
    looks = [look for words, look in parts for _ in words]
    first = True
    for start, end in wrap(text, max(width - len(lead[0]), _LEAST)):
        line: Line = [lead if first else (" " * len(lead[0]), "")] if lead[0] else []
        for look, run in groupby(range(start, end), key=looks.__getitem__):
            at = list(run)
            line.append((text[at[0] : at[-1] + 1], look))
        yield line
        first = False
