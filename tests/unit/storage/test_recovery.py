from __future__ import annotations

import os
from shutil import rmtree
from typing import TYPE_CHECKING, Self

import pytest

from postil.core.errors import LibraryError
from postil.storage.files import article_files, atomic, canonical
from postil.storage.files.atomic import DISPLACED
from postil.storage.journal.recovery import displaced
from tests.unit.storage.samples import (
    ARTICLE,
    adding,
    claim,
    evidence,
    file_of,
    filled,
    key,
    noted,
    opening,
    operation,
    reopened,
    source,
)

if TYPE_CHECKING:
    from pathlib import Path


def _damaged(folder: Path) -> list[bytes]:
    return [path.read_bytes() for path in (folder / ".postil" / "damaged").glob("*")]


def _journal(folder: Path) -> Path:
    return folder / ".postil" / "journal" / "current.jsonl"


@pytest.mark.parametrize("files", [("sources.json",), ("the-wall-at-saltmarsh-quay.json",), ()])
def test_an_operation_that_was_cut_off_is_finished(tmp_path: Path, files: tuple[str, ...]) -> None:
    library = filled(tmp_path)
    names = ("sources.json", "the-wall-at-saltmarsh-quay.json")
    before = {name: (tmp_path / name).read_bytes() for name in names}
    library.apply(operation(4, adding(source(32)), adding(evidence(22, 12))))
    after = {name: (tmp_path / name).read_bytes() for name in names}
    for name in set(names) - set(files):
        (tmp_path / name).write_bytes(before[name])
    again = reopened(library)
    assert len(again.sources()) == 2
    assert len(again.read(ARTICLE).evidence) == 2
    assert {name: (tmp_path / name).read_bytes() for name in names} == after
    assert again.troubles == ()


def test_a_making_that_was_cut_off_is_finished(tmp_path: Path) -> None:
    library = filled(tmp_path)
    (tmp_path / "sources.json").unlink()
    assert reopened(library).sources() == (source(31),)


@pytest.mark.parametrize("cut", [1, 30, 200])
def test_a_torn_line_is_set_aside(tmp_path: Path, cut: int) -> None:
    library = filled(tmp_path)
    data = file_of(library).read_bytes()
    library.apply(noted(library, 11, "torn"))
    file_of(library).write_bytes(data)
    line = _journal(tmp_path).read_bytes()
    _journal(tmp_path).write_bytes(line[:-cut])
    again = reopened(library)
    assert again.read(ARTICLE).claims[0].note == ""
    assert "set aside" in again.troubles[0]
    assert len(_damaged(tmp_path)) == 1
    again.apply(noted(again, 11, "whole"))
    assert reopened(again).read(ARTICLE).claims[0].note == "whole"
    assert reopened(again).troubles == ()


@pytest.mark.parametrize("data", [b"", b"\0" * 50, b"{", b"[]", b'{"claims": 5}'], ids=range(5))
def test_a_damaged_file_is_put_back(tmp_path: Path, data: bytes) -> None:
    library = filled(tmp_path)
    whole = file_of(library).read_bytes()
    file_of(library).write_bytes(data)
    again = reopened(library)
    assert again.articles() == (ARTICLE,)
    assert again.read(ARTICLE).claims == (claim(11), claim(12))
    assert file_of(library).read_bytes() == whole
    assert _damaged(tmp_path) == [data]
    assert "put back from the journal" in again.troubles[0]


@pytest.mark.parametrize("name", ["sources.json", "the-wall-at-saltmarsh-quay.json"])
def test_a_file_that_is_gone_is_put_back(tmp_path: Path, name: str) -> None:
    library = filled(tmp_path)
    library.apply(noted(library, 11, "last"))
    whole = (tmp_path / name).read_bytes()
    (tmp_path / name).unlink()
    again = reopened(library)
    assert (tmp_path / name).read_bytes() == whole
    assert "put back" in again.troubles[0]


@pytest.mark.parametrize("name", ["sources.json", "the-wall-at-saltmarsh-quay.json"])
def test_a_file_that_goes_while_the_library_is_open_is_put_back(tmp_path: Path, name: str) -> None:
    library = filled(tmp_path)
    (tmp_path / name).unlink()
    library.apply(operation(4, adding(source(32)), adding(claim(13))))
    assert len(library.sources()) == 2
    assert len(library.read(ARTICLE).claims) == 3


def test_an_article_that_goes_while_it_is_read_is_put_back(tmp_path: Path) -> None:
    library = filled(tmp_path)
    library.articles()
    file_of(library).unlink()
    assert library.read(ARTICLE).claims == (claim(11), claim(12))


def test_an_article_that_goes_while_all_are_read_is_put_back(tmp_path: Path) -> None:
    library = filled(tmp_path)
    library.apply(opening(2, "Another wall"))
    reading = library.read_all()
    next(reading)
    (tmp_path / "another-wall.json").unlink()
    assert [annotated.article.title for annotated in reading] == ["Another wall"]
    assert library.troubles == ()


def test_an_article_that_goes_while_the_folder_is_listed_is_put_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = filled(tmp_path)
    again = reopened(library)

    def removing(name: str) -> bool:
        file_of(library).unlink(missing_ok=True)
        return is_article_file(name)

    is_article_file = article_files.is_article_file
    with monkeypatch.context() as late:
        late.setattr(article_files, "is_article_file", removing)
        again.articles()
    assert again.read(ARTICLE) == library.read(ARTICLE)


@pytest.mark.parametrize("swaps", [True, False])
def test_a_file_that_goes_in_the_instant_of_a_save_is_put_back_with_what_was_saved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, swaps: bool
) -> None:
    library, swap = filled(tmp_path), atomic.swap

    def swap_late(one: Path, other: Path) -> bool:
        file_of(library).unlink(missing_ok=True)
        return swaps and swap(one, other)

    change = noted(library, 11, "ours")
    monkeypatch.setattr(atomic, "swap", swap_late)
    library.apply(change)
    assert reopened(library).read(ARTICLE).claims[0].note == "ours"
    assert [path.name for path in tmp_path.glob("*postil-*")] == [".postil-library"]


@pytest.mark.parametrize("name", ["the-wall-at-saltmarsh-quay.json", ".postil/journal/current.jsonl"])
def test_what_lies_in_the_place_of_a_file_is_named(tmp_path: Path, name: str) -> None:
    library = filled(tmp_path)
    (tmp_path / name).unlink()
    (tmp_path / name).mkdir()
    with pytest.raises(LibraryError, match=rf"it is a folder \(.*{name}\)"):
        reopened(library)


def test_a_damaged_file_is_put_back_before_it_is_written(tmp_path: Path) -> None:
    library = filled(tmp_path)
    change = noted(library, 11, "after the damage")
    file_of(library).write_bytes(b"\0")
    library.apply(change)
    assert [claim.note for claim in library.read(ARTICLE).claims] == ["after the damage", ""]


def test_what_others_wrote_is_kept_and_can_be_put_back(tmp_path: Path) -> None:
    library = filled(tmp_path)
    tables = canonical.decode_tables(file_of(library).read_bytes())
    tables["claims"][key(11)]["note"] = "by hand"  # type: ignore[index, call-overload]
    file_of(library).write_bytes(canonical.encode_tables(tables))
    again = reopened(library)
    assert again.read(ARTICLE).claims[0].note == "by hand"
    again.apply(noted(again, 12, "by postil"))
    file_of(library).write_bytes(b"")
    last = reopened(library)
    assert [claim.note for claim in last.read(ARTICLE).claims] == ["by hand", "by postil"]


def test_a_library_without_a_journal_is_written_and_put_back(tmp_path: Path) -> None:
    library = filled(tmp_path)
    rmtree(tmp_path / ".postil")
    clone = reopened(library)
    clone.apply(noted(clone, 11, "from a clone"))
    file_of(library).unlink()
    assert reopened(library).read(ARTICLE).claims[0].note == "from a clone"


def test_damage_that_the_journal_does_not_know_is_told_and_left(tmp_path: Path) -> None:
    library = filled(tmp_path)
    rmtree(tmp_path / ".postil")
    file_of(library).write_bytes(file_of(library).read_bytes()[:-20])
    left = file_of(library).read_bytes()
    clone = reopened(library)
    assert clone.articles() == (ARTICLE,)
    with pytest.raises(LibraryError, match="is damaged"):
        clone.read(ARTICLE)
    assert list(clone.read_all()) == []
    assert "does not hold all of it" in clone.troubles[0]
    assert file_of(library).read_bytes() == left
    with pytest.raises(LibraryError, match="is damaged"):
        clone.apply(operation(4, adding(claim(14))))


def test_a_damaged_line_makes_the_journal_incomplete_not_wrong(tmp_path: Path) -> None:
    library = filled(tmp_path)
    library.apply(noted(library, 11, "one", 90))
    library.apply(noted(library, 12, "two", 91))
    journal = _journal(tmp_path).read_bytes()
    _journal(tmp_path).write_bytes(journal.replace(b'"note":"one"', b'"note":"0ne"', 1))
    file_of(library).write_bytes(b"")
    again = reopened(library)
    with pytest.raises(LibraryError):
        again.read(ARTICLE)
    assert "does not hold all of it" in again.troubles[0]


def test_leftovers_of_a_killed_save_are_removed_by_the_next(tmp_path: Path) -> None:
    library = filled(tmp_path)
    leftover = tmp_path / ".sources.json.1.postil-new"
    leftover.write_bytes(b"{")
    again = reopened(library)
    again.apply(noted(again, 11, "next"))
    assert not leftover.exists()


def test_a_stale_copy_is_overtaken(tmp_path: Path) -> None:
    library = filled(tmp_path)
    old = file_of(library).read_bytes()
    library.apply(noted(library, 11, "newer"))
    file_of(library).write_bytes(old)
    assert reopened(library).read(ARTICLE).claims[0].note == "newer"


def test_what_lies_aside_may_be_taken_in_by_another_while_it_is_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = [tmp_path / f".a.json.4711-{number}{DISPLACED}" for number in (1, 2)]
    for path in kept:
        path.write_bytes(b"{}")
    scandir = os.scandir

    class Scan(list[os.DirEntry[str]]):
        def __enter__(self) -> Self:
            kept[0].unlink()
            return self

        def __exit__(self, *_: object) -> None: ...

    monkeypatch.setattr("postil.storage.journal.recovery.os.scandir", lambda folder: Scan(scandir(folder)))
    assert displaced(tmp_path) == {"a.json": [kept[1]]}
