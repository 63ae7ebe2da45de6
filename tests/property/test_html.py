from __future__ import annotations

import re
import unicodedata

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from postil.core.text import clean
from postil.ingest.html.alignment import shares, words_of
from postil.ingest.html.names import is_silent
from postil.ingest.html.parsing import tree_of
from postil.ingest.html.walk import blocks_of

_NAMES = [
    "div",
    "p",
    "span",
    "b",
    "i",
    "a",
    "a",
    "sup",
    "sub",
    "q",
    "ul",
    "ol",
    "li",
    "h1",
    "h3",
    "blockquote",
    "pre",
    "figure",
    "figcaption",
    "table",
    "tr",
    "td",
    "th",
    "caption",
    "aside",
    "section",
    "script",
    "style",
    "title",
    "svg",
    "br",
    "img",
    "math",
    "dl",
    "dt",
    "dd",
]
_ATTRIBUTES = (
    ("id", "a"), ("id", "b"), ("href", "#a"), ("href", "#b"), ("href", "/x"), ("href", "http://["), ("name", "b"),
    ("class", "footnotes"), ("class", "footnote"), ("class", "mw-cite-backlink"), ("role", "doc-noteref"),
    ("role", "doc-backlink"), ("epub:type", "noteref"), ("hidden", ""), ("style", "display:none"), ("alt", "a crane"),
    ("start", "7"), ("start", "-1"), ("alttext", "x"),
)  # fmt: skip
_words = st.sampled_from(
    ("Mud ", "silt", " ", "1", "[1]", "*", "10", "\n", "\u00a0", "↩", "Größe", "泥 ", ". ")
)
_attributes = st.lists(st.sampled_from(_ATTRIBUTES), max_size=2)


@st.composite
def trees(draw: st.DrawFn) -> etree._Element:
    """Any elements in each other, as a parser of XML would allow them."""
    root = etree.Element("body")
    opened = [root]
    for _ in range(draw(st.integers(0, 25))):
        parent = draw(st.sampled_from(opened))
        element = etree.SubElement(parent, draw(st.sampled_from(_NAMES)))
        for name, value in draw(_attributes):
            element.set(name if ":" not in name else f"{{http://www.idpf.org/2007/ops}}{name[5:]}", value)
        element.text = draw(_words)
        element.tail = draw(_words)
        opened.append(element)
    return root


@given(trees(), st.sampled_from(("", "https://gazette.example/log")))
def test_blocks_are_clean_and_their_links_lie_in_them(root: etree._Element, base: str) -> None:
    blocks = blocks_of(root, base)
    as_typed = next(root.iter("pre"), None) is not None
    names = [block.name for block in blocks if block.name]
    assert len(names) == len(set(names))
    for block in blocks:
        assert block.text
        assert clean(block.text) == block.text == block.text.rstrip()
        assert as_typed or block.text == block.text.lstrip()
        for link in block.links:
            assert 0 <= link.start < link.end <= len(block.text)
            assert not link.href.startswith("#") or link.href[1:] in names


@given(trees())
def test_the_words_that_are_shown_are_read_in_order(root: etree._Element) -> None:
    for element in root.iter("a", "img", "math", "q"):
        element.tag = "span"
    for element in root.iter():
        for said in ("class", "role", "{http://www.idpf.org/2007/ops}type"):
            element.attrib.pop(said, "")
    assert _letters("".join(block.text for block in blocks_of(root))) == _letters(_shown(root))


@given(st.text(st.sampled_from("<>/!-&;#x1\"'= apdivscrt\n\0\x1b")))
def test_any_source_is_parsed(source: str) -> None:
    root = tree_of(source)
    assert root is None or all(block.text for block in blocks_of(root))


@given(st.lists(st.lists(st.sampled_from("abcdef"), max_size=6), max_size=8), st.data())
def test_no_more_is_found_of_a_text_than_there_is(blocks: list[list[str]], data: st.DataObject) -> None:
    kept = data.draw(st.lists(st.booleans(), min_size=len(blocks), max_size=len(blocks)))
    text = [word for block, keep in zip(blocks, kept, strict=True) if keep for word in block]
    found, whole = shares(blocks, text)
    matched = sum(share * len(block) for share, block in zip(found, blocks, strict=True))
    assert all(0 <= share <= 1 for share in found)
    assert abs(matched - whole * len(text)) < 1e-6


@given(
    st.lists(st.text("abcdefghijkl", min_size=4, max_size=8), min_size=6, max_size=40, unique=True),
    st.integers(1, 5),
)
def test_what_was_taken_out_of_a_page_is_found(words: list[str], size: int) -> None:
    blocks = [words[at : at + size] for at in range(0, len(words), size)]
    assert shares(blocks, words) == ([1.0] * len(blocks), 1.0)


def _shown(root: etree._Element) -> str:
    if is_silent(root):
        return ""
    return (root.text or "") + "".join(_shown(child) + (child.tail or "") for child in root)


def _letters(text: str) -> str:
    return re.sub(r"[^\w↩*]|_", "", unicodedata.normalize("NFKC", text))


def test_words_are_compared_in_compatibility_form() -> None:
    assert words_of("10⁶ m² of CO₂") == ["106", "m2", "of", "CO2"]
