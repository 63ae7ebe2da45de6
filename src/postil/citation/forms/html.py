"""HTML: a `blockquote` and, below it, the citation."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from postil.citation.forms.form import Form, Quote, joined
from postil.citation.styles import Manner
from postil.core.markdown_text import destination
from postil.core.text import copyable, copyable_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from postil.citation.reference import Citation


class Html(Form):
    """A fragment of HTML; nothing in it is a script, and nothing is loaded by it."""

    name = "html"
    writer = "html"

    def text(self, line: str) -> str:
        """The words with `&`, `<`, `>` and quotation marks as entities."""
        return escape(copyable_line(line))

    def quote(self, quote: Quote) -> str:
        """A `blockquote` of paragraphs."""
        return self._quoted(quote, "")

    def cited(self, quote: Quote, citation: Citation, remark: str = "") -> str:
        """`<blockquote cite="url"><p>Quote</p></blockquote>`, `<p>— Watson &amp; Crick, 1953</p>`."""
        words = self._quoted(quote, destination(copyable(citation.url)))
        credit = joined(self.text(citation.credit), remark and f"({self.text(remark)})")
        entry = f"<p>{self.entry(citation)}</p>" if citation.manner is Manner.NUMERIC else ""
        return joined(words, credit and f"<p>— {credit}</p>", entry, by="\n")

    def facts(self, facts: Iterable[tuple[str, str]]) -> str:
        """A paragraph with a line for each."""
        lines = (f"<strong>{label}:</strong> {self.text(value)}" for label, value in facts)
        return f"<p>{'<br>'.join(lines)}</p>"

    def heading(self, words: str) -> str:
        """A paragraph in bold."""
        return f"<p><strong>{words}</strong></p>"

    def works(self, citations: Iterable[Citation]) -> str:
        """Each entry as a paragraph."""
        return "\n".join(f"<p>{self.entry(citation)}</p>" for citation in citations)

    def _quoted(self, quote: Quote, url: str) -> str:
        paragraphs = ("<br>".join(map(escape, lines)) for lines in quote.paragraphs)
        told = f' cite="{escape(url)}"' if url else ""
        return f"<blockquote{told}>{''.join(f'<p>{words}</p>' for words in paragraphs)}</blockquote>"
