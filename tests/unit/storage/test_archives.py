from __future__ import annotations

import io
import os
import sys
import zipfile
import zlib
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZipFile, ZipInfo

import pytest

from postil.core.errors import BadInput
from postil.storage.files import canonical
from postil.storage.files.texts import packed
from postil.storage.journal import archives
from postil.storage.journal.archives import opened
from tests.unit.storage.samples import ARTICLE, SNAPSHOT, filled, text

if TYPE_CHECKING:
    from pathlib import Path

IDENTITY = b'{\n "format": 1,\n "id": "abc"\n}\n'
SOURCES = b'{\n "sources": {}\n}\n'
TEXT = f"texts/{SNAPSHOT.digest}.json.z"


def archive(folder: Path, *members: tuple[str, bytes], how: int = ZIP_DEFLATED) -> Path:
    """An archive of an identity and these files, whatever they are."""
    path = folder / "hostile.zip"
    with ZipFile(path, "w", how) as file:
        file.writestr(".postil-library", IDENTITY)
        for name, data in members:
            file.writestr(ZipInfo(name), data, how)
    return path


def refused(path: Path) -> str:
    with pytest.raises(BadInput) as told, opened(path):
        pass
    assert str(path) in str(told.value)
    assert told.value.hint
    return str(told.value)


def test_a_whole_archive_is_read(tmp_path: Path) -> None:
    library = filled(tmp_path / "library")
    library.upkeep.archive(tmp_path / "a.zip")
    with opened(tmp_path / "a.zip") as known:
        assert known.library == library.identity.id
        assert known.texts == [SNAPSHOT.digest]
        assert known.text(SNAPSHOT.digest) == packed(SNAPSHOT)
        assert known.text("0" * 64) is None
        assert {name: file.article for name, file in known.files.items()} == {
            "sources.json": "",
            "the-wall-at-saltmarsh-quay.json": ARTICLE,
        }
        assert known.left_out == []


@pytest.mark.parametrize(
    "name",
    [
        "../evil.json", "/etc/evil.json", "a/b.json", "..\\evil.json", "c:evil.json", ".hidden.json", "x.txt",
        "texts/../evil.json", "texts/abc.json.z", "texts/" + "a" * 64, "TEXTS/" + "a" * 64 + ".json.z", "",
        ".postil/journal/current.jsonl", "evil\n.json", "a" * 300 + ".json", "e\x1b[31m.json", ".json", "x.json/",
        "texts/" + "a" * 64 + ".json.z/../../../evil.json", "~/evil.json\\", "..", "lock", ".postil-library/x.json",
    ],
)  # fmt: skip
def test_a_name_that_no_library_has_is_refused(tmp_path: Path, name: str) -> None:
    told = refused(archive(tmp_path, ("sources.json", SOURCES), (name, SOURCES)))
    assert "is no file of a library" in told
    assert "\x1b" not in told
    assert "\n" not in told


def test_a_name_cut_off_by_nul_is_refused(tmp_path: Path) -> None:
    path = archive(tmp_path, ("evil.jsonX.json", SOURCES))
    path.write_bytes(path.read_bytes().replace(b"evil.jsonX.json", b"evil.json\0.json"))
    refused(path)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_name_twice_is_refused(tmp_path: Path) -> None:
    assert "twice" in refused(archive(tmp_path, ("sources.json", SOURCES), ("sources.json", SOURCES)))


def test_too_many_files_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MEMBERS", 2)
    path = archive(tmp_path, ("sources.json", SOURCES), ("a.json", SOURCES))
    assert "3 files, more than 2" in refused(path)


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = archive(tmp_path, *((f"{number}.json", b" " * 1_000_000) for number in range(8)))
    monkeypatch.setattr(archives, "UNSUSPICIOUS", 1_000_000)
    assert "200 times as large" in refused(path)
    for limit in ("UNPACKED", "IN_MEMORY"):
        with monkeypatch.context() as patched:
            patched.setattr(archives, limit, 5_000_000)
            assert "more than a library can have" in refused(path)
    monkeypatch.setattr(canonical, "LIMIT", 100_000)
    assert "has 1000000 bytes, more than 100000" in refused(path)


def test_no_more_is_unpacked_than_was_declared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = archive(tmp_path, ("a.json", b" " * 50_000_000))
    path.write_bytes(
        path.read_bytes().replace((50_000_000).to_bytes(4, "little"), (100).to_bytes(4, "little"))
    )
    most = [0]
    real = zlib.decompressobj

    class Counting:
        def __init__(self, *args: int) -> None:
            self.own: Any = real(*args)  # type: ignore[arg-type]

        def decompress(self, data: bytes, limit: int = 0) -> bytes:
            out: bytes = self.own.decompress(data, limit)
            most[0] = max(most[0], len(out))
            return out

        def __getattr__(self, name: str) -> object:
            return getattr(self.own, name)

    monkeypatch.setattr(zipfile.zlib, "decompressobj", Counting)  # type: ignore[attr-defined]
    refused(path)
    assert most[0] < 100_000


def test_an_unusual_packing_or_a_password_is_refused(tmp_path: Path) -> None:
    assert "packed in an unusual way" in refused(archive(tmp_path, ("sources.json", SOURCES), how=ZIP_BZIP2))
    path = archive(tmp_path, ("sources.json", SOURCES))
    data = bytearray(path.read_bytes())
    at = data.rindex(b"PK\x01\x02")
    data[at + 8] |= 1
    path.write_bytes(bytes(data))
    assert "encrypted" in refused(path)


@pytest.mark.parametrize(
    "data", [b"", b"PK", b"no archive", b"PK\x05\x06" + b"\xff" * 18, b"PK\x05\x06" + bytes(18)]
)
def test_what_is_no_archive_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "x.zip"
    path.write_bytes(data)
    refused(path)


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pipes with a name")
def test_what_is_no_file_is_refused_without_waiting_for_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.zip")
    for name in ("pipe.zip", "nothing.zip", "."):
        with pytest.raises(BadInput, match="There is no file"), opened(tmp_path / name):
            pass


@pytest.mark.parametrize(
    ("identity", "why"),
    [
        (b"{", "damaged"),
        (b"[]", "wrong shape"),
        (b'{"id": "", "format": 1}', "wrong shape"),
        (b'{"id": "a", "format": 99}', "newer postil"),
        (b" " * 5000, "more than 4096"),
    ],
)
def test_an_identity_that_says_nothing_is_refused(tmp_path: Path, identity: bytes, why: str) -> None:
    path = tmp_path / "x.zip"
    with ZipFile(path, "w") as file:
        file.writestr(".postil-library", identity)
    with pytest.raises(BadInput, match=why), opened(path):
        pass


def test_an_archive_without_identity_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    with ZipFile(path, "w") as file:
        file.writestr("sources.json", SOURCES)
    assert "it lacks “.postil-library”" in refused(path)


def test_what_is_damaged_inside_is_left_out_and_told(tmp_path: Path) -> None:
    other = f"texts/{text(2).digest}.json.z"
    path = archive(
        tmp_path,
        ("sources.json", SOURCES),
        ("package.json", b'{"scripts": {}}'),
        ("cut.json", b'{"article": {'),
        ("texts/", b""),
        (TEXT, packed(text(2))),
        (other, b"no text"),
        ("texts/" + "0" * 64 + ".json.z", zlib.compress(b"[]")),
    )
    with opened(path) as known:
        assert list(known.files) == ["sources.json"]
        assert known.texts == []
        assert len(known.left_out) == 5
        assert "package.json was left out: it holds no article." in known.left_out


def test_a_flipped_byte_is_found(tmp_path: Path) -> None:
    filled(tmp_path / "library").upkeep.archive(tmp_path / "a.zip")
    data = (tmp_path / "a.zip").read_bytes()
    with opened(tmp_path / "a.zip") as known:
        expected = known.files, known.texts, known.identity
    path = tmp_path / "b.zip"
    for at in range(0, len(data), 3):
        path.write_bytes(data[:at] + bytes([data[at] ^ 0x55]) + data[at + 1 :])
        try:
            with opened(path) as known:
                assert (known.files, known.texts, known.identity) == expected
        except BadInput:
            continue


def test_an_archive_in_memory_is_as_good(tmp_path: Path) -> None:
    data = io.BytesIO()
    with ZipFile(data, "w") as file:
        file.writestr(".postil-library", IDENTITY)
        file.writestr(TEXT, packed(SNAPSHOT))
    (tmp_path / "x.zip").write_bytes(data.getvalue())
    with opened(tmp_path / "x.zip") as known:
        assert known.texts == [SNAPSHOT.digest]
