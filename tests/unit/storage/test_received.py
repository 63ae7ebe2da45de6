"""Pages as they were received, beside the texts that were made of them."""

from __future__ import annotations

import errno
import zlib
from dataclasses import replace
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postil.core.changes import Change
from postil.core.errors import BadInput, LibraryError, SaveFailed
from postil.core.findings import Severity
from postil.core.pages import Page
from postil.storage.care.upkeep import unpack
from postil.storage.disk_library import DiskLibrary
from postil.storage.files.received import FOLDER, LIMIT, keep_page, packed, page_files, read_page, unpacked
from postil.storage.journal.archives import opened
from tests.unit.storage.samples import (
    NOON,
    SNAPSHOT,
    Clock,
    adding,
    article,
    claim,
    file_of,
    filled,
    key,
    operation,
    reopened,
)

if TYPE_CHECKING:
    from pathlib import Path

ADDRESS = "https://courier.example/wall"
PAGE = Page(
    b"<p>The wall\n\x00\xff</p>" * 50, f"{ADDRESS}?a", ADDRESS, "text/html", "cp1252", NOON, {"etag": "“1”"}
)
DIGEST = SNAPSHOT.digest
words = st.text(st.characters(exclude_categories=["Cs"]))


def with_page(folder: Path) -> DiskLibrary:
    """A library to which the article came with its page."""
    library = DiskLibrary.open(folder, Clock(), create=True)
    brought = operation(1, adding(article()), snapshots=(SNAPSHOT,))
    library.apply(brought._replace(pages=((DIGEST, PAGE),)))
    return library


def only_file(folder: Path) -> Path:
    (file,) = page_files(folder)
    return file


@given(st.builds(Page, st.binary(), words, words, words, words, words, st.dictionaries(words, words)))
def test_any_page_comes_back_as_it_was(page: Page) -> None:
    assert unpacked(*packed(DIGEST, page)) == page


def test_a_page_comes_with_the_change_that_names_its_text(tmp_path: Path) -> None:
    library = with_page(tmp_path)
    assert library.page(DIGEST) == PAGE
    assert reopened(library).page(DIGEST) == PAGE
    assert only_file(tmp_path).stat().st_size < len(PAGE.data)


def test_no_page_was_kept(tmp_path: Path) -> None:
    library = filled(tmp_path)
    with pytest.raises(LibraryError, match="was not kept as it was received"):
        library.page(DIGEST)
    with pytest.raises(LibraryError, match="does not name a text"):
        library.page("*")


def test_a_page_is_written_once(tmp_path: Path) -> None:
    keep_page(tmp_path, DIGEST, PAGE)
    before = only_file(tmp_path).stat()
    keep_page(tmp_path, DIGEST, PAGE._replace(fetched="2032"))
    assert only_file(tmp_path).stat().st_ino == before.st_ino


def test_a_page_that_cannot_be_written_keeps_its_change_from_being_saved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "no room")

    library = DiskLibrary.open(tmp_path, Clock(), create=True)
    brought = operation(1, adding(article()), snapshots=(SNAPSHOT,))._replace(pages=((DIGEST, PAGE),))
    with monkeypatch.context() as patched:
        patched.setattr("postil.storage.files.received.replace", full)
        with pytest.raises(SaveFailed, match="the disk is full"):
            library.apply(brought)
    assert list(reopened(library).articles()) == []
    library.apply(brought)
    assert reopened(library).page(DIGEST) == PAGE


def test_pages_of_one_text_from_two_machines_lie_side_by_side(tmp_path: Path) -> None:
    later = PAGE._replace(fetched="2031-06-01T00:00:00.000000Z", data=b"<p>later</p>")
    for page in (later, PAGE):
        name, data = packed(DIGEST, page)
        (tmp_path / FOLDER).mkdir(exist_ok=True)
        (tmp_path / FOLDER / name).write_bytes(data)
    assert len(list(page_files(tmp_path))) == 2
    assert read_page(tmp_path, DIGEST) == later


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no zlib",
        packed(DIGEST, PAGE)[1][:-4],
        packed(DIGEST, PAGE._replace(data=b"other"))[1],
        zlib.compress(b"{}\n"),
        zlib.compress(bytes(LIMIT + 1)),
    ],
    ids=range(6),
)
def test_a_damaged_page_is_told_and_written_again(tmp_path: Path, data: bytes) -> None:
    library = with_page(tmp_path)
    only_file(tmp_path).write_bytes(data)
    with pytest.raises(LibraryError, match="damaged, or another one"):
        library.page(DIGEST)
    (finding,) = [each for each in library.examine() if each.severity is Severity.WARNING]
    assert finding.where == only_file(tmp_path).name
    keep_page(tmp_path, DIGEST, PAGE)
    assert library.page(DIGEST) == PAGE


@pytest.mark.parametrize("head", [b"[]", b"{}", b'{"url": 1}', b"{", b'{"url":"","url":""}'])
def test_a_head_of_the_wrong_shape(head: bytes) -> None:
    from hashlib import sha256

    content = head + b"\nbody"
    name = f"{DIGEST}-{sha256(content).hexdigest()[:16]}.z"
    with pytest.raises(ValueError):
        unpacked(name, zlib.compress(content))


def test_an_examination_counts_pages(tmp_path: Path) -> None:
    (finding,) = with_page(tmp_path).examine()
    assert "1 text with 1 received page were looked at" in finding.what


def test_a_page_is_lost_to_nothing_else(tmp_path: Path) -> None:
    library = with_page(tmp_path)
    only_file(tmp_path).unlink()
    assert reopened(library).snapshot(DIGEST) == SNAPSHOT
    assert [finding.severity for finding in library.examine()] == [Severity.OK]


def test_a_purged_article_leaves_its_page_as_it_leaves_its_text(tmp_path: Path) -> None:
    library = with_page(tmp_path)
    before = library.read(key(1)).article
    library.apply(operation(2, Change(key(1), before, replace(before, deleted=NOON, title="", snapshots=()))))
    assert library.holds(DIGEST)
    assert library.page(DIGEST) == PAGE


def test_a_backup_file_holds_pages_and_the_daily_ones_do_not(tmp_path: Path) -> None:
    library = with_page(tmp_path / "library")
    library.upkeep.archive(tmp_path / "a.zip")
    inside = f"{FOLDER}/{only_file(library.folder).name}"
    with ZipFile(tmp_path / "a.zip") as archive:
        assert inside in archive.namelist()
    with ZipFile(library.backup("test")) as archive:
        assert inside not in archive.namelist()
    assert unpack(tmp_path / "a.zip", tmp_path / "other").left_out == ()
    assert DiskLibrary.open(tmp_path / "other", Clock()).page(DIGEST) == PAGE


def test_a_restored_page_takes_the_place_of_a_damaged_one(tmp_path: Path) -> None:
    library = with_page(tmp_path / "library")
    library.upkeep.archive(tmp_path / "a.zip")
    library.apply(operation(2, adding(claim(11))))
    only_file(library.folder).write_bytes(b"damaged")
    library.upkeep.restore(tmp_path / "a.zip")
    assert library.page(DIGEST) == PAGE
    kept = [path.read_bytes() for path in (library.folder / ".postil" / "damaged").iterdir()]
    assert kept == [b"damaged"]
    assert file_of(library).exists()


@pytest.mark.parametrize(
    ("name", "data", "refused"),
    [
        (packed(DIGEST, PAGE)[0], b"damaged", False),
        (packed(DIGEST, PAGE)[0], packed(DIGEST, PAGE._replace(data=b"x"))[1], False),
        (f"../{DIGEST}.z", b"", True),
        (f"{DIGEST}.z", b"", True),
    ],
)
def test_what_calls_itself_a_page_in_an_archive(
    tmp_path: Path, name: str, data: bytes, *, refused: bool
) -> None:
    library = filled(tmp_path / "library")
    library.upkeep.archive(tmp_path / "a.zip")
    with ZipFile(tmp_path / "a.zip", "a") as archive:
        archive.writestr(f"{FOLDER}/{name}", data)
    if refused:
        with pytest.raises(BadInput, match="no file of a library"), opened(tmp_path / "a.zip"):
            pass
        return
    with opened(tmp_path / "a.zip") as known:
        assert known.pages == []
        assert len(known.left_out) == 1
