"""What another program wrote goes to the disk in one step with the change that met it."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from postil.core.errors import SaveFailed
from postil.core.findings import Severity
from postil.storage.disk_library import DiskLibrary
from postil.storage.files import canonical
from postil.storage.files.atomic import Replacement
from postil.storage.journal import recovery
from postil.storage.journal.journal import Journal
from tests.unit.storage.samples import (
    ARTICLE,
    Clock,
    adding,
    claim,
    file_of,
    filled,
    noted,
    operation,
    source,
)

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def library(tmp_path: Path) -> DiskLibrary:
    """A library of which another program has changed one note and one source's key."""
    library = filled(tmp_path / "annotations")
    library.apply(noted(library, 11, "ours"))
    for path, old, new in (
        (file_of(library), b'"ours"', b'"theirs"'),
        (library.folder / "sources.json", b'"courier2031"', b'"courier2032"'),
    ):
        data = path.read_bytes().replace(b"\n", b"")
        path.write_bytes(data.replace(old, new))
    return library


def _notes(library: DiskLibrary) -> set[str]:
    return {each.note for each in library.read(ARTICLE).claims} - {""}


def _keys(library: DiskLibrary) -> set[str]:
    return {each.key for each in library.sources()}


def _is_rebuilt(library: DiskLibrary, name: str) -> bool:
    kept = Journal(library.folder / ".postil" / "journal")
    kept.refresh()
    tables = recovery.rebuilt(name, kept)
    return tables is not None and canonical.encode_tables(tables) == (library.folder / name).read_bytes()


def test_a_file_is_written_once_and_both_are_in_the_history(
    library: DiskLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    placed: list[str] = []
    exchange = Replacement.exchange

    def noting(self: Replacement, expected: bytes | None) -> bool:
        placed.append(self.path.name)
        return exchange(self, expected)

    monkeypatch.setattr(Replacement, "exchange", noting)
    library.apply(operation(60, adding(claim(60, "new"))))
    assert placed == [file_of(library).name]
    assert _notes(library) == {"theirs", "new"}
    assert [each.label for each in library.operations()][:2] == ["a gesture", "change from outside"]
    assert _is_rebuilt(library, file_of(library).name)
    assert any("1 record taken in" in line for line in library.troubles)


def test_a_file_that_the_change_only_looks_into_is_written_too(library: DiskLibrary) -> None:
    library.apply(operation(60, adding(source(60))))
    assert _keys(library) == {"courier2031", "courier2032"}
    assert _is_rebuilt(library, "sources.json")
    assert _notes(library) == {"theirs"}


def test_both_are_there_when_it_stops_behind_the_journal_s_line(
    library: DiskLibrary, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = tmp_path / "copy" / "annotations"

    def stopped(self: Replacement, expected: bytes | None) -> None:
        shutil.copytree(library.folder, copy)
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as broken:
        broken.setattr(Replacement, "exchange", stopped)
        with pytest.raises(SaveFailed):
            library.apply(operation(60, adding(claim(60, "new")), adding(source(61))))
    after = DiskLibrary.open(copy, Clock())
    assert _notes(after) == {"theirs", "new"}
    assert _keys(after) == {"courier2031", "courier2032"}
    assert not [each for each in after.examine() if each.severity is Severity.ERROR]
    assert _notes(library) == {"theirs"}, "what was refused was taken back, and theirs stays news"
    assert _keys(library) == {"courier2032"}


def test_of_a_journal_that_was_begun_anew_the_file_can_be_rebuilt(
    library: DiskLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("postil.storage.journal.journal.ROTATION", 1)
    library.apply(operation(60, adding(claim(60, "new"))))
    assert _notes(library) == {"theirs", "new"}
    assert _is_rebuilt(library, file_of(library).name)
