"""Arbitrary bytes, most of them near to recorded files, where the storage reads files: nothing but `Malformed`.

`tests/data/storage` holds the recorded files. Beside each `NAME.bytes` lies `NAME.expected`: the canonical
bytes of what it decodes to, or a `!` with the beginning of why it does not.
"""

from __future__ import annotations

import os
import re
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from postil.core.errors import LibraryError
from postil.core.json_values import same
from postil.storage.disk_library import DiskLibrary
from postil.storage.files import canonical
from postil.storage.files.members import Members
from postil.storage.files.spelled import Spelled
from tests.faults.story import held
from tests.unit.storage.samples import ARTICLE, Clock, file_of, filled, noted

RECORDED = Path(__file__).parent.parent / "data" / "storage"
FILES = sorted(RECORDED.glob("*.bytes"))
_JOURNAL = Path(".postil", "journal", "current.jsonl")


@st.composite
def near_files(draw: st.DrawFn) -> bytes:
    """A recorded file in which some bytes are others, or two of which the parts are joined."""
    one, other = (draw(st.sampled_from(FILES)).read_bytes() for _ in range(2))
    start, end = sorted((draw(st.integers(0, len(one))), draw(st.integers(0, len(one)))))
    begin = draw(st.integers(0, len(other)))
    return one[:start] + draw(st.binary(max_size=6) | st.just(other[begin : begin + 200])) + one[end:]


BYTES = st.binary(max_size=200) | near_files()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_recorded_file_decodes_to_what_lies_beside_it(path: Path) -> None:
    expected = path.with_suffix(".expected").read_bytes()
    if expected.startswith(b"!"):
        with pytest.raises(canonical.Malformed) as caught:
            canonical.decode_tables(path.read_bytes())
        assert str(caught.value).startswith(expected[1:].decode().strip())
    else:
        tables = canonical.decode_tables(path.read_bytes())
        assert canonical.encode_tables(tables) == expected


@settings(max_examples=300, deadline=None)
@given(BYTES)
def test_decoding_gives_tables_that_come_back_or_says_why(data: bytes) -> None:
    with suppress(canonical.Malformed):
        tables = canonical.decode_tables(data)
        written, spelled = canonical.encode_tables(tables), Spelled()
        assert canonical.decode_tables(written) == tables
        assert spelled.learn(written, tables)
        assert b"".join(spelled.pieces(tables)) == written


@settings(max_examples=300, deadline=None)
@given(st.lists(BYTES, max_size=4))
def test_a_file_that_is_read_again_and_again_is_read_as_if_it_never_was(versions: list[bytes]) -> None:
    held: canonical.Tables = {}
    members = Members()
    for data in versions:
        try:
            expected = canonical.decode_tables(data)
        except canonical.Malformed as error:
            with pytest.raises(canonical.Malformed, match=re.escape(str(error))):
                members.tables(data, held)
        else:
            held = members.tables(data, held)
            assert same(held, expected)


@settings(max_examples=60, deadline=None)
@given(BYTES)
def test_any_bytes_as_an_article_lose_nothing_that_was_acknowledged(data: bytes) -> None:
    with TemporaryDirectory() as folder, patch.object(os, "fsync"):
        library = filled(Path(folder))
        library.apply(noted(library, 11, "the last change"))
        before = held(library)
        path = next(path for path in library.folder.glob("the-*.json"))
        path.write_bytes(data)
        with suppress(canonical.Malformed):
            canonical.decode_tables(data)
            return  # what another program may have written: that is another test's
        assert held(DiskLibrary.open(library.folder, Clock())) == before


@settings(max_examples=60, deadline=None)
@given(BYTES)
def test_any_bytes_as_a_journal_leave_the_files_as_they_are(data: bytes) -> None:
    with TemporaryDirectory() as folder, patch.object(os, "fsync"):
        library = filled(Path(folder))
        before = held(library)
        (library.folder / _JOURNAL).write_bytes(data)
        with suppress(LibraryError):
            opened = DiskLibrary.open(library.folder, Clock())
            assert held(opened) == before
            opened.apply(noted(opened, 11, "and on"))
            assert opened.read(ARTICLE).claims[0].note == "and on"


@settings(max_examples=100, deadline=None)
@given(st.data(), st.binary(max_size=6))
def test_a_journal_with_other_bytes_in_it_loses_nothing_and_keeps_what_comes_after(
    data: st.DataObject, instead: bytes
) -> None:
    with TemporaryDirectory() as folder, patch.object(os, "fsync"):
        library = filled(Path(folder))
        library.apply(noted(library, 11, "the last change"))
        before = held(library)
        journal = library.folder / _JOURNAL
        whole = journal.read_bytes()
        start = data.draw(st.integers(0, len(whole)))
        end = data.draw(st.sampled_from([start, start + 1, start + len(instead), len(whole)]))
        journal.write_bytes(whole[:start] + instead + whole[end:])
        opened = DiskLibrary.open(library.folder, Clock())
        assert held(opened) == before
        opened.apply(noted(opened, 12, "and on", 100))
        after = held(opened)
        file_of(opened).write_bytes(b"")
        assert held(DiskLibrary.open(library.folder, Clock())) == after


@settings(max_examples=200, deadline=None)
@given(BYTES, BYTES, BYTES)
def test_whatever_decodes_is_merged(base: bytes, ours: bytes, theirs: bytes) -> None:
    merging = pytest.importorskip("postil.core.merging", reason="there is no merge yet")
    with suppress(canonical.Malformed):
        three = [canonical.decode_tables(data) for data in (base, ours, theirs)]
        merged = merging.merged(*three)
        data = canonical.encode_tables(merged)
        assert canonical.decode_tables(data) == merged
        assert canonical.encode_tables(merging.merged(three[0], three[2], three[1])) == data
