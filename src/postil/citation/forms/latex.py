"""LaTeX with the package csquotes, which sets a quote in the line or apart as the document wants it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.citation.forms.form import Form, place_in_words
from postil.core.patterns import pattern
from postil.core.text import copyable_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from postil.citation.forms.form import Quote
    from postil.citation.reference import Citation
    from postil.core.model import Locator

_WRITTEN = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#", "%": r"\%", "_": r"\_",
    "^": r"\textasciicircum{}", "~": r"\textasciitilde{}", "<": r"\textless{}", ">": r"\textgreater{}",
    '"': r"\textquotedbl{}", "`": r"\`{}", "'": r"\textquotesingle{}",
}  # fmt: skip
# An apostrophe inside a word is left to TeX, which sets it as one.
_SPECIAL = pattern(r"[\\{}$&#%_^~<>\"`]|(?<![^\W\d_])'|'(?![^\W\d_])")
# What TeX's fonts join: dashes, two apostrophes, and the marks that Spanish opens with.
_JOINED = pattern(r"(?<=-)(?=-)|(?<=')(?=')|(?<=,)(?=,)|(?<=[?!])(?=[`‘])")
_UNFIT_KEY = pattern(r"[{}%#,\\\s~]")


class Latex(Form):
    """LaTeX's markup; `csquotes` and a package for citations are the document's."""

    name = "latex"
    writer = "latex"

    def text(self, line: str) -> str:
        """The words with what acts in them written out."""
        words = _SPECIAL.sub(lambda found: _WRITTEN[found[0]], _JOINED.sub("\0", copyable_line(line)))
        return words.replace("\0", "{}")

    def quote(self, quote: Quote) -> str:
        r"""`\blockquote{…}`."""
        return rf"\blockquote{{{self._words(quote)}}}"

    def cited(self, quote: Quote, citation: Citation, remark: str = "") -> str:
        r"""`\blockcquote[737]{key}{…}`; without a key `\blockquote[(Watson \& Crick, 1953)]{…}`."""
        told = f" ({self.text(remark)})" if remark else ""
        words = self._words(quote)
        if citation.key and not _UNFIT_KEY.search(citation.key):
            place = self._place(citation.locator)
            return rf"\blockcquote{_optional(place)}{{{citation.key}}}{{{words}}}{told}"
        mark = self.text(citation.mark)
        return rf"\blockquote{_optional(mark)}{{{words}}}{told}"

    def facts(self, facts: Iterable[tuple[str, str]]) -> str:
        """A line for each."""
        return "\\\\\n".join(rf"\textbf{{{label}:}} {self.text(value)}" for label, value in facts)

    def heading(self, words: str) -> str:
        r"""`\textbf{Words}`."""
        return rf"\textbf{{{words}}}"

    def _words(self, quote: Quote) -> str:
        return "\n\n".join("\\\\\n".join(map(self.text, lines)) for lines in quote.paragraphs)

    def _place(self, locator: Locator) -> str:
        """A place as biblatex takes it: pages bare, everything else with its label."""
        if locator.label == "page":
            return self.text(locator.value).replace("–", "--")
        return self.text(place_in_words(locator)).replace(". ", ".~").replace("–", "--")


def _optional(argument: str) -> str:
    """An optional argument; in braces where it holds a bracket, which would end it."""
    if not argument:
        return ""
    return f"[{{{argument}}}]" if {"[", "]"} & set(argument) else f"[{argument}]"
