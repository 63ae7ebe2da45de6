"""What is copied: quotes, cited quotes, claims with their evidence, references.

Nothing here holds a control character, but for the line breaks of what is set as a block, or a format
character. In Markdown every text is escaped: a parser gives the words back as they were.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from postil.core import markdown_text
from postil.core.model import UNRATED, Claim, Evidence
from postil.core.text import copyable, copyable_line
from postil.core.wording import CHECK_WORDS, STANCE_WORDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from postil.citation.reference import Citation

BLOCK_WORDS = 40
"""From this many words on a quote is set as a block (Publication Manual of the APA, 7th ed., 8.27)."""

_INDENT = "    "
_MARKS = (("“", "”"), ('"', '"'))


class Shape(StrEnum):
    """How much is copied; the values are the words of the settings."""

    QUOTE = "quote"
    CITED = "cited"
    CLAIM = "claim"
    REFERENCE = "reference"


class Form(StrEnum):
    """What it is written in; the values are the words of the settings."""

    PLAIN = "plain"
    MARKDOWN = "markdown"


@dataclass(frozen=True, slots=True)
class Layout:
    """What a copy is to look like.

    Attributes:
        shape: How much is copied.
        form: What it is written in.
        block_words: The number of words from which on a quote is set as a block.
    """

    shape: Shape = Shape.CITED
    form: Form = Form.PLAIN
    block_words: int = BLOCK_WORDS

    def is_block(self, quote: str) -> bool:
        """Whether a quote is set as a block."""
        return len(quote.split()) >= self.block_words


def evidence_text(layout: Layout, evidence: Evidence, citation: Citation) -> str:
    """Writes one piece of evidence; as a `CLAIM` it is the cited quote with its stance and check."""
    if layout.shape is Shape.CLAIM:
        return "\n\n".join(_by_stance(layout, [(evidence, citation)]))
    return _shaped(layout, evidence.quote, citation)


def claim_text(
    layout: Layout, claim: Claim, citation: Citation, evidence: Sequence[tuple[Evidence, Citation]] = ()
) -> str:
    """Writes a claim, citing the article itself.

    Args:
        layout: As a `CLAIM` it is the statement, its rating, the marked words and all evidence by stance.
        claim: The claim.
        citation: The article and the claim's place in it.
        evidence: The evidence of the claim, each piece with its citation.
    """
    exact = claim.target.exact
    if layout.shape is Shape.CLAIM:
        marked = cited_quote(layout, exact, citation)
        return "\n\n".join([*_statement(layout.form, claim), marked, *_by_stance(layout, evidence)])
    return _shaped(layout, exact, citation)


def quote_only(layout: Layout, quote: str) -> str:
    """The words alone: in one line, or as a block with the line breaks they have; in Markdown a block quote."""
    if layout.form is Form.MARKDOWN:
        return markdown_text.indented(markdown_text.blocks(_fit(layout, quote)), "> ")
    return _fit(layout, quote)


def cited_quote(layout: Layout, quote: str, citation: Citation, remark: str = "") -> str:
    """The words and where they stand.

    Args:
        layout: Its form and its number of words for a block are heeded.
        quote: The words.
        citation: The source and the place in it.
        remark: What else is to be said of the quote, after the citation.

    Returns:
        In plain text `“Quote” (Watson & Crick, 1953, p. 737)`, or an indented block without quotation marks
        and the citation below; in Markdown a block quote with a link to the source.
    """
    in_text = copyable_line(citation.in_text)
    words = _fit(layout, quote)
    if layout.form is Form.MARKDOWN:
        credit = _credit(in_text, citation.url, remark)
        return markdown_text.indented("\n\n".join(filter(None, [markdown_text.blocks(words), credit])), "> ")
    after = " ".join(filter(None, [in_text and f"({in_text})", remark and f"[{remark}]"]))
    if layout.is_block(quote):
        return markdown_text.indented("\n".join(filter(None, [words, after])), _INDENT)
    return " ".join(filter(None, [_marked(words), after]))


def reference_only(layout: Layout, citation: Citation) -> str:
    """The entry of the bibliography in one line; in Markdown its addresses are links."""
    line = copyable_line(citation.reference)
    return markdown_text.linked(line) if layout.form is Form.MARKDOWN else line


def _shaped(layout: Layout, quote: str, citation: Citation) -> str:
    match layout.shape:
        case Shape.QUOTE:
            return quote_only(layout, quote)
        case Shape.REFERENCE:
            return reference_only(layout, citation)
        case _:
            return cited_quote(layout, quote, citation)


def _credit(in_text: str, url: str, remark: str) -> str:
    target = markdown_text.destination(copyable(url))
    source = f"[source](<{target}>)" if target else ""
    parts = [markdown_text.escaped(in_text), source, f"({remark})" if remark else ""]
    credit = " ".join(filter(None, parts))
    return credit and f"— {credit}"


def _statement(form: Form, claim: Claim) -> list[str]:
    """The reader's own words for the claim, who says so, and how it is rated; an empty list where nothing is said."""
    facts = [("Claim", claim.text), ("Speaker", claim.speaker)]
    if claim.rating != UNRATED:
        facts.append(("Rating", claim.rating))
    told = [(label, copyable_line(value)) for label, value in facts if value.strip()]
    if form is Form.MARKDOWN:
        lines = [f"**{label}:** {markdown_text.escaped(value)}" for label, value in told]
        return ["\\\n".join(lines)] if lines else []
    return ["\n".join(f"{label}: {value}" for label, value in told)] if told else []


def _by_stance(layout: Layout, evidence: Sequence[tuple[Evidence, Citation]]) -> list[str]:
    parts = []
    for stance, heading in STANCE_WORDS.items():
        pieces = [(piece, citation) for piece, citation in evidence if piece.stance is stance]
        if pieces:
            parts.append(f"**{heading}**" if layout.form is Form.MARKDOWN else f"{heading}:")
        for piece, citation in pieces:
            parts.append(cited_quote(layout, piece.quote, citation, CHECK_WORDS[piece.check]))
    return parts


def _fit(layout: Layout, quote: str) -> str:
    """The words as they are set: in one line, or as a block without blanks at the ends of its lines."""
    if not layout.is_block(quote):
        return copyable_line(quote)
    lines = [line.strip() for line in copyable(quote).strip().split("\n")]
    return "\n".join(line for at, line in enumerate(lines) if line or lines[at - 1])


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
