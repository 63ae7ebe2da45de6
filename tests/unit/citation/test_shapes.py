from __future__ import annotations

from dataclasses import replace

import pytest

from postil.citation.forms.known import FORMS
from postil.citation.reference import Citation
from postil.citation.shapes import Layout, Shape, claim_text, evidence_text
from postil.core.model import Check, Claim, Evidence, Stance
from postil.core.target import Selector, Target

CITATION = Citation(
    "(Watson & Crick, 1953, p. 737)",
    "Watson and Crick. Silt. https://x.example/a_b.",
    "https://x.example/a_b",
)
ARTICLE = Citation("(Saltmarsh Courier, 7 March 2022, ¶ 4)", "“Dredging”. Saltmarsh Courier.", "")
PIECE = Evidence(
    id="2", claim="1", stance=Stance.DISPUTES, quote="The  quay\nis *dry*.", source="k", check=Check.ALTERED
)
CLAIM = Claim(
    id="1",
    target=Target("s", (Selector("the quay was under water", "", "", 0, 24),)),
    text="The quay was flooded.",
    speaker="the harbour master",
    rating="disputed",
)
MARKDOWN = Layout(Shape.CITED, FORMS["markdown"])


def cited(layout: Layout, words: str, citation: Citation) -> str:
    return layout.form.cited(layout.quote(words), citation)


def test_a_short_quote_is_cited_in_the_line() -> None:
    text = evidence_text(Layout(), PIECE, CITATION)
    assert text == "“The quay is *dry*.” (Watson & Crick, 1953, p. 737)"


def test_a_long_quote_is_a_block_without_quotation_marks() -> None:
    piece = replace(PIECE, quote="one two three\n\n\n  four ")
    text = evidence_text(Layout(block_words=4), piece, CITATION)
    assert text == "    one two three\n\n    four\n    (Watson & Crick, 1953, p. 737)"
    assert evidence_text(Layout(block_words=5), piece, CITATION).startswith("“one two three four” (")


def test_the_border_between_line_and_block_is_forty_words() -> None:
    assert cited(Layout(), "word " * 39, CITATION).startswith("“")
    assert cited(Layout(), "word " * 40, CITATION).startswith("    word")


@pytest.mark.parametrize(
    ("quote", "marked"),
    [
        ("“dry”", "“dry”"),
        ('"dry"', '"dry"'),
        ("“dry” and “wet”", "““dry” and “wet””"),
        ("dry", "“dry”"),
    ],
)
def test_a_quotation_is_not_marked_twice(quote: str, marked: str) -> None:
    assert cited(Layout(), quote, Citation("", "")) == marked


def test_markdown_quotes_are_blocks_with_a_link_to_the_source() -> None:
    assert evidence_text(MARKDOWN, PIECE, CITATION) == (
        "> The quay is \\*dry\\*.\n>\n> — Watson & Crick, 1953, p. 737 [source](<https://x.example/a_b>)"
    )


@pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///etc/passwd", "https://", "x", ""])
def test_only_web_addresses_become_links(url: str) -> None:
    assert "[source]" not in cited(MARKDOWN, "dry", Citation("(Pike, 2020)", "", url))


def test_the_quote_alone() -> None:
    assert evidence_text(Layout(Shape.QUOTE), PIECE, CITATION) == "The quay is *dry*."
    assert (
        evidence_text(Layout(Shape.QUOTE, FORMS["markdown"]), PIECE, CITATION) == "> The quay is \\*dry\\*."
    )


def test_the_reference_alone() -> None:
    assert evidence_text(Layout(Shape.REFERENCE), PIECE, CITATION) == CITATION.entry
    assert FORMS["markdown"].entry(CITATION) == "Watson and Crick. Silt. <https://x.example/a_b>."


def test_a_claim_carries_its_evidence_by_stance_with_what_the_checks_found() -> None:
    support = replace(PIECE, id="3", stance=Stance.SUPPORTS, quote="Water stood.", check=Check.EXACT)
    text = claim_text(Layout(Shape.CLAIM), CLAIM, ARTICLE, [(PIECE, CITATION), (support, ARTICLE)])
    assert text == (
        "Claim: The quay was flooded.\nSpeaker: the harbour master\nRating: disputed\n\n"
        "“the quay was under water” (Saltmarsh Courier, 7 March 2022, ¶ 4)\n\n"
        "Supports:\n\n"
        "“Water stood.” (Saltmarsh Courier, 7 March 2022, ¶ 4) [stands in its source]\n\n"
        "Disputes:\n\n"
        "“The quay is *dry*.” (Watson & Crick, 1953, p. 737) [differs from its source]"
    )


def test_a_claim_in_markdown() -> None:
    bare = replace(CLAIM, text="*Flooded*", speaker="", rating="unrated")
    text = claim_text(Layout(Shape.CLAIM, FORMS["markdown"]), bare, ARTICLE, [(PIECE, Citation("", ""))])
    assert text == (
        "**Claim:** \\*Flooded\\*\n\n"
        "> the quay was under water\n>\n> — Saltmarsh Courier, 7 March 2022, ¶ 4\n\n"
        "**Disputes**\n\n"
        "> The quay is \\*dry\\*.\n>\n> — (differs from its source)"
    )


def test_evidence_as_a_claim_has_its_stance() -> None:
    text = evidence_text(Layout(Shape.CLAIM), PIECE, CITATION)
    assert text.startswith("Disputes:\n\n“The quay is *dry*.” (")


def test_a_claim_alone_cites_its_article() -> None:
    assert claim_text(Layout(), CLAIM, ARTICLE) == (
        "“the quay was under water” (Saltmarsh Courier, 7 March 2022, ¶ 4)"
    )
    assert claim_text(Layout(Shape.QUOTE), CLAIM, ARTICLE) == "the quay was under water"
    assert claim_text(Layout(Shape.REFERENCE), CLAIM, ARTICLE) == "“Dredging”. Saltmarsh Courier."
