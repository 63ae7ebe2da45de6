"""A process that restores a backup and is killed: `restoring_process FOLDER STEPS`.

It kills a child in place of its first step that changes the disk, then another one in place of the second, and
so on until one is done. Each library must then hold what it held before or what the backup holds, all of it. It must
go on working, and end with the backup's content when it is restored once more.
"""

from __future__ import annotations

import os
import signal
import sys
from dataclasses import replace
from functools import partial
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

import postil.storage.care.upkeep
import postil.storage.writing.writing  # noqa: F401 - loaded once, before the children are made
from postil.storage.disk_library import DiskLibrary
from postil.storage.journal.journal import Journal, digest
from tests.faults.children import child
from tests.faults.disk import Call, Disk
from tests.unit.storage.samples import (
    ARTICLE,
    SNAPSHOT,
    Clock,
    adding,
    claim,
    filled,
    key,
    noted,
    opening,
    operation,
    source,
)

if TYPE_CHECKING:
    from collections.abc import Callable


def files_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.glob("*.json")}


def prepared(folder: Path) -> tuple[Path, dict[str, bytes], dict[str, bytes]]:
    """A library in `folder`, its backup, its files then, and as they are after more changes."""
    library = filled(folder)
    library.apply(opening(2, "The tide"))
    archive = folder.parent / f"{folder.name}.zip"
    library.upkeep.archive(archive)
    then = files_of(folder)
    library.apply(noted(library, 11, "after the backup"))
    library.apply(operation(6, adding(claim(13)), adding(replace(source(32), key="tide2031"))))
    (folder / "the-tide.json").unlink()
    (folder / "texts" / f"{SNAPSHOT.digest}.json.z").unlink()
    DiskLibrary.open(folder, Clock())
    return archive, then, files_of(folder)


def check(folder: Path, archive: Path, then: dict[str, bytes], now: dict[str, bytes]) -> None:
    library = DiskLibrary.open(folder, Clock())
    assert {annotated.article.id for annotated in library.read_all()} == {ARTICLE, key(2)}
    library.sources()
    found = files_of(folder)
    assert found in (then, now), "it is neither as before nor as in the backup"
    assert not [line for line in library.troubles if "does not hold all of it" in line]
    again = DiskLibrary.open(folder, Clock())
    assert files_of(folder) == found, "another opening made something else of it"
    again.apply(operation(9, adding(claim(50, "goes on"))))
    assert "goes on" in {claim.note for claim in DiskLibrary.open(folder, Clock()).read(ARTICLE).claims}
    again.upkeep.restore(archive)
    assert files_of(folder) == then
    assert again.snapshot(SNAPSHOT.digest) == SNAPSHOT
    journal = Journal(folder / ".postil" / "journal")
    journal.refresh()
    assert {name: journal.known[name] for name in then} == {name: digest(data) for name, data in then.items()}


def restored(folder: Path, archive: Path, step: int, tell: Callable[[str], None]) -> None:
    """Restores, and is killed in place of its `step`-th call that touches the library."""
    made = count(1)

    def hand(call: Call) -> Any:
        if next(made) == step:
            os.kill(os.getpid(), signal.SIGKILL)
        return call.do()

    Disk(folder, hand)
    DiskLibrary.open(folder, Clock()).upkeep.restore(archive)
    tell("1")


def kill_at_each_step(where: Path, steps: int) -> int:
    for step in range(1, steps + 1):
        folder = where / str(step)
        archive, then, now = prepared(folder)

        done = child(partial(restored, folder, archive, step)).numbers
        if done:
            assert files_of(folder) == then
        check(folder, archive, then, now)
        if done:
            return step
    raise AssertionError("a restore has more steps than that")


if __name__ == "__main__":
    sys.stdout.write(f"{kill_at_each_step(Path(sys.argv[1]), int(sys.argv[2]))}\n")
