"""Typst: `quote` with its attribution, which only a block shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.citation.forms.form import Form, Quote, below, joined
from postil.citation.styles import Manner
from postil.core.patterns import pattern
from postil.core.text import copyable_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from postil.citation.reference import Citation

_ACTS = pattern(r"[\\*_`$#\[\]<>@~'\"]|(?<=-)-|(?<=\.)\.|-(?=[?\d])|(?<=:)/|(?<=/)[/*]")
_ACTS_FIRST = pattern(r"^(?=[=+\-/](?:\s|=|$))|^(\d+)(?=\.(?:\s|$))")


class Typst(Form):
    """Typst's markup."""

    name = "typst"
    writer = "typst"

    def text(self, line: str) -> str:
        """The words with a backslash before what acts."""
        words = _ACTS.sub(lambda found: f"\\{found[0]}", copyable_line(line))
        return _ACTS_FIRST.sub(lambda found: f"{found[1] or ''}\\", words)

    def quote(self, quote: Quote) -> str:
        """`#quote(block: true)[…]`."""
        return f"#quote(block: true)[{self._words(quote)}]"

    def cited(self, quote: Quote, citation: Citation, remark: str = "") -> str:
        """`#quote(block: true, attribution: [Watson & Crick, 1953])[…]`."""
        credit = joined(self.text(citation.credit), remark and f"({self.text(remark)})")
        told = f", attribution: [{credit}]" if credit else ""
        words = f"#quote(block: true{told})[{self._words(quote)}]"
        return below(words, self.entry(citation) if citation.manner is Manner.NUMERIC else "")

    def facts(self, facts: Iterable[tuple[str, str]]) -> str:
        """A term list."""
        return "\n".join(f"/ {label}: {self.text(value)}" for label, value in facts)

    def heading(self, words: str) -> str:
        """`*Words*`."""
        return f"*{words}*"

    def _words(self, quote: Quote) -> str:
        return "\n\n".join(" \\\n".join(map(self.text, lines)) for lines in quote.paragraphs)
