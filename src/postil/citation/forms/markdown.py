"""Markdown, and the two dialects of it that have a way of their own to cite."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.citation.forms.form import Form, Quote, below, joined, place_for_engine
from postil.citation.locator import is_time
from postil.citation.styles import Manner
from postil.core import markdown_text
from postil.core.patterns import pattern
from postil.core.text import copyable, copyable_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from postil.citation.reference import Citation
    from postil.core.model import Locator

_MARGIN = "> "
_ACTS_IN_PANDOC = pattern(rf"{markdown_text.ACTS_ANYWHERE.pattern}|[@^'\"]|(?<=-)-|(?<=\.)\.|(?<=:)/")
_ACTS_IN_OBSIDIAN = pattern(rf"{markdown_text.ACTS_ANYWHERE.pattern}|%(?=%)|=(?==)|\^(?=\w)")
_ACTS_IN_PLACE = pattern(rf"{_ACTS_IN_PANDOC.pattern}|[{{}};]")
_LIKE_A_PAGE = pattern(r"\W*\w*[0-9]")
# The fancy lists: `a.`, `iv)`, `(2)`, `#.`
_LISTS_IN_PANDOC = pattern(r"^(\(?(?:[A-Za-z]|[ivxlcdmIVXLCDM]+|\d+|\\#))([.)](?:\s|$))")


class Markdown(Form):
    """CommonMark: a block quote, and below it the citation with a link to the source."""

    name = "markdown"
    writer = "commonmark"

    def text(self, line: str) -> str:
        """The words with what acts in them escaped."""
        return markdown_text.escaped(copyable_line(line))

    def quote(self, quote: Quote) -> str:
        """A block quote."""
        return markdown_text.indented(self._words(quote), _MARGIN)

    def cited(self, quote: Quote, citation: Citation, remark: str = "") -> str:
        """`> Quote`, `>`, `> — Watson & Crick, 1953 [source](<url>)`."""
        target = markdown_text.destination(copyable(citation.url))
        source = f"[source](<{target}>)" if target else ""
        credit = joined(self.text(citation.credit), source, remark and f"({remark})")
        words = joined(self._words(quote), credit and f"— {credit}", by="\n\n")
        entry = self.entry(citation) if citation.manner is Manner.NUMERIC else ""
        return below(markdown_text.indented(words, _MARGIN), entry)

    def facts(self, facts: Iterable[tuple[str, str]]) -> str:
        """`**Label:** value`."""
        return "\\\n".join(f"**{label}:** {self.text(value)}" for label, value in facts)

    def heading(self, words: str) -> str:
        """`**Words**`."""
        return f"**{words}**"

    def entry(self, citation: Citation) -> str:
        """The entry; where no engine has set it, its addresses are links."""
        return citation.set_entry or markdown_text.linked(copyable_line(citation.entry))

    def _words(self, quote: Quote) -> str:
        return markdown_text.blocks("\n\n".join("\n".join(lines) for lines in quote.paragraphs))


class PandocMarkdown(Markdown):
    """Markdown whose citations pandoc sets: `[@key, p. 737]`."""

    name = "pandoc"
    writer = "markdown"

    def cited(self, quote: Quote, citation: Citation, remark: str = "") -> str:
        """`> Quote [@key, p. 737]`; without a key as in Markdown."""
        if not citation.key:
            return super().cited(quote, citation, remark)
        key = citation.key if _is_simple(citation.key) else f"{{{citation.key}}}"
        mark = f"[@{joined(key, _place(citation.locator), by=', ')}]"
        words = joined(self._words(quote), mark, remark and f"({remark})")
        return markdown_text.indented(words, _MARGIN)

    def text(self, line: str) -> str:
        """The words with what acts in pandoc's Markdown escaped too: marks that it makes curly, citations, formulas."""
        written = markdown_text.begun(markdown_text.inert(copyable_line(line), _ACTS_IN_PANDOC))
        return _LISTS_IN_PANDOC.sub(r"\g<1>\\\g<2>", written)

    def _words(self, quote: Quote) -> str:
        return "\n\n".join("\\\n".join(map(self.text, lines)) for lines in quote.paragraphs)


class Obsidian(Markdown):
    """Obsidian's callouts: the citation is their title."""

    name = "obsidian"

    def text(self, line: str) -> str:
        """The words with what acts in Obsidian escaped too: comments, highlights."""
        return markdown_text.begun(markdown_text.inert(copyable_line(line), _ACTS_IN_OBSIDIAN))

    def _words(self, quote: Quote) -> str:
        return "\n\n".join("\\\n".join(map(self.text, lines)) for lines in quote.paragraphs)

    def cited(self, quote: Quote, citation: Citation, remark: str = "") -> str:
        """`> [!quote] Watson & Crick, 1953`, `> Quote`."""
        title = joined("[!quote]", self.text(citation.credit), remark and f"({remark})")
        words = markdown_text.indented(f"{title}\n{self._words(quote)}", _MARGIN)
        return below(words, self.entry(citation) if citation.manner is Manner.NUMERIC else "")


def _place(locator: Locator) -> str:
    """A place behind a key; in braces, or behind empty ones, where pandoc would take it for a page."""
    words = place_for_engine(locator)
    written = markdown_text.inert(words, _ACTS_IN_PLACE)
    if is_time(locator):
        return f"{{{written}}}"
    return f"{{}}{written}" if not locator.label and _LIKE_A_PAGE.match(words) else written


def _is_simple(key: str) -> bool:
    """Whether pandoc takes a key without braces: letters and digits, single punctuation between them."""
    return key.isascii() and key.replace("_", "a").isalnum()
