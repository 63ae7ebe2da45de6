from __future__ import annotations

import zlib
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postil.core.model import (
    Article,
    Check,
    Claim,
    Directness,
    Evidence,
    Kind,
    Locator,
    Reading,
    Record,
    Source,
    Stance,
)
from postil.core.snapshot import Block, BlockKind, Link, Snapshot
from postil.core.target import Anchoring, Placement, Selector, Target
from postil.core.text import clean, clean_line
from postil.storage.files import canonical
from postil.storage.files.records import decode, encode
from postil.storage.files.slugs import slug
from postil.storage.files.texts import packed, unpacked

if TYPE_CHECKING:
    from postil.core.model import JSON

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXT
VALUES: st.SearchStrategy[JSON] = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=8,
)
UNKNOWN = st.dictionaries(TEXT.map(lambda name: f"x-{name}"), VALUES, max_size=3)
WORDS = st.lists(TEXT, max_size=3).map(tuple)


@st.composite
def selectors(draw: st.DrawFn) -> Selector:
    start = draw(st.integers(0, 10**7))
    return Selector(draw(TEXT), draw(TEXT), draw(TEXT), start, start + draw(st.integers(0, 500)))


PIECES = st.lists(selectors(), min_size=1, max_size=3).map(tuple)
PLACES = st.builds(Placement, TEXT, PIECES, st.sampled_from(Anchoring))
TARGETS = st.builds(Target, TEXT, PIECES, st.sampled_from(Anchoring), st.lists(PLACES, max_size=3).map(tuple))
COMMON: dict[str, Any] = {
    "id": st.integers(10**18, 10**19 - 1).map(str),
    "created": TEXT,
    "modified": TEXT,
    "creator": TEXT,
    "deleted": TEXT,
    "extra": UNKNOWN,
}
ARTICLES = st.builds(
    Article,
    **COMMON,
    title=TEXT,
    authors=WORDS,
    published=TEXT,
    url=TEXT,
    path=TEXT,
    encoding=TEXT,
    kind=TEXT,
    snapshots=st.lists(st.builds(Reading, TEXT, TEXT), max_size=3).map(tuple),
)
CLAIMS = st.builds(
    Claim,
    **COMMON,
    target=TARGETS,
    text=TEXT,
    kind=st.sampled_from(Kind),
    rating=TEXT,
    tags=WORDS,
    priority=st.integers(),
    note=TEXT,
)
EVIDENCE = st.builds(
    Evidence,
    **COMMON,
    claim=TEXT,
    stance=st.sampled_from(Stance),
    quote=TEXT,
    source=TEXT,
    locator=st.builds(Locator, TEXT, TEXT),
    target=st.none() | TARGETS,
    check=st.sampled_from(Check),
    directness=st.sampled_from(Directness),
)
SOURCES = st.builds(Source, **COMMON, key=TEXT, csl=st.dictionaries(TEXT, VALUES, max_size=4), document=TEXT)
RECORDS: st.SearchStrategy[Record] = ARTICLES | CLAIMS | EVIDENCE | SOURCES
TABLES: st.SearchStrategy[canonical.Tables] = st.dictionaries(
    TEXT, st.dictionaries(TEXT, VALUES, max_size=3), max_size=3
)


@given(RECORDS)
def test_a_record_comes_back_through_the_bytes_of_a_file(record: Record) -> None:
    document = canonical.decode(canonical.lines(encode(record)))
    assert decode(type(record), record.id, document) == record


@given(RECORDS, UNKNOWN)
def test_unknown_fields_come_back(record: Record, unknown: dict[str, JSON]) -> None:
    document = {**encode(record), **unknown}
    assert encode(decode(type(record), record.id, document)) == document


@given(TABLES)
def test_the_bytes_of_a_file_are_stable(tables: canonical.Tables) -> None:
    data = canonical.encode_tables(tables)
    again = canonical.decode_tables(data)
    assert again == tables
    assert canonical.encode_tables(again) == data
    members = [
        (name, [canonical.member(key, document) for key, document in sorted(table.items())])
        for name, table in sorted(tables.items())
    ]
    assert b"".join(canonical.pieces(members)) == data


@given(st.binary(max_size=60) | TEXT.map(str.encode) | VALUES.map(canonical.lines))
def test_decoding_bytes_gives_a_value_or_says_why(data: bytes) -> None:
    with suppress(canonical.Malformed):
        value = canonical.decode(data)
        assert canonical.decode(canonical.lines(value)) == value


def _is_canonical(blocks: list[Block]) -> bool:
    """Whether the blocks make a canonical text together: a mark at the start of one may join what is before."""
    text = Snapshot(blocks).text
    return clean(text) == text


@given(
    st.lists(
        st.builds(
            Block,
            st.sampled_from(BlockKind),
            TEXT.map(clean),
            st.integers(0, 6),
            st.lists(st.builds(Link, st.integers(0, 9), st.integers(0, 9), TEXT), max_size=2).map(tuple),
            TEXT.map(clean_line),
            TEXT.map(clean_line),
            TEXT.map(clean_line),
        ),
        min_size=1,
        max_size=5,
    ).filter(_is_canonical)
)
def test_a_text_comes_back(blocks: list[Block]) -> None:
    snapshot = Snapshot(tuple(blocks))
    assert unpacked(packed(snapshot)) == snapshot


@pytest.mark.parametrize(
    "block",
    [
        {"kind": "paragraph", "text": "a\x1b[31mred"},
        {"kind": "paragraph", "text": "over\u202eride"},
        {"kind": "heading", "text": "A", "level": 10**18},
        {"kind": "heading", "text": "A", "level": True},
    ],
)
def test_a_text_that_postil_cannot_have_written_is_damaged(block: dict[str, JSON]) -> None:
    with pytest.raises(ValueError, match=r"characters|shape"):
        unpacked(zlib.compress(canonical.line([block])))


def test_a_text_without_blocks_is_damaged() -> None:
    with pytest.raises(ValueError, match="no text"):
        unpacked(zlib.compress(b"[]"))


@given(st.text(max_size=120), st.lists(st.text("aAbB-", max_size=3), max_size=5))
def test_a_slug_is_a_safe_and_new_name(title: str, taken: list[str]) -> None:
    name = slug(title, taken)
    assert 0 < len(name) <= 80
    assert set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert name not in {used.casefold() for used in taken}
    assert name not in {"sources", "con", "nul", "com1"}
