from __future__ import annotations

import errno
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest

from postil.core.errors import SaveFailed
from postil.core.ids import stamp
from postil.storage.disk_library import DiskLibrary
from postil.storage.journal.backups import backups, described, superseded
from tests.unit.storage.samples import Clock, claim, filled, key, noted, opening, operation

if TYPE_CHECKING:
    from pathlib import Path


def _name(instant: datetime) -> str:
    return stamp(instant).replace(":", "-") + ".zip"


def test_backups_thin_out_with_age() -> None:
    now = datetime(2031, 5, 4, 12, tzinfo=UTC)
    hourly = [now - timedelta(hours=hour) for hour in range(24 * 400)]
    names = {_name(instant) for instant in hourly}
    kept = names - superseded(names, stamp(now)).keys()
    young = {_name(instant) for instant in hourly if now - instant <= timedelta(hours=48)}
    assert young <= kept
    assert len(young) == 49
    days = {name[:10] for name in kept if name[:10] < "2031-05-02" and name[:10] > "2031-04-04"}
    assert len(days) == 27
    assert len(kept) < 49 + 30 + 52 + 12 + 14
    assert {name[:7] for name in names} == {name[:7] for name in kept}


@pytest.mark.parametrize("year", [1970, 2160])
def test_a_clock_that_is_wrong_keeps_no_backup_from_the_disk(tmp_path: Path, year: int) -> None:
    DiskLibrary.open(tmp_path, Clock(datetime(year, 5, 4, tzinfo=UTC)), create=True).apply(opening())
    (copy,) = backups(tmp_path / ".postil")
    assert ZipFile(copy).testzip() is None


def test_the_last_of_a_day_is_kept_and_strangers_stay() -> None:
    names = ["2031-05-01T08-00-00.000000Z.zip", "2031-05-01T20-00-00.000000Z.zip", "mine.zip"]
    assert superseded(names, "2031-05-04T12:00:00.000000Z") == {names[0]: names[1]}


def test_a_backup_holds_every_file(tmp_path: Path) -> None:
    library = filled(tmp_path)
    path = library.backup()
    with ZipFile(path) as archive:
        assert archive.testzip() is None
        assert set(archive.namelist()) == {
            ".postil-library",
            "sources.json",
            "the-wall-at-saltmarsh-quay.json",
        }
        for name in archive.namelist():
            assert archive.read(name) == (tmp_path / name).read_bytes()


def test_the_first_write_of_a_day_is_preceded_by_a_backup(tmp_path: Path) -> None:
    library = filled(tmp_path)
    private = tmp_path / ".postil"
    assert len(backups(private)) == 1
    assert isinstance(library._clock, Clock)
    library._clock.now += timedelta(days=1)
    library.apply(noted(library, 11, "the next day"))
    library.apply(noted(library, 11, "and again"))
    assert len(backups(private)) == 2
    with ZipFile(backups(private)[-1]) as archive:
        assert b"the next day" not in archive.read("the-wall-at-saltmarsh-quay.json")


def test_a_backup_that_fails_keeps_no_change_from_the_disk(tmp_path: Path) -> None:
    library = filled(tmp_path)
    assert isinstance(library._clock, Clock)
    library._clock.now += timedelta(days=1)
    for backup in backups(tmp_path / ".postil"):
        backup.unlink()
    (tmp_path / ".postil" / "backup").rmdir()
    (tmp_path / ".postil" / "backup").write_text("in the way")
    library.apply(operation(4, *(noted(library, 11, "kept").changes)))
    assert library.read(key(1)).claims[0] != claim(11)
    assert "backup could not be made" in library.troubles[-1]


def test_a_backup_says_when_and_why(tmp_path: Path) -> None:
    library = filled(tmp_path)
    path = library.backup("before a purge")
    told = described(path)
    assert (told.path, told.why, told.size) == (path, "before a purge", path.stat().st_size)
    assert told.time.replace(":", "-") + ".zip" == path.name
    assert [backup.why for backup in library.upkeep.backups()] == [
        "first change of the day",
        "before a purge",
    ]
    path.write_bytes(b"no archive")
    assert described(path).why == "it cannot be read"
    stray = path.with_name("mine.zip")
    stray.write_bytes(b"")
    assert described(stray).time == ""


def test_an_old_backup_stays_where_the_later_one_cannot_be_read(tmp_path: Path) -> None:
    library = filled(tmp_path)
    private = tmp_path / ".postil"
    first = library.backup()
    second = library.backup()
    assert isinstance(library._clock, Clock)
    library._clock.now += timedelta(days=4)
    sound = second.read_bytes()
    second.write_bytes(sound[:200] + b"\0" + sound[201:])
    third = library.backup()
    assert {first, second, third} < set(backups(private))
    second.write_bytes(sound)
    fourth = library.backup()
    assert set(backups(private)) == {second, third, fourth}


def test_what_a_killed_backup_left_goes_with_the_next_one(tmp_path: Path) -> None:
    library = filled(tmp_path)
    left = tmp_path / ".postil" / "backup" / ".2031.zip.abc.postil-new"
    left.write_bytes(b"half")
    library.backup()
    assert not left.exists()


def test_a_backup_that_is_refused_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = filled(tmp_path)
    before = sorted(tmp_path.rglob("*"))

    def refuse(_: int) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr("postil.storage.journal.backups.sync", refuse)
    with pytest.raises(SaveFailed, match="the disk is full"):
        library.backup()
    assert sorted(tmp_path.rglob("*")) == before
