"""What a markup has to be able to say, and the quotes that are said in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

from postil.citation.locator import locator_text, with_whole_numbers
from postil.core.text import copyable, copyable_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from postil.citation.reference import Citation
    from postil.core.model import Locator

_SIGNS = {"¶¶": "paras.", "¶": "para.", "§§": "secs.", "§": "sec."}


class Quote(NamedTuple):
    """Words that are quoted.

    Attributes:
        words: As they are quoted, with the line breaks that they have.
        is_block: Whether they are set apart, without quotation marks.
    """

    words: str
    is_block: bool = False

    @property
    def line(self) -> str:
        """The words in one line, without control and format characters."""
        return copyable_line(self.words)

    @property
    def paragraphs(self) -> tuple[tuple[str, ...], ...]:
        """The lines of each paragraph, without blanks at their ends; one line of one paragraph if it is no block."""
        if not self.is_block:
            return ((self.line,),) if self.line else ()
        lines = [line.strip() for line in copyable(self.words).split("\n")]
        found: list[list[str]] = [[]]
        for line in lines:
            if line:
                found[-1].append(line)
            elif found[-1]:
                found.append([])
        return tuple(tuple(paragraph) for paragraph in found if paragraph)


class Form(Protocol):
    """A markup. What it writes is read back by its parsers as the words that were given, and does nothing else."""

    name: str
    """What the settings and the shell call it."""
    writer: str
    """Pandoc's name for it, in which a bibliography's entries are asked for."""

    def text(self, line: str) -> str:
        """Writes one line of text."""
        ...

    def quote(self, quote: Quote) -> str:
        """Writes a quote without its citation."""
        ...

    def cited(self, quote: Quote, citation: Citation, remark: str = "") -> str:
        """Writes a quote with its citation, and what else is to be said of it."""
        ...

    def facts(self, facts: Iterable[tuple[str, str]]) -> str:
        """Writes labels with their values, a line each."""
        ...

    def heading(self, words: str) -> str:
        """Writes a heading between quotes."""
        ...

    def entry(self, citation: Citation) -> str:
        """Writes an entry of a bibliography in one line."""
        return citation.set_entry or self.text(citation.entry)

    def works(self, citations: Iterable[Citation]) -> str:
        """Writes a list of works cited, an entry a paragraph."""
        return joined(*map(self.entry, citations), by="\n\n")


def place_in_words(locator: Locator) -> str:
    """A place as those write it who cite by a key: signs are words there, as `para. 4` and `secs. 2–3`."""
    words = locator_text(locator)
    for sign, short in _SIGNS.items():
        words = words.replace(sign, short)
    return words


def place_for_engine(locator: Locator) -> str:
    """The same for a citation engine, which is not to take a page such as A-12 for a range."""
    words = place_in_words(locator)
    return with_whole_numbers(words) if locator.label else words


def joined(*parts: str, by: str = " ") -> str:
    """The parts that say something, in one text."""
    return by.join(part for part in parts if part)


def below(quote: str, *parts: str) -> str:
    """A quote and, set off by empty lines, what stands below it."""
    return joined(quote, *parts, by="\n\n")
