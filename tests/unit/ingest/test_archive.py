from __future__ import annotations

import stat
import tracemalloc
import zipfile
from io import BytesIO

import pytest

from postil.core.errors import BadInput
from postil.ingest import archive
from postil.ingest.archive import Archive
from tests.unit.ingest.packing import packed

MIB = 1 << 20


def refusal(data: bytes, name: str = "a") -> str:
    with pytest.raises(BadInput) as caught:
        Archive(data).read(name)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_files_are_unpacked() -> None:
    read = Archive(packed({"a": "Mud.", "text/b.xhtml": b"\x00\xff", "folder/": ""}))
    assert read.names == ("a", "text/b.xhtml")
    assert "a" in read
    assert read.read("text/b.xhtml") == b"\x00\xff"
    with pytest.raises(KeyError):
        read.read("folder/")


@pytest.mark.parametrize(
    "name",
    ["/etc/passwd", "../a", "text/../../a", "..", "C:/a", "..\\a", "\\a", "a\x1b[31mb", "a\nb", "a\x9b", ""],
)
def test_what_leads_out_of_the_archive_is_not_there(name: str) -> None:
    read = Archive(packed({name: "no", "b..c": "Mud.", "...": "Silt."}))
    assert read.names == ("b..c", "...")
    with pytest.raises(KeyError):
        read.read(name)


def test_links_are_not_there() -> None:
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as made:
        link = zipfile.ZipInfo("link")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        made.writestr(link, "/etc/passwd")
    assert Archive(file.getvalue()).names == ()


def test_a_file_that_swells_is_refused_before_it_fills_the_memory() -> None:
    bomb = packed({"a": b"\0" * (60 * MIB)})
    assert len(bomb) < MIB / 10
    tracemalloc.start()
    try:
        assert "more than 200 times" in refusal(bomb)
        assert tracemalloc.get_traced_memory()[1] < 40 * MIB
    finally:
        tracemalloc.stop()


def test_a_small_file_may_pack_well() -> None:
    assert Archive(packed({"a": b" " * MIB})).read("a") == b" " * MIB


def test_a_file_that_says_it_is_large_is_refused_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "LARGEST_MEMBER", 2 * MIB)
    assert "a file in it is larger than 2 MiB" in refusal(packed({"a": b"x" * (2 * MIB + 1)}))


def test_all_that_is_unpacked_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "LARGEST_WHOLE", 2500)
    read = Archive(packed({"a": bytes(1000), "b": bytes(1000), "c": bytes(1000)}))
    assert len(read.read("a") + read.read("b")) == 2000
    with pytest.raises(BadInput, match="it swells"):
        read.read("c")


def test_too_many_files_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MOST_MEMBERS", 10)
    assert len(Archive(packed({str(number): "" for number in range(10)})).names) == 10
    for many in (11, 200):  # the second is refused before its list is read
        with pytest.raises(BadInput, match="more than 10 files"):
            Archive(packed({str(number): "" for number in range(many)}))


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_files_of_one_name_are_refused_when_one_is_wanted() -> None:
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as made:
        for name in ("a", "a", "b"):
            made.writestr(name, "Mud.")
    assert Archive(file.getvalue()).read("b") == b"Mud."
    assert "two files that are called a" in refusal(file.getvalue())


def test_a_locked_file_is_refused() -> None:
    locked = bytearray(packed({"a": "Mud."}))
    at = locked.index(b"PK\x01\x02")
    locked[at + 8] |= 1
    assert "locked with a password" in refusal(bytes(locked))


def test_other_packings_are_refused() -> None:
    assert "packed in a way" in refusal(packed({"a": "Mud." * 100}, zipfile.ZIP_BZIP2))


def test_what_is_cut_short_or_damaged_is_told() -> None:
    whole = packed({"a": "Mud and silt. " * 100})
    with pytest.raises(BadInput, match="damaged or cut short"):
        Archive(whole[:-30])
    broken = bytearray(whole)
    broken[40:50] = bytes(10)
    assert "a in it cannot be unpacked" in refusal(bytes(broken))
