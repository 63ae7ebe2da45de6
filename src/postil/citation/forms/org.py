"""Org: a quote block, cited by its key as Org 9.5 does it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.citation.forms.form import Form, Quote, below, joined, place_for_engine
from postil.citation.locator import is_time
from postil.citation.styles import Manner
from postil.core.patterns import pattern
from postil.core.text import KEEPER, copyable_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from postil.citation.reference import Citation
    from postil.core.model import Locator

_BACKSLASH = f"{KEEPER}=\\={KEEPER}"
"""As verbatim: whatever follows it would be taken for a name."""

_KEY = pattern(r"[\w:.#$%&+?<>~/-]+")
"""The keys that Org's citations take (its manual, section "Citations")."""

_ADDRESS = pattern(r"((?<!\S)https?://[\w./%?=&~#-]+\w/?(?=[.,;]?(?:\s|\Z)))")
_ACTS = pattern(
    r"(?<![A-Za-z0-9])[*/_=~+](?=\S)|[*/_=~+](?=[^\sA-Za-z0-9])|[\[<](?=[\[<])|<(?=[A-Za-z][\w+.-]*:)|[a-z](?=:\S)"
    r"|\[(?=cite|fn:)|(?<=[_^])\{|@@|\{\{\{|[_^](?=[\w{(*])|::|(?<=-)(?=-)|(?<=\.)(?=\.)"
)
_ACTS_FIRST = pattern(
    r"(?=\*+\s|#(?:\+|\s|$)|\||:|(?:[-+]|\d+[.)]|[A-Za-z][.)])(?:\s|$)|\\begin|CLOCK:|DEADLINE:|SCHEDULED:|%%\()"
)


class Org(Form):
    """Org's markup."""

    name = "org"
    writer = "org"

    def text(self, line: str) -> str:
        """The words with a zero-width space behind what would act."""
        parts = _ADDRESS.split(copyable_line(line))
        return "".join(part if at % 2 else _inert(part) for at, part in enumerate(parts))

    def quote(self, quote: Quote) -> str:
        """A quote block."""
        return f"#+begin_quote\n{self._words(quote)}\n#+end_quote"

    def cited(self, quote: Quote, citation: Citation, remark: str = "") -> str:
        """A quote block with `[cite:@key p. 737]` behind the words; without a key the citation below it."""
        told = remark and f"({remark})"
        if _KEY.fullmatch(citation.key):
            mark = f"[cite:{joined(f'@{citation.key}', self.text(_place(citation.locator)))}]"
            return f"#+begin_quote\n{joined(self._words(quote), mark, told)}\n#+end_quote"
        credit = joined(self.text(citation.credit), told)
        words = joined(self.quote(quote), credit and f"— {credit}", by="\n")
        return below(words, self.entry(citation) if citation.manner is Manner.NUMERIC else "")

    def facts(self, facts: Iterable[tuple[str, str]]) -> str:
        """A description list."""
        return "\n".join(f"- {label} :: {self.text(value)}" for label, value in facts)

    def heading(self, words: str) -> str:
        """`*Words*`."""
        return f"*{words}*"

    def entry(self, citation: Citation) -> str:
        """The entry in one line."""
        return citation.set_entry or self._line(citation.entry)

    def _line(self, line: str) -> str:
        """Words at the start of a line."""
        words = copyable_line(line)
        return f"{KEEPER if _ACTS_FIRST.match(words) else ''}{self.text(words)}"

    def _words(self, quote: Quote) -> str:
        return "\n\n".join("\\\\\n".join(map(self._line, lines)) for lines in quote.paragraphs)


def _place(locator: Locator) -> str:
    """A place behind a key: a time is told from a page by a word, and a semicolon would begin another citation."""
    words = place_for_engine(locator).replace(";", ",")
    return f"at {words}" if is_time(locator) else words


def _inert(line: str) -> str:
    kept = _ACTS.sub(lambda found: found[0][:1] + KEEPER + found[0][1:], line)
    if kept.count("$") > 1:
        kept = kept.replace("$", f"${KEEPER}")
    return kept.replace("\\", _BACKSLASH)
