from __future__ import annotations

import errno
import shutil
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, TypeAlias

import pytest

from postil.core.changes import SOURCES, Change
from postil.core.errors import SaveFailed
from postil.core.findings import Severity
from postil.core.model import Reading
from postil.core.target import Anchoring, Placement, Target
from postil.storage.disk_library import DiskLibrary
from postil.storage.files.atomic import Replacement
from postil.storage.files.texts import packed, text_path
from tests.fakes import operations_of
from tests.unit.storage.samples import (
    ARTICLE,
    NOON,
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
    target,
    text,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from postil.core.annotated import Annotated
    from postil.core.model import Record


def errors(library: DiskLibrary) -> list[str]:
    return [finding.what for finding in library.examine() if finding.severity is Severity.ERROR]


def without_journal(library: DiskLibrary) -> DiskLibrary:
    shutil.rmtree(library.folder / ".postil" / "journal")
    return reopened(library)


def kept(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file() and path.suffix != ".zip"}


def test_a_sound_library_is_left_as_it_is_but_for_a_backup(tmp_path: Path) -> None:
    library = filled(tmp_path)
    before = kept(tmp_path)
    assert library.upkeep.repair() == []
    assert kept(tmp_path) == before
    assert library.upkeep.backups()[-1].why == "before a repair"


def test_a_damaged_bibliography_comes_back_from_the_journal(tmp_path: Path) -> None:
    library = filled(tmp_path)
    sources = tmp_path / "sources.json"
    before = sources.read_bytes()
    sources.write_bytes(b"{")
    assert library.upkeep.repair() == [
        "sources.json was missing or damaged and was put back from the journal."
    ]
    assert sources.read_bytes() == before
    assert any(path.read_bytes() == b"{" for path in (tmp_path / ".postil" / "damaged").iterdir())


@pytest.mark.parametrize("damage", [None, b"", b'{"article": {', b"\0" * 100])
def test_without_a_journal_files_come_back_from_the_newest_backup(
    tmp_path: Path, damage: bytes | None
) -> None:
    library = filled(tmp_path)
    library.apply(noted(library, 11, "in the backup"))
    library.backup()
    sound = file_of(library).read_bytes(), (tmp_path / "sources.json").read_bytes()
    library.apply(noted(library, 11, "lost"))
    for path in (file_of(library), tmp_path / "sources.json"):
        path.unlink()
        if damage is not None:
            path.write_bytes(damage)
    library = without_journal(library)
    told = library.upkeep.repair()
    state = "missing" if damage is None else "damaged"
    assert [line.partition(" and was put back from the backup of 2031-05-04 09:30:")[0] for line in told] == [
        f"sources.json was {state}",
        f"{file_of(library).name} was {state}",
    ]
    assert all("what was changed after that is not in it" in line for line in told)
    assert (file_of(library).read_bytes(), (tmp_path / "sources.json").read_bytes()) == sound
    assert errors(library) == []
    assert reopened(library).read(ARTICLE).claims[0].note == "in the backup"
    assert reopened(library).troubles == ()


def test_an_unreadable_backup_is_passed_over_and_so_is_another_library_s(tmp_path: Path) -> None:
    library = filled(tmp_path / "library")
    good = library.backup()
    other = filled(tmp_path / "other").backup()
    shutil.copy(other, good.with_name("2031-05-05T00-00-00.000000Z.zip"))
    good.with_name("2031-05-06T00-00-00.000000Z.zip").write_bytes(good.read_bytes()[:300])
    before = file_of(library).read_bytes()
    file_of(library).unlink()
    library = without_journal(library)
    library.upkeep.repair()
    assert file_of(library).read_bytes() == before


def test_a_renamed_article_is_not_missing(tmp_path: Path) -> None:
    library = filled(tmp_path)
    library.backup()
    file_of(library).rename(tmp_path / "renamed.json")
    library = without_journal(library)
    assert library.upkeep.repair() == []
    assert not file_of(library).exists()


def test_what_nobody_holds_stays_and_stays_told(tmp_path: Path) -> None:
    library = filled(tmp_path)
    shutil.rmtree(tmp_path / ".postil" / "backup")
    file_of(library).write_bytes(b"{")
    library = without_journal(library)
    assert library.upkeep.repair() == []
    assert file_of(library).read_bytes() == b"{"
    assert any("It is damaged" in what for what in errors(library))


def test_a_quoted_source_comes_out_of_the_trash(tmp_path: Path) -> None:
    library = filled(tmp_path)
    library.apply(operation(4, Change(ARTICLE, evidence(21, 11), replace(evidence(21, 11), deleted=NOON))))
    library.apply(operation(5, Change(SOURCES, source(31), replace(source(31), deleted=NOON))))
    trashed = library.read(ARTICLE)
    assert library.upkeep.repair() == []  # the evidence is in the trash too
    path = file_of(library)
    path.write_bytes(path.read_bytes().replace(f'"deleted": "{NOON}",\n'.encode(), b""))
    shutil.rmtree(tmp_path / ".postil")  # with the journal it would pass for an old copy
    library = reopened(library)
    assert library.read(ARTICLE) != trashed
    assert errors(library)
    assert library.upkeep.repair() == [
        "The source “courier2031” was taken out of the trash, since evidence quotes it."
    ]
    assert errors(library) == []
    assert operations_of(library)[-1].creator == "postil"


def test_what_was_purged_stays_purged(tmp_path: Path) -> None:
    library = filled(tmp_path)
    sources = tmp_path / "sources.json"
    bare = replace(source(31), csl={}, deleted=NOON)
    library.apply(operation(4, Change(ARTICLE, evidence(21, 11), replace(evidence(21, 11), deleted=NOON))))
    library.apply(operation(5, Change(SOURCES, source(31), bare)))
    file_of(library).write_bytes(
        file_of(library).read_bytes().replace(f'"deleted": "{NOON}",\n'.encode(), b"")
    )
    library = reopened(library)
    before = sources.read_bytes()
    assert library.upkeep.repair() == []
    assert sources.read_bytes() == before


@pytest.mark.parametrize("journal", ["kept", "lost"])
def test_a_source_that_vanished_comes_back(tmp_path: Path, journal: str) -> None:
    library = filled(tmp_path)
    library.backup()
    sources = tmp_path / "sources.json"
    sources.write_bytes(b'{\n "sources": {}\n}\n')
    library = without_journal(library) if journal == "lost" else reopened(library)
    assert errors(library)
    (line,) = library.upkeep.repair()
    assert ("from the journal" in line) == (journal == "kept")
    assert ("from the backup of 2031-05-04" in line) == (journal == "lost")
    assert reopened(library).sources() == (source(31),)
    assert errors(library) == []


def test_a_source_whose_key_is_no_text_keeps_nothing_from_being_repaired(tmp_path: Path) -> None:
    library = filled(tmp_path)
    shutil.rmtree(tmp_path / ".postil")  # nobody knows any more what it was
    sources = tmp_path / "sources.json"
    sources.write_bytes(sources.read_bytes().replace(b'"key": "courier2031"', b'"key": ["courier2031"]'))
    library = reopened(library)
    library.apply(operation(9, adding(replace(source(32), key="ferry1931"))))
    assert library.upkeep.repair() == []
    assert any("courier2031" in what for what in errors(library))


@pytest.mark.parametrize("gone", ["", NOON])
def test_evidence_follows_a_source_whose_key_was_changed(tmp_path: Path, gone: str) -> None:
    library = filled(tmp_path)
    library.apply(operation(5, Change(ARTICLE, evidence(21, 11), replace(evidence(21, 11), deleted=gone))))
    library.apply(operation(4, Change(SOURCES, source(31), replace(source(31), key="courier"))))
    (line,) = library.upkeep.repair()
    assert "“courier2031” quotes “courier” now" in line
    assert [known.key for known in library.sources()] == ["courier"]
    (piece,) = library.read(ARTICLE).evidence
    assert (piece.source, piece.deleted) == ("courier", gone)
    assert errors(library) == []


Damage: TypeAlias = "Callable[[Annotated], Record]"

DAMAGES: dict[str, Damage] = {
    "no hash": lambda held: replace(held.claims[0], target=replace(target(), snapshot="text")),
    "other words": lambda held: replace(held.claims[0], target=wrong_words()),
    "no reading": lambda held: replace(held.article, snapshots=(Reading("text", NOON),)),
    "no claim": lambda held: replace(held.evidence[0], claim=key(77)),
    "an earlier place": lambda held: replace(
        held.claims[0], target=replace(target(), history=(Placement("text", target().selectors),))
    ),
}


def wrong_words() -> Target:
    return replace(target(), selectors=(replace(target().selectors[0], exact="mayor s"),))


@pytest.mark.parametrize("name", DAMAGES)
@pytest.mark.parametrize("gone", ["", NOON])
def test_what_cannot_be_right_is_again_as_the_journal_last_had_it(
    tmp_path: Path, name: str, gone: str
) -> None:
    library = filled(tmp_path)
    library.apply(noted(library, 11, "kept"))
    library.apply(operation(8, Change(ARTICLE, article(), replace(article(), deleted=gone))))
    before = library.read(ARTICLE)
    damaged = DAMAGES[name](before)
    old = next(record for record in records(before) if record.id == damaged.id)
    library.apply(operation(9, Change(ARTICLE, old, replace(damaged, modified=NOON))))
    library.apply(
        operation(10, Change(ARTICLE, article(), replace(article(), title="Another", deleted=gone)))
    )
    assert errors(library)
    (line,) = library.upkeep.repair()
    assert "is again as the journal last had it right" in line
    assert errors(library) == []
    after = library.read(ARTICLE)
    assert [without_stamp(record) for record in records(after)] == [
        without_stamp(record) for record in records(replace(before, article=after.article))
    ]
    assert after.article.snapshots == before.article.snapshots
    assert (after.article.title, after.article.deleted) == ("Another", gone)
    assert library.upkeep.repair() == []


def records(held: Annotated) -> tuple[Record, ...]:
    return (held.article, *held.claims, *held.evidence)


def without_stamp(record: Record) -> Record:
    return replace(record, modified="")


def test_a_repair_takes_nothing_back_that_is_right(tmp_path: Path) -> None:
    library = filled(tmp_path)
    moved = target(12, 18).anchored_anew("text", target().selectors, Anchoring.ANCHORED)
    later_place = replace(moved, snapshot=SNAPSHOT.digest, selectors=target(20, 26).selectors)
    library.apply(operation(4, Change(ARTICLE, claim(11), replace(claim(11), target=moved))))
    library.apply(
        operation(
            5,
            Change(
                ARTICLE,
                replace(claim(11), target=moved),
                replace(
                    claim(11),
                    target=replace(later_place, history=moved.places),
                ),
            ),
        )
    )
    before = file_of(library).read_bytes()
    assert library.upkeep.repair() == []
    assert file_of(library).read_bytes() == before


def test_a_text_comes_back_from_a_backup_that_holds_it(tmp_path: Path) -> None:
    library = filled(tmp_path)
    path = text_path(tmp_path, SNAPSHOT.digest)
    path.unlink()
    shutil.rmtree(tmp_path / ".postil" / "texts")
    assert library.upkeep.repair() == []
    path.write_bytes(packed(SNAPSHOT))
    library.upkeep.archive(tmp_path / ".postil" / "backup" / "whole.zip")
    path.write_bytes(packed(text(2)))
    assert library.upkeep.repair() == [
        f"The text {SNAPSHOT.digest[:12]} was missing or damaged and was put back from the backup “whole.zip”."
    ]
    assert library.snapshot(SNAPSHOT.digest) == SNAPSHOT
    assert errors(library) == []


def test_a_missing_text_can_be_kept_again(tmp_path: Path) -> None:
    library = filled(tmp_path)
    text_path(tmp_path, SNAPSHOT.digest).unlink()
    shutil.rmtree(tmp_path / ".postil" / "texts")
    library.upkeep.keep_text(SNAPSHOT)
    assert library.snapshot(SNAPSHOT.digest) == SNAPSHOT


def test_a_repair_removes_no_record(tmp_path: Path) -> None:
    library = filled(tmp_path)
    library.apply(opening(2, "The tide"))
    library.backup()
    assert isinstance(library._clock, Clock)
    library._clock.now += timedelta(days=1)
    library.apply(operation(6, adding(claim(13))))
    (tmp_path / "the-tide.json").unlink()
    library = without_journal(library)
    library.upkeep.repair()
    assert [known.id for known in library.read(ARTICLE).claims] == [key(11), key(12), key(13)]
    assert library.articles() == (key(1), key(2))


def test_a_disk_that_refuses_is_told_after_what_was_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = filled(tmp_path)
    library.backup()
    before = file_of(library).read_bytes()
    for path in (file_of(library), tmp_path / "sources.json"):
        path.write_bytes(b"{")
    library = without_journal(library)
    real = Replacement.exchange

    def exchange(replacement: Replacement, expected: bytes | None) -> bool:
        if replacement.path == file_of(library):
            raise OSError(errno.ENOSPC, "full")
        return real(replacement, expected)

    with monkeypatch.context() as patched:
        patched.setattr(Replacement, "exchange", exchange)
        told = library.upkeep.repair()
    assert [told[0][:12], told[1:]] == ["sources.json", ["Nothing more was put back: the disk is full."]]
    assert file_of(library).read_bytes() == b"{"
    assert len(library.upkeep.repair()) == 1
    assert file_of(library).read_bytes() == before


def test_a_repair_that_cannot_back_up_does_nothing(tmp_path: Path) -> None:
    library = filled(tmp_path)
    shutil.rmtree(tmp_path / ".postil" / "backup")
    (tmp_path / ".postil" / "backup").write_text("in the way")
    (tmp_path / "sources.json").write_bytes(b"{")
    with pytest.raises(SaveFailed):
        library.upkeep.repair()
    assert (tmp_path / "sources.json").read_bytes() == b"{"


@pytest.mark.parametrize("with_journal", [True, False])
def test_what_a_copy_beside_an_article_holds_is_taken_in(tmp_path: Path, *, with_journal: bool) -> None:
    library = filled(tmp_path / "ours")
    shutil.copytree(library.folder, tmp_path / "theirs")
    old = file_of(library).read_bytes()
    other = DiskLibrary.open(tmp_path / "theirs", Clock())
    library.apply(noted(library, 11, "ours"))
    library.apply(operation(70, adding(claim(70, "new here"))))
    other.apply(noted(other, 11, "theirs"))
    other.apply(noted(other, 12, "theirs alone"))
    other.apply(operation(71, adding(claim(71, "new there"))))
    second = (
        "the-wall-2.json" if with_journal else "the-wall 2.json"
    )  # nothing else tells which is the article's own
    copies = {"the-wall (conflicted copy).json": file_of(other).read_bytes(), second: old}
    for name, data in copies.items():
        (library.folder / name).write_bytes(data)
    (library.folder / "the-wall (damaged).json").write_bytes(old[:-9])
    library = reopened(library) if with_journal else without_journal(library)
    told = [line for line in library.upkeep.repair() if "can be removed" in line]
    assert [
        name for name in sorted(copies) if any(line.startswith(f"All that {name}") for line in told)
    ] == sorted(copies)
    claims = library.read(ARTICLE).claims_by_id
    first = claims[key(11)]
    assert {first.note, *(conflict.value for conflict in first.conflicts)} == {"ours", "theirs"}
    assert [claims[key(number)].note for number in (12, 70, 71)] == ["theirs alone", "new here", "new there"]
    assert not any("put back" in line for line in library.troubles)
    assert [line for line in library.troubles if "was taken into" in line]
    before = file_of(library).read_bytes()
    library.upkeep.repair()
    assert file_of(library).read_bytes() == before
    assert {name: (library.folder / name).read_bytes() for name in copies} == copies
