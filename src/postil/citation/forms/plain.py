"""Plain text: quotation marks in a line, an indented block without them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.citation.forms.form import Form, Quote, below, joined
from postil.citation.styles import Manner
from postil.core.markdown_text import indented
from postil.core.text import copyable_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from postil.citation.reference import Citation

_INDENT = "    "
_MARKS = (("“", "”"), ('"', '"'))


class Plain(Form):
    """Words as they are."""

    name = "plain"
    writer = "plain"

    def text(self, line: str) -> str:
        """The words themselves."""
        return copyable_line(line)

    def quote(self, quote: Quote) -> str:
        """The words alone, in a line, or in the lines that they have."""
        return "\n\n".join("\n".join(lines) for lines in quote.paragraphs)

    def cited(self, quote: Quote, citation: Citation, remark: str = "") -> str:
        """`“Quote” (Watson & Crick, 1953)`; a numeric style's entry and a note stand below."""
        is_note = citation.manner is Manner.NOTE
        mark = "" if is_note else citation.numbered
        after = joined(mark, remark and f"[{remark}]")
        if quote.is_block:
            words = indented(joined(self.quote(quote), after, by="\n"), _INDENT)
        else:
            words = joined(_marked(quote.line), after)
        note = f"— {copyable_line(citation.mark)}" if is_note and citation.mark else ""
        entry = self.entry(citation) if citation.manner is Manner.NUMERIC else ""
        return below(words, note, entry)

    def facts(self, facts: Iterable[tuple[str, str]]) -> str:
        """`Label: value`."""
        return "\n".join(f"{label}: {self.text(value)}" for label, value in facts)

    def heading(self, words: str) -> str:
        """`Words:`."""
        return f"{words}:"


def _marked(line: str) -> str:
    """Sets quotation marks around a line, unless it is one quotation already."""
    for opening, closing in _MARKS:
        inner = line[1:-1]
        if (
            len(line) > 2
            and line[0] == opening
            and line[-1] == closing
            and not {opening, closing} & set(inner)
        ):
            return line
    return f"“{line}”" if line else ""
