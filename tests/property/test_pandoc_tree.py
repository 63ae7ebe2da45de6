from __future__ import annotations

import unicodedata
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from postil.core.snapshot import BlockKind
from postil.core.text import clean
from postil.ingest.pandoc.tree import blocks_of

Strategy = st.SearchStrategy[Any]

WORDS = st.text(st.sampled_from("ab 1[]\n\t\u202e\u0301é|"), min_size=1, max_size=8)
NAMES = st.sampled_from(["", "a", "b"])
HREFS = st.sampled_from(["#a", "#b", "#c", "#", "", "https://quay.example/", "javascript:x()", "b.html"])
ATTRIBUTES = NAMES.map(lambda name: [name, [], []])


def node(kind: str, *content: Strategy) -> Strategy:
    inside: Strategy = content[0] if len(content) == 1 else st.tuples(*content).map(list)
    return inside.map(lambda held: {"t": kind, "c": held})


def some(inner: Strategy) -> Strategy:
    return st.lists(inner, max_size=3)


def inline(inner: Strategy) -> Strategy:
    return st.one_of(
        node("Emph", some(inner)),
        node("Superscript", some(inner)),
        node("Quoted", st.just({"t": "DoubleQuote"}), some(inner)),
        node("Link", ATTRIBUTES, some(inner), HREFS.map(lambda href: [href, ""])),
        node("Span", ATTRIBUTES, some(inner)),
        node("Note", some(node("Para", some(inner)))),
    )


INLINES = st.recursive(
    st.one_of(node("Str", WORDS), st.just({"t": "Space"}), st.just({"t": "LineBreak"})), inline, max_leaves=6
)


def block(inner: Strategy) -> Strategy:
    caption = st.tuples(st.none(), some(inner)).map(list)
    cell = st.tuples(ATTRIBUTES, st.none(), st.just(1), st.just(1), some(inner)).map(list)
    row = st.tuples(ATTRIBUTES, some(cell)).map(list)
    head = st.tuples(ATTRIBUTES, some(row)).map(list)
    body = st.tuples(ATTRIBUTES, st.just(0), some(row), some(row)).map(list)
    return st.one_of(
        node("BlockQuote", some(inner)),
        node("BulletList", some(some(inner))),
        node("OrderedList", st.just([1, None, None]), some(some(inner))),
        node("DefinitionList", some(st.tuples(some(INLINES), some(some(inner))).map(list))),
        node("Div", ATTRIBUTES, some(inner)),
        node("Figure", ATTRIBUTES, caption, some(inner)),
        node("Table", ATTRIBUTES, caption, st.none(), head, some(body), head),
    )


BLOCKS = st.recursive(
    st.one_of(
        node("Para", some(INLINES)),
        node("Header", st.integers(1, 9), ATTRIBUTES, some(INLINES)),
        node("CodeBlock", ATTRIBUTES, WORDS),
        node("LineBlock", some(some(INLINES))),
    ),
    block,
    max_leaves=8,
)
JSONS: Strategy = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), WORDS),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.fixed_dictionaries(
            {
                "t": st.sampled_from(["Para", "Table", "Note", "Link", "Header", "Figure", "OrderedList"]),
                "c": inner,
            }
        ),
    ),
    max_leaves=12,
)


def words_in(tree: Any) -> str:
    """The letters of all words, in any order."""
    match tree:
        case {"t": "Str", "c": str(words)} | {"t": "CodeBlock", "c": [_, str(words)]}:
            return words
        case {"c": content}:
            return words_in(content)
        case list(parts):
            return "".join(map(words_in, parts))
    return ""


def letters(words: str) -> list[str]:
    return sorted(letter for letter in unicodedata.normalize("NFD", clean(words)) if letter in "ab")


@given(st.lists(BLOCKS, max_size=5))
@settings(max_examples=300)
def test_a_tree_keeps_its_words_and_its_links_lead_somewhere(tree: list[Any]) -> None:
    blocks = blocks_of(tree)
    names = [block.name for block in blocks if block.name]
    assert len(set(names)) == len(names)
    for block in blocks:
        assert block.text.strip()
        assert clean(block.text) == block.text
        assert 0 <= block.level <= 6
        for link in block.links:
            assert 0 <= link.start < link.end <= len(block.text)
            assert not link.href.startswith("javascript")
            assert not link.href.startswith("#") or link.href[1:] in names
    assert not {block.name for block in blocks if block.kind is not BlockKind.FOOTNOTE} - {"", "a", "b"}


def without_figures(tree: Any) -> bool:
    match tree:
        case {"t": "Figure"}:
            return False
        case {"c": content}:
            return without_figures(content)
        case list(parts):
            return all(map(without_figures, parts))
    return True


# The words of a figure are left out where they are its caption's.
@given(st.lists(BLOCKS.filter(without_figures), max_size=4))
def test_no_letter_is_lost(tree: list[Any]) -> None:
    said = "".join(block.text for block in blocks_of(tree))
    assert letters(said) == letters(words_in(tree))


@given(st.lists(JSONS, max_size=4))
def test_whatever_pandoc_answers_is_survived(tree: list[Any]) -> None:
    for block in blocks_of(tree):
        assert block.text.strip()
