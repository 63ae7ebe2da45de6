from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

import pytest

from postil.core.errors import LibraryError
from postil.storage.texts import keep_text, read_text, text_path
from tests.unit.storage.samples import SNAPSHOT

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
