"""A process that writes to a library until it is done or killed: `writing_process FOLDER FIRST COUNT [BROKEN]`.

Each operation touches two files: it marks a claim and adds a source with the same number. The number is
told on standard output once the operation is said to be on the disk.
"""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from postil.core.errors import SaveFailed
from postil.storage.disk_library import DiskLibrary
from tests.faults.broken import PROTOCOLS
from tests.unit.storage.samples import ARTICLE, Clock, adding, claim, operation, source

if TYPE_CHECKING:
    from postil.core.changes import Operation

FIRST_CLAIM = 1000
FIRST_SOURCE = 200_000
_TRIES = 12


def write(folder: Path, first: int, count: int, answers: int) -> None:
    """Applies `count` operations and writes a line to the descriptor `answers` after each."""
    library = DiskLibrary.open(folder, Clock())
    for number in range(first, first + count):
        marked = adding(claim(FIRST_CLAIM + number, f"note {number}"), ARTICLE)
        cited = adding(replace(source(FIRST_SOURCE + number), key=f"courier{number}"))
        _applied(library, operation(1000 + number, marked, cited))
        os.write(answers, b"%d\n" % number)


def _applied(library: DiskLibrary, asked: Operation) -> None:
    """Tries again, as a reader would, when the others kept the lock for too long on a busy machine."""
    for left in reversed(range(_TRIES)):
        try:
            library.apply(asked)
        except SaveFailed as error:
            if not left or "Another postil" not in error.what:
                raise
        else:
            return


def numbers(folder: Path) -> set[int]:
    """The operations that a library holds, all of them whole."""
    library = DiskLibrary.open(folder, Clock())
    marked = {claim.note for claim in library.read(ARTICLE).claims if claim.note.startswith("note ")}
    cited = {source.key for source in library.sources()}
    found = {int(note.removeprefix("note ")) for note in marked}
    assert cited == {f"courier{number}" for number in found}, "an operation is there only in part"
    return found


if __name__ == "__main__":
    if broken := "".join(sys.argv[4:]):
        PROTOCOLS[broken](Path(sys.argv[1]))
    write(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), sys.stdout.fileno())
