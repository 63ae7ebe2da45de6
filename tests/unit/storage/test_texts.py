from __future__ import annotations

import os
import zlib
from typing import TYPE_CHECKING

import pytest

from postil.core.blocks import block_to_json
from postil.core.errors import LibraryError
from postil.core.snapshot import Block, BlockKind, Snapshot
from postil.storage.files import canonical, texts
from postil.storage.files.texts import PUT_BACK, keep_text, packed, read_text, text_path, unpacked
from tests.unit.storage.samples import SNAPSHOT, filled, reopened

if TYPE_CHECKING:
    from pathlib import Path


def test_a_text_is_read_back(tmp_path: Path) -> None:
    keep_text(tmp_path, SNAPSHOT)
    assert read_text(tmp_path, SNAPSHOT.digest) == SNAPSHOT


def test_a_text_is_written_once(tmp_path: Path) -> None:
    keep_text(tmp_path, SNAPSHOT)
    before = text_path(tmp_path, SNAPSHOT.digest).stat()
    keep_text(tmp_path, SNAPSHOT)
    assert text_path(tmp_path, SNAPSHOT.digest).stat().st_ino == before.st_ino


@pytest.mark.parametrize("blocks", [1, 2, 3, 7])
def test_the_blocks_of_a_book_are_written_as_if_all_at_once(
    monkeypatch: pytest.MonkeyPatch, blocks: int
) -> None:
    monkeypatch.setattr(texts, "_AT_ONCE", 3)
    book = Snapshot(Block(BlockKind.ITEM, f"No. {number} is red", 1) for number in range(blocks))
    assert zlib.decompress(packed(book)) == canonical.line([block_to_json(block) for block in book.blocks])
    assert unpacked(packed(book)) == book


def test_a_text_that_was_compressed_otherwise_is_not_written_again(tmp_path: Path) -> None:
    keep_text(tmp_path, SNAPSHOT)
    path = text_path(tmp_path, SNAPSHOT.digest)
    other = zlib.compress(zlib.decompress(path.read_bytes()), level=0)
    path.write_bytes(other)
    keep_text(tmp_path, SNAPSHOT)
    assert path.read_bytes() == other


def test_a_damaged_text_is_written_again(tmp_path: Path) -> None:
    keep_text(tmp_path, SNAPSHOT)
    text_path(tmp_path, SNAPSHOT.digest).write_bytes(b"x")
    keep_text(tmp_path, SNAPSHOT)
    assert read_text(tmp_path, SNAPSHOT.digest) == SNAPSHOT


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no zlib",
        zlib.compress(b"[]")[:-3],
        zlib.compress(b"{}"),
        zlib.compress(b'[{"kind": "paragraph"}]'),
        zlib.compress(b'[{"kind": "aria", "text": "x"}]'),
        zlib.compress(b'[{"kind": "paragraph", "text": "x", "links": [[1, 2]]}]'),
        zlib.compress(b'[{"kind": "paragraph", "text": "\\ud800"}]'),
        zlib.compress(b'[{"kind": "paragraph", "text": "another"}]'),
    ],
    ids=range(9),
)
def test_a_damaged_text_is_told(tmp_path: Path, data: bytes) -> None:
    path = text_path(tmp_path, SNAPSHOT.digest)
    path.parent.mkdir()
    path.write_bytes(data)
    with pytest.raises(LibraryError):
        read_text(tmp_path, SNAPSHOT.digest)


@pytest.mark.parametrize("digest", ["", "../../etc/passwd", "A" * 64, "a" * 63])
def test_only_a_digest_names_a_text(tmp_path: Path, digest: str) -> None:
    with pytest.raises(LibraryError, match="does not name a text"):
        read_text(tmp_path, digest)


def test_a_missing_text_is_told(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="is not in the library"):
        read_text(tmp_path, "a" * 64)


@pytest.mark.parametrize("damaged", [True, False])
def test_a_text_that_something_damaged_or_removed_comes_back_by_itself(
    tmp_path: Path, *, damaged: bool
) -> None:
    library = filled(tmp_path)
    path = text_path(tmp_path, SNAPSHOT.digest)
    whole = path.read_bytes()
    path.unlink()
    if damaged:
        path.write_bytes(whole[:9] + b"?" + whole[10:])
    library = reopened(library)
    assert library.holds(SNAPSHOT.digest)
    assert library.snapshot(SNAPSHOT.digest) == SNAPSHOT
    assert library.troubles == (PUT_BACK.format(SNAPSHOT.digest[:12]),)
    assert path.read_bytes() == whole


def test_a_text_is_put_back_by_a_repair(tmp_path: Path) -> None:
    library = filled(tmp_path)
    text_path(tmp_path, SNAPSHOT.digest).unlink()
    assert list(library.upkeep.repair()) == [PUT_BACK.format(SNAPSHOT.digest[:12])]


def test_a_copy_is_read_where_nothing_can_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    library = filled(tmp_path)
    text_path(tmp_path, SNAPSHOT.digest).unlink()
    monkeypatch.setattr(os, "access", lambda *_: False)
    library = reopened(library)
    assert library.snapshot(SNAPSHOT.digest) == SNAPSHOT
    assert "can only be read" in library.troubles[0]
    assert not text_path(tmp_path, SNAPSHOT.digest).exists()


def test_a_text_without_a_copy_is_told(tmp_path: Path) -> None:
    library = filled(tmp_path)
    for path in (text_path(tmp_path, SNAPSHOT.digest), text_path(tmp_path / ".postil", SNAPSHOT.digest)):
        path.write_bytes(b"no zlib")
    with pytest.raises(LibraryError, match=r"damaged: it cannot be unpacked.*again"):
        library.snapshot(SNAPSHOT.digest)
