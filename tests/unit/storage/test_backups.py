from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from zipfile import ZipFile

from postil.core.ids import stamp
from postil.storage.backups import backups, superseded
from tests.unit.storage.samples import Clock, claim, filled, key, noted, operation

if TYPE_CHECKING:
    from pathlib import Path


def _name(instant: datetime) -> str:
    return stamp(instant).replace(":", "-") + ".zip"


def test_backups_thin_out_with_age() -> None:
    now = datetime(2031, 5, 4, 12, tzinfo=UTC)
    hourly = [now - timedelta(hours=hour) for hour in range(24 * 400)]
    names = {_name(instant) for instant in hourly}
    kept = names - superseded(names, stamp(now))
    young = {_name(instant) for instant in hourly if now - instant <= timedelta(hours=48)}
    assert young <= kept
    assert len(young) == 49
    days = {name[:10] for name in kept if name[:10] < "2031-05-02" and name[:10] > "2031-04-04"}
    assert len(days) == 27
    assert len(kept) < 49 + 30 + 14
    assert {name[:7] for name in names} == {name[:7] for name in kept}


def test_the_last_of_a_day_is_kept_and_strangers_stay() -> None:
    names = ["2031-05-01T08-00-00.000000Z.zip", "2031-05-01T20-00-00.000000Z.zip", "mine.zip"]
    assert superseded(names, "2031-05-04T12:00:00.000000Z") == {names[0]}


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
