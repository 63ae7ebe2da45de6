from __future__ import annotations

import unicodedata

from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from postil.citation.csl import check_item, make_item, parse_items
from postil.citation.forms.known import FORMS
from postil.citation.keys import make_key
from postil.citation.locator import _FORMS, locator_text, parse_locator
from postil.citation.reference import Citation, plain, short_reference
from postil.citation.shapes import Layout, Shape, claim_text, evidence_text
from postil.core.errors import BadInput
from postil.core.markdown_text import blocks, destination, escaped, linked
from postil.core.model import JSON, Claim, Evidence, Locator, Stance
from postil.core.target import Selector, Target
from postil.core.text import KEEPER, copyable, copyable_line, copyable_markup

ANY_TEXT = st.text(alphabet=st.characters(codec=None), max_size=60)
HOSTILE = st.one_of(
    ANY_TEXT,
    st.text(alphabet="*_`~#|<>[]()!\\&;:-+=.1) \n\tax\"'“”\u200b\u202e\x1b\x9b", max_size=40),
    st.lists(
        st.sampled_from(
            [
                "- ",
                "1. ",
                "> ",
                "# ",
                "```",
                "***",
                "---",
                "===",
                "|a|b|",
                ":-",
                "&copy;",
                "&#35;",
                "<b>",
                "[x](y)",
                "![i](j)",
                "https://a.example/b_c?d=1&copy;",
                "\n",
                "\n\n",
                "    ",
                "\\",
                "a",
                "  \n",
                "~~s~~",
                "[^1]",
            ]
        ),
        max_size=8,
    ).map("".join),
)
SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | HOSTILE
VALUES: st.SearchStrategy[JSON] = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(HOSTILE, inner, max_size=3),
    max_leaves=6,
)
NAMES = st.lists(
    st.dictionaries(st.sampled_from(["family", "given", "literal", "suffix"]), VALUES, max_size=3) | VALUES,
    max_size=4,
)
DATES = st.fixed_dictionaries(
    {},
    optional={"date-parts": st.lists(st.lists(VALUES, max_size=3), max_size=2) | VALUES, "literal": VALUES},
)
ITEMS = st.fixed_dictionaries(
    {},
    optional={
        "author": NAMES,
        "editor": NAMES,
        "issued": DATES | VALUES,
        "accessed": DATES,
        **dict.fromkeys(
            ["type", "title", "container-title", "publisher", "URL", "DOI", "volume", "issue", "page"], VALUES
        ),
    },
)
LOCATORS = st.builds(Locator, st.sampled_from(["", *_FORMS]) | HOSTILE, HOSTILE)
PARSERS = [MarkdownIt("commonmark"), MarkdownIt("commonmark").enable(["table", "strikethrough"])]


def is_harmless(text: str) -> bool:
    """Whether nothing in a text acts or hides; a joiner may be spelling (tests/unit/core/test_text.py)."""
    return all(
        character in "\n\u200c\u200d" or unicodedata.category(character) not in {"Cc", "Cf", "Cs", "Zl", "Zp"}
        for character in text
    )


def shown(markdown: str, parser: MarkdownIt) -> tuple[str, set[str]]:
    """The text of the paragraphs, an empty line between them, and the types of all tokens."""
    paragraphs, types = [], set()
    for token in parser.parse(markdown):
        types.add(token.type)
        children = token.children or []
        types |= {child.type for child in children}
        if token.type == "inline":
            breaks = {"hardbreak": "\n", "softbreak": "\n"}
            paragraphs.append("".join(breaks.get(child.type, child.content) for child in children))
    return "\n\n".join(paragraphs), types


def set_out(text: str) -> str:
    """What a block keeps of a text: its paragraphs and lines, without blanks at their ends."""
    lines = [line.strip() for line in copyable(text).split("\n")]
    paragraphs = "\n".join(lines).split("\n\n")
    kept = ("\n".join(line for line in paragraph.split("\n") if line) for paragraph in paragraphs)
    return "\n\n".join(paragraph for paragraph in kept if paragraph)


@given(HOSTILE)
def test_what_was_read_as_a_locator_is_read_again_from_its_short_form(text: str) -> None:
    locator = parse_locator(text)
    assert parse_locator(locator_text(locator)) == locator


@given(
    st.lists(
        st.sampled_from(
            [
                "12",
                "xii",
                "A-12",
                "2.1",
                "3:16",
                "-",
                "–",
                ",",
                " and ",
                "p.",
                "¶",
                "ff",
                "f.",
                "a",
                " ",
                "S.",
                "s.v.",
                "table",
                "с.",
            ]
        )
    )
)
def test_so_is_what_looks_like_a_locator(pieces: list[str]) -> None:
    locator = parse_locator("".join(pieces))
    assert parse_locator(locator_text(locator)) == locator


@given(ITEMS, LOCATORS)
def test_citations_are_one_harmless_line_whatever_an_item_holds(
    item: dict[str, JSON], locator: Locator
) -> None:
    citation = plain(item, locator)
    for text in (citation.mark, citation.entry, short_reference(item)):
        assert is_harmless(text)
        assert "\n" not in text
        assert "  " not in text
    key = make_key(item, ())
    assert key.isascii()
    assert key.isalnum()
    assert key[0].isalpha()


@given(VALUES)
def test_an_item_is_checked_or_refused_and_once_checked_stays_as_it_is(value: JSON) -> None:
    try:
        item = check_item(value)
    except BadInput:
        return
    assert check_item(item) == item


@given(HOSTILE)
def test_any_text_is_read_as_items_or_refused(text: str) -> None:
    try:
        items = parse_items(text)
    except BadInput:
        return
    assert [check_item(item) for item in items] == items


@given(st.text(max_size=30).filter(lambda text: "." not in copyable(text)), st.booleans())
def test_a_reference_never_has_a_double_period(title: str, contained: bool) -> None:  # noqa: FBT001
    item = make_item(title=title + ".", container="Courier." if contained else "", authors=["A. B. C."])
    assert ".." not in plain(item).entry


@given(HOSTILE)
@example("- a\n1. b\n> c\n# d #")
@example("a\n===\n\n    code")
@example("a|b\n:-|-")
def test_a_text_comes_back_unchanged_from_its_markdown(text: str) -> None:
    for parser in PARSERS:
        words, types = shown(blocks(copyable(text)), parser)
        assert words == set_out(text)
        assert types <= {"paragraph_open", "paragraph_close", "inline", "text", "text_special", "hardbreak"}


@given(HOSTILE)
def test_a_quote_comes_back_unchanged_from_a_markdown_block_quote(quote: str) -> None:
    layout = Layout(form=FORMS["markdown"], block_words=0)
    for parser in PARSERS:
        words, types = shown(layout.form.quote(layout.quote(quote)), parser)
        assert words == set_out(quote)
        assert not types & {
            "html_block",
            "html_inline",
            "link_open",
            "image",
            "fence",
            "code_block",
            "list_item_open",
        }


@given(HOSTILE)
def test_a_line_comes_back_unchanged_as_a_heading(text: str) -> None:
    line = copyable_line(text)
    for parser in PARSERS:
        tokens = parser.parse(f"# {escaped(line)}")
        assert [token.type for token in tokens] == ["heading_open", "inline", "heading_close"]
        assert "".join(child.content for child in tokens[1].children or []) == line


@given(HOSTILE.map(lambda text: f"https://a.example/{text}"))
def test_an_address_stays_one_address(url: str) -> None:
    target = destination(copyable(url))
    (inline,) = (token for token in PARSERS[0].parse(f"[source](<{target}>)") if token.type == "inline")
    assert [child.type for child in inline.children or []] == ["link_open", "text", "link_close"]


@given(HOSTILE)
def test_a_reference_has_no_links_but_web_addresses(text: str) -> None:
    line = copyable_line(text)
    for token in PARSERS[0].parse(linked(line)):
        for child in token.children or []:
            assert child.type in {"text", "text_special", "link_open", "link_close"}
            if child.type == "link_open":
                assert str(child.attrs["href"]).startswith(("http://", "https://"))


@given(st.sampled_from(Shape), st.sampled_from(sorted(FORMS)), HOSTILE, HOSTILE, st.integers(0, 5))
def test_copies_hold_no_control_and_no_format_characters(
    shape: Shape, form: str, quote: str, other: str, block_words: int
) -> None:
    layout = Layout(shape, FORMS[form], block_words)
    citation = Citation(other, other, f"https://a.example/{other}")
    piece = Evidence(id="2", claim="1", stance=Stance.CONTEXT, quote=quote, source="k")
    target = Target("s", (Selector(quote, "", "", 0, 1),))
    claim = Claim(id="1", target=target, text=other, speaker=other, rating=other)
    for text in (
        evidence_text(layout, piece, citation),
        claim_text(layout, claim, citation, [(piece, citation)]),
    ):
        assert is_harmless(text.replace(KEEPER, "") if form == "org" else text)
        assert copyable_markup(text) == text


@given(HOSTILE)
def test_a_quote_below_the_border_is_one_line(quote: str) -> None:
    layout = Layout(block_words=1000)
    assert "\n" not in layout.form.quote(layout.quote(quote))
