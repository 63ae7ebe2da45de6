from __future__ import annotations

import errno
import os
import shutil
import stat
import subprocess
import sys
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from postil.core.changes import SOURCES, Change
from postil.core.errors import LibraryError, SaveFailed
from postil.core.findings import Severity
from postil.core.model import Article, Claim
from postil.storage.disk_library import DiskLibrary
from postil.storage.files import canonical
from postil.storage.journal import journal
from tests.fakes import operations_of
from tests.unit.storage.samples import (
    ARTICLE,
    SNAPSHOT,
    Clock,
    adding,
    article,
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


def test_what_was_applied_is_read_back(tmp_path: Path) -> None:
    library = filled(tmp_path)
    for view in (library, reopened(library)):
        annotated = view.read(ARTICLE)
        assert annotated.article == article()
        assert annotated.claims == (claim(11), claim(12))
        assert annotated.evidence == (evidence(21, 11),)
        assert view.sources() == (source(31),)
        assert view.snapshot(SNAPSHOT.digest) == SNAPSHOT
        assert list(view.read_all()) == [annotated]
        assert view.articles() == (ARTICLE,)
        assert view.troubles == ()
        assert view.read_only == ""


def test_the_files_are_canonical_and_private(tmp_path: Path) -> None:
    library = filled(tmp_path)
    for path in (file_of(library), tmp_path / "sources.json"):
        data = path.read_bytes()
        assert canonical.encode_tables(canonical.decode_tables(data)) == data
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_file_keeps_its_mode_and_its_name(tmp_path: Path) -> None:
    library = filled(tmp_path)
    file_of(library).chmod(0o644)
    before = library.read(ARTICLE).article
    library.apply(operation(4, Change(ARTICLE, before, replace(before, title="Renamed"))))
    assert stat.S_IMODE(file_of(library).stat().st_mode) == 0o644
    assert library.read(ARTICLE).article.title == "Renamed"


def test_articles_of_one_title_have_a_file_each(tmp_path: Path) -> None:
    library = filled(tmp_path)
    library.apply(opening(3))
    library.apply(opening(2))
    assert library.articles() == (key(1), key(2), key(3))
    assert (tmp_path / "the-wall-at-saltmarsh-quay-3.json").exists()
    assert [annotated.article.id for annotated in library.read_all()] == [key(1), key(2), key(3)]


def test_opening_and_reading_write_nothing(tmp_path: Path) -> None:
    library = filled(tmp_path)
    before = sorted((path, path.stat().st_mtime_ns) for path in tmp_path.rglob("*"))
    again = reopened(library)
    list(again.read_all())
    operations_of(again)
    again.examine()
    assert sorted((path, path.stat().st_mtime_ns) for path in tmp_path.rglob("*")) == before


def test_reading_needs_neither_tinydb_nor_the_lock(tmp_path: Path) -> None:
    library = filled(tmp_path)
    script = (
        "import sys; from pathlib import Path\n"
        "from postil.storage.disk_library import DiskLibrary\n"
        "library = DiskLibrary.open(Path(sys.argv[1]), lambda: '')\n"
        "assert list(library.read_all()) and library.sources() and library.places() == {}\n"
        "print({'tinydb', 'filelock', 'platformdirs', 'tomllib', 'zipfile'} & set(sys.modules))\n"
    )
    told = subprocess.run([sys.executable, "-c", script, library.folder], capture_output=True, check=True)
    assert told.stdout == b"set()\n"


def test_somebody_else_s_other_fields_are_kept(tmp_path: Path) -> None:
    library = filled(tmp_path)
    stale = noted(library, 11, "mine")
    other = reopened(library)
    current = other.read(ARTICLE).claims[0]
    other.apply(operation(4, Change(ARTICLE, current, replace(current, speaker="The mayor"))))
    applied = library.apply(stale)
    after = library.read(ARTICLE).claims[0]
    assert (after.note, after.speaker) == ("mine", "The mayor")
    assert applied.changes[0].after == after
    assert isinstance(applied.changes[0].before, Claim)
    assert applied.changes[0].before.speaker == "The mayor"


def test_a_record_that_vanished_is_put_back(tmp_path: Path) -> None:
    library = filled(tmp_path)
    change = noted(library, 11, "still here")
    tables = canonical.decode_tables(file_of(library).read_bytes())
    del tables["claims"][key(11)]
    file_of(library).write_bytes(canonical.encode_tables(tables))
    applied = library.apply(change)
    assert applied.changes[0].before == change.changes[0].before
    assert library.read(ARTICLE).claims[0].note == "still here"
    assert "1 lost record put back" in library.troubles[0]


def test_an_operation_over_two_files_is_one(tmp_path: Path) -> None:
    library = filled(tmp_path)
    assert operations_of(library)[-1].changes[0].collection == SOURCES
    assert operations_of(library)[-1].changes[1].collection == ARTICLE


def test_the_journal_tells_operations_as_applied(tmp_path: Path) -> None:
    library = filled(tmp_path)
    applied = library.apply(noted(library, 11, "told"))
    assert operations_of(reopened(library))[-1] == applied
    assert [operation.id for operation in operations_of(library)] == [
        key(500_000 + number) for number in (1, 2, 3, 99)
    ]


def test_several_changes_of_one_record_are_applied_in_order(tmp_path: Path) -> None:
    library = filled(tmp_path)
    first = noted(library, 11, "one").changes[0]
    second = Change(ARTICLE, first.after, replace(first.after, modified="2031-05-04T12:00:01.000000Z"))
    applied = library.apply(operation(4, first, second))
    assert applied.changes[1].before == first.after


def test_a_long_journal_is_begun_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    library = filled(tmp_path)
    other = reopened(library)
    monkeypatch.setattr(journal, "ROTATION", 2000)
    for number in range(8):
        library.apply(noted(library, 11, f"note {number}", number + 10))
        other.apply(noted(other, 12, f"note {number}", number + 30))
    assert len(journal.Journal(tmp_path / ".postil" / "journal").older()) > 1
    numbers = [1, 2, 3, *(number for turn in range(8) for number in (turn + 10, turn + 30))]
    for view in (library, other, reopened(library)):
        assert [operation.id for operation in operations_of(view)] == [
            key(500_000 + each) for each in numbers
        ]
    file_of(library).write_bytes(b"")
    assert [claim.note for claim in reopened(library).read(ARTICLE).claims] == ["note 7", "note 7"]


def test_a_journal_that_keeps_a_long_file_whole_is_not_begun_anew_with_every_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = filled(tmp_path)
    long = "".join(sha256(f"{number}".encode()).hexdigest() for number in range(500))
    library.apply(noted(library, 12, long, 4))
    monkeypatch.setattr(journal, "ROTATION", 2000)
    for number in range(12):
        library.apply(noted(library, 11, f"note {number}", number + 10))
    kept = journal.Journal(tmp_path / ".postil" / "journal")
    assert len(kept.older()) == 1
    file_of(library).write_bytes(b"")
    assert [claim.note for claim in reopened(library).read(ARTICLE).claims] == ["note 11", long]


def test_an_article_s_own_record_is_read_alone_where_the_library_wrote_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = filled(tmp_path)
    library.apply(opening(2, "The “tide”\n }: { of noon"))
    expected = [annotated.article for annotated in reopened(library).read_all()]
    with monkeypatch.context() as short:
        short.setattr(DiskLibrary, "_read", lambda *_: pytest.fail("all of it was read"))
        assert list(reopened(library).read_articles()) == expected
    tables = canonical.decode_tables(file_of(library).read_bytes())
    tables["claims"][key(12)]["note"] = "theirs"  # type: ignore[index, call-overload]
    file_of(library).write_bytes(canonical.line(tables))  # type: ignore[arg-type]
    assert list(reopened(library).read_articles()) == expected
    assert reopened(library).read(ARTICLE).claims[1].note == "theirs"
    shutil.rmtree(tmp_path / ".postil" / "journal")
    file_of(library).write_bytes(canonical.line(tables))  # type: ignore[arg-type]
    assert list(reopened(library).read_articles()) == expected


def test_older_journals_are_read_when_they_are_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = filled(tmp_path)
    monkeypatch.setattr(journal, "ROTATION", 2000)
    for number in range(12):
        library.apply(noted(library, 11 + number % 2, f"note {number}", number + 10))
    (newest, *_) = older = journal.Journal(tmp_path / ".postil" / "journal").older()
    for path in older[1:]:
        path.rename(path.with_suffix(".away"))
    newest.write_bytes(b"damaged")
    told = reopened(library).operations()
    assert next(told).id == key(500_021)
    for path in older:
        path.with_suffix(".away").replace(path) if path != newest else path.unlink()
    assert [made.id for made in told][-3:] == [key(500_003), key(500_002), key(500_001)]


def test_operations_that_name_something_are_found_in_every_journal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = filled(tmp_path)
    monkeypatch.setattr(journal, "ROTATION", 2000)
    for number in range(12):
        library.apply(noted(library, 11 + number % 2, f"note {number}", number + 10))
    for word in (key(500_001), key(500_021), "note 0", "nobody"):
        naming = [made.id for made in library.operations(word)]
        assert naming == [made.id for made in library.operations() if word in f"{made.id} {made.changes}"], (
            word
        )


@pytest.mark.parametrize(
    "wrong",
    [
        Change(SOURCES, None, claim(50)),
        Change(ARTICLE, None, source(50)),
        Change(ARTICLE, None, replace(claim(50), id="../x")),
        Change(key(77), None, claim(50)),
        Change(key(77), article(77), article(77)),
        Change(ARTICLE, None, replace(claim(50), extra={"x": float("inf")})),
        Change(ARTICLE, None, replace(claim(50), extra={"x": {1, 2}})),  # type: ignore[dict-item]
    ],
)
def test_what_cannot_be_kept_changes_nothing(tmp_path: Path, wrong: Change) -> None:
    library = filled(tmp_path)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    with pytest.raises(SaveFailed):
        library.apply(operation(4, adding(claim(40)), wrong))
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before
    library.apply(operation(5, adding(claim(41))))
    assert [claim.id for claim in library.read(ARTICLE).claims] == [key(11), key(12), key(41)]


def test_what_is_too_deep_to_be_read_again_is_not_written(tmp_path: Path) -> None:
    library = filled(tmp_path)
    deep: canonical.Document = {}
    for _ in range(70):
        deep = {"x": deep}
    with pytest.raises(SaveFailed, match="cannot be written"):
        library.apply(operation(4, adding(replace(claim(40), extra=deep))))
    for depth in range(50, 70):
        deep = {}
        for _ in range(depth):
            deep = {"x": deep}
        try:
            library.apply(operation(depth, adding(replace(claim(depth), extra=deep))))
        except SaveFailed:
            break
    assert operations_of(reopened(library))[-1].id == key(500_000 + depth - 1)
    assert reopened(library).read(ARTICLE).claims[-1].id == key(depth - 1)


def test_an_unreadable_record_is_not_overwritten(tmp_path: Path) -> None:
    library = filled(tmp_path)
    change = noted(library, 11, "lost?")
    shutil.rmtree(tmp_path / ".postil")  # a library that came from elsewhere: no journal knows better
    library = reopened(library)
    data = file_of(library).read_bytes()
    file_of(library).write_bytes(data.replace(b'"end": 11', b'"end": "11"', 1))
    with pytest.raises(SaveFailed, match="end: it is not a whole number"):
        library.apply(change)
    assert len(library.read(ARTICLE).claims) == 1
    assert "claims" in library.troubles[-1]


def test_what_is_not_there_is_told(tmp_path: Path) -> None:
    library = filled(tmp_path)
    with pytest.raises(LibraryError, match="holds no article"):
        library.read(key(404))
    with pytest.raises(LibraryError, match="is not in the library"):
        library.snapshot("0" * 64)


def test_an_article_whose_own_record_is_unreadable_is_passed_over(tmp_path: Path) -> None:
    library = filled(tmp_path)
    library.apply(opening(2, "The tide"))
    shutil.rmtree(tmp_path / ".postil")
    library = reopened(library)
    file_of(library).write_bytes(file_of(library).read_bytes().replace(b'"title": "', b'"titel": "'))
    with pytest.raises(LibraryError, match="title is missing"):
        library.read(ARTICLE)
    assert [annotated.article.id for annotated in library.read_all()] == [key(2)]
    assert "title is missing" in library.troubles[-1]


def test_a_folder_that_may_not_be_written_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    library = filled(tmp_path)
    change = noted(library, 11, "no")
    monkeypatch.setattr(os, "access", lambda *_: False)
    again = reopened(library)
    assert again.read(ARTICLE).claims
    assert "can only be read" in again.read_only
    with pytest.raises(SaveFailed, match="can only be read"):
        again.apply(change)


def test_a_folder_that_is_gone_is_told(tmp_path: Path) -> None:
    library = filled(tmp_path / "library")
    change = noted(library, 11, "later")
    (tmp_path / "library").rename(tmp_path / "away")
    with pytest.raises(SaveFailed, match="is not there any more"):
        library.apply(change)
    (tmp_path / "away").rename(tmp_path / "library")
    library.apply(change)


def test_a_library_that_was_unmounted_is_not_begun_anew(tmp_path: Path) -> None:
    library = filled(tmp_path / "library")
    change = noted(library, 11, "where?")
    (tmp_path / "library").rename(tmp_path / "away")
    (tmp_path / "library").mkdir()
    with pytest.raises(SaveFailed, match="not a postil library"):
        library.apply(change)
    assert list((tmp_path / "library").iterdir()) == []
    (tmp_path / "library").rmdir()
    (tmp_path / "away").rename(tmp_path / "library")
    library.apply(change)
    assert library.read(ARTICLE).claims[0].note == "where?"


def test_a_copy_beside_an_article_does_not_take_its_place(tmp_path: Path) -> None:
    library = filled(tmp_path)
    copy = tmp_path / "the-wall-at-saltmarsh-quay (conflict).json"
    copy.write_bytes(file_of(library).read_bytes())
    again = reopened(library)
    assert again.articles() == (ARTICLE,)
    again.apply(noted(again, 11, "in the right file"))
    assert b"in the right file" in file_of(library).read_bytes()
    assert b"in the right file" not in copy.read_bytes()
    assert "holds the same article" in again.troubles[-1]


def test_an_old_copy_whose_name_comes_first_does_not_take_an_article_s_place(tmp_path: Path) -> None:
    library = filled(tmp_path)
    (tmp_path / "aaa.json").write_bytes(file_of(library).read_bytes())
    library.apply(noted(library, 11, "newer than the copy"))
    for each in (library, reopened(library)):
        assert each.articles() == (ARTICLE,)
        assert each.read(ARTICLE).claims[0].note == "newer than the copy"
        assert next(each.read_all()).claims[0].note == "newer than the copy"
        assert each.files(ARTICLE)[-1] == file_of(library)
        assert "aaa.json holds the same article" in each.troubles[-1]
    assert not [each for each in library.examine() if each.severity is Severity.ERROR]


@pytest.mark.parametrize("name", ["aaa.json", "zzz.json"])
def test_of_two_files_with_one_article_the_same_is_read_and_written(tmp_path: Path, name: str) -> None:
    library = filled(tmp_path)
    opened = reopened(library)
    assert opened.articles() == (ARTICLE,)
    (tmp_path / name).write_bytes(file_of(library).read_bytes())
    for number, one in enumerate((opened, reopened(library), opened, reopened(library)), 11):
        one.apply(noted(one, 11, f"note {number}"))
        for other in (one, opened, reopened(library)):
            assert other.read(ARTICLE).claims[0].note == f"note {number}"
            assert next(other.read_all()).claims[0].note == f"note {number}"


def test_other_files_in_the_folder_are_left_alone(tmp_path: Path) -> None:
    library = filled(tmp_path)
    (tmp_path / "package.json").write_text('{"name": {"x": 1}}')
    (tmp_path / "broken.json").write_text("{")
    (tmp_path / "notes.txt").write_text("x")
    assert reopened(library).articles() == (ARTICLE,)


def test_another_postil_that_saves_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from filelock import FileLock

    library = filled(tmp_path)
    monkeypatch.setattr("postil.storage.files.lock.PATIENCE", 0.01)
    with FileLock(tmp_path / ".postil" / "lock"), pytest.raises(SaveFailed, match="Another postil"):
        library.apply(noted(library, 11, "later"))
    library.apply(noted(library, 11, "later"))


def test_a_new_article_has_its_own_record_first(tmp_path: Path) -> None:
    library = filled(tmp_path)
    library.apply(operation(4, adding(article(2, "Tide"), key(2)), adding(claim(51), key(2))))
    annotated = library.read(key(2))
    assert isinstance(annotated.article, Article)
    assert annotated.claims == (claim(51),)


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
def test_what_cannot_be_looked_at_is_an_error_of_the_library(tmp_path: Path) -> None:
    nowhere = "x" * 300  # too long a name for the system
    library = filled(tmp_path / "library")
    (library.folder / "sources.json").unlink()
    (library.folder / "texts").rename(tmp_path / "texts")
    for name in ("sources.json", "texts"):
        (library.folder / name).symlink_to(nowhere)
    with pytest.raises(LibraryError, match="cannot be looked at"):
        library.sources()
    with pytest.raises(LibraryError, match="cannot be looked at"):
        library.holds(SNAPSHOT.digest)
    with pytest.raises(LibraryError, match="cannot be looked at"):
        DiskLibrary.open(tmp_path / nowhere, Clock(), create=True)


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
def test_a_file_that_lies_elsewhere_is_read_and_not_written(tmp_path: Path) -> None:
    library = filled(tmp_path / "library")
    elsewhere = tmp_path / "tide.json"
    file_of(library).rename(elsewhere)
    file_of(library).symlink_to("../tide.json")
    before = elsewhere.read_bytes()
    library = reopened(library)
    with pytest.raises(SaveFailed, match=r"is a link to \.\./tide\.json") as refused:
        library.apply(noted(library, 11, "not written"))
    assert "link’s place" in refused.value.hint
    elsewhere.write_bytes(before.replace(b"\n", b"\r\n"))
    assert [known.note for known in reopened(library).read(ARTICLE).claims] == ["", ""]
    assert file_of(library).is_symlink()
    assert operations_of(library) == operations_of(reopened(library))
    elsewhere.replace(file_of(library))
    library.apply(noted(library, 11, "written"))
    assert library.read(ARTICLE).claims[0].note == "written"


def test_the_articles_of_a_text_are_found_without_decoding_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(tmp_path).apply(operation(4, adding(replace(article(2, "Another"), snapshots=()), key(2))))
    library = DiskLibrary.open(tmp_path, Clock())
    monkeypatch.setattr("postil.storage.files.canonical.decode", None)
    assert library.with_text(SNAPSHOT.digest) == (ARTICLE,)
    assert library.with_text("0" * 64) == ()


def test_an_article_whose_file_is_damaged_is_not_passed_over(tmp_path: Path) -> None:
    library = filled(tmp_path)
    file_of(library).write_bytes(b"{" + file_of(library).read_bytes())
    with pytest.raises(LibraryError, match="is damaged"):
        reopened(library).with_text(SNAPSHOT.digest)


def test_a_file_that_may_not_be_read_is_named_and_the_rest_works(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = filled(tmp_path)
    library.apply(opening(2, "The tide"))
    real = os.open

    def refusing(path: Any, *given: Any, **named: Any) -> int:
        if Path(path).name == "the-tide.json":
            raise PermissionError(errno.EACCES, "Permission denied")
        return real(path, *given, **named)

    monkeypatch.setattr(os, "open", refusing)
    again = reopened(library)
    assert [annotated.article.id for annotated in again.read_all()] == [ARTICLE]
    assert again.troubles == ("the-tide.json cannot be read: postil has no permission there.",)
    assert again.apply(noted(again, 11, "see the log")).changes
    errors = [finding for finding in again.examine() if finding.severity is Severity.ERROR]
    assert [(finding.where, "permission" in finding.what) for finding in errors] == [("the-tide.json", True)]
    monkeypatch.undo()
    assert again.articles() == (ARTICLE, key(2))


def test_what_was_written_here_is_read_without_being_parsed(tmp_path: Path) -> None:
    library = filled(tmp_path)
    library.apply(operation(9, adding(claim(13, "Two ships have landed."), ARTICLE)))
    with patch.object(canonical, "decode_tables", side_effect=AssertionError):
        found = library.read(ARTICLE)
    assert found == DiskLibrary.open(tmp_path, Clock()).read(ARTICLE)
    assert key(13) in found.claims_by_id


def test_what_others_wrote_meanwhile_is_parsed(tmp_path: Path) -> None:
    library, other = filled(tmp_path), DiskLibrary.open(tmp_path, Clock())
    library.apply(operation(9, adding(claim(13, "Two ships have landed."), ARTICLE)))
    other.apply(operation(10, adding(claim(14, "None has."), ARTICLE)))
    assert {key(13), key(14)} <= library.read(ARTICLE).claims_by_id.keys()
