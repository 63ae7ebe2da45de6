"""Several processes that write to one library at once, with others that kill them or do not ask."""

from __future__ import annotations

import subprocess
import sys
import time
from dataclasses import dataclass, field
from random import Random
from threading import Thread
from typing import TYPE_CHECKING

from postil.core.errors import LibraryError
from postil.storage.disk_library import DiskLibrary
from tests.faults.outside import OWN
from tests.faults.tally import Tally, Verdict
from tests.faults.writing_process import numbers
from tests.unit.storage.samples import ARTICLE, Clock, adding, claim, file_of, opening, operation

if TYPE_CHECKING:
    from pathlib import Path

    from postil.core.model import Claim

FIRST_OWN = 400
OWN_CLAIMS = 5
_BETWEEN_KILLS = 20


@dataclass
class _Writer:
    """A process that was asked to apply so many operations, with the numbers that it told."""

    process: subprocess.Popen[str]
    asked: int = 0
    told: list[str] = field(default_factory=list)
    errors: str = ""

    def finish(self) -> None:
        """Waits for its end."""
        out, errors = self.process.stdout, self.process.stderr
        assert self.process.stdin and out and errors  # noqa: PT018 - they are pipes
        self.process.stdin.close()
        self.told.extend(line.rstrip("\n") for line in out if line.endswith("\n"))
        self.errors = errors.read()
        self.process.wait()


def writers(
    folder: Path,
    number: int,
    seed: int,
    *,
    processes: int,
    outside: bool = False,
    killing: bool = False,
    broken: str = "",
) -> Tally:
    """Lets so many processes apply so many operations each, at once.

    Args:
        folder: Where the library is made.
        number: How many operations each.
        seed: Of the kills and of the program outside.
        processes: How many.
        outside: Whether a program replaces the article's file meanwhile.
        killing: Whether a process is killed now and then, and another started in its place.
        broken: What breaks the protocol first, for a test of these tests.
    """
    name = "writers" + (", a program outside" if outside else "") + (", kills" if killing else "")
    tally = Tally(name)
    library = DiskLibrary.open(folder, Clock(), create=True)
    library.apply(opening())
    if outside:
        own = (adding(claim(FIRST_OWN + at, f"{OWN} 0.{at}"), ARTICLE) for at in range(OWN_CLAIMS))
        library.apply(operation(3, *own))
    other = _started("outside", file_of(library), seed) if outside else None
    working = [_writing(folder, at * number, number, broken) for at in range(processes)]
    _finish(working, folder, Random(seed) if killing else None)  # noqa: S311 - the same each time
    notes = _stopped(other) if other else {}
    told = {int(line) for writer in working for line in writer.told}
    tally.acknowledged = len(told)
    tally.faults = sum(1 for writer in working if writer.process.returncode < 0) + len(working)
    for writer in working:
        if writer.process.returncode > 0:
            tally.count(Verdict("stuck", writer.errors[-300:]), "a writer ended")
    tally.count(_compared(folder, told, notes, killing=killing), f"{len(told)} operations")
    return tally


def _started(module: str, *arguments: object) -> _Writer:
    command = [sys.executable, "-m", f"tests.faults.{module}", *map(str, arguments)]
    pipe = subprocess.PIPE
    return _Writer(subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, text=True))


def _writing(folder: Path, first: int, count: int, broken: str = "") -> _Writer:
    writer = _started("writing_process", folder, first, count, broken)
    writer.asked = count
    return writer


def _finish(working: list[_Writer], folder: Path, random: Random | None) -> None:
    """Waits for all of them; with `random` kills one now and then, and another one does what it had left.

    Between two kills some operations are told, so that it comes to an end however slow they are.
    """
    threads = [Thread(target=writer.finish) for writer in working]
    for thread in threads:
        thread.start()
    due = 0
    while random and any(thread.is_alive() for thread in threads):
        time.sleep(random.uniform(0.2, 0.6))
        known = sum(len(writer.told) for writer in working)
        living = [writer for writer in working if writer.process.poll() is None]
        if known < due or len(living) < 2:
            continue
        due = known + random.randint(1, _BETWEEN_KILLS)
        victim = random.choice(living)
        victim.process.kill()
        left = max(victim.asked - len(victim.told), 1)
        working.append(_writing(folder, sum(writer.asked for writer in working), left))
        threads.append(Thread(target=working[-1].finish))
        threads[-1].start()
    for thread in threads:
        thread.join()


def _stopped(other: _Writer) -> dict[str, str]:
    """Ends the program outside; the last note that it gave each claim."""
    other.finish()
    assert not other.process.returncode, other.errors
    return dict(line.split(" ", 1) for line in other.told)


def _values(known: Claim) -> list[object]:
    """The claim's note, and what is kept beside it until somebody decides."""
    return [known.note, *(conflict.value for conflict in known.conflicts)]


def _compared(folder: Path, told: set[int], notes: dict[str, str], *, killing: bool) -> Verdict:
    try:
        found = numbers(folder)
        claims = DiskLibrary.open(folder, Clock()).read(ARTICLE).claims_by_id
    except LibraryError as error:
        return Verdict("unreadable", str(error))
    except AssertionError as error:
        return Verdict("unwritten", str(error))
    lost = [str(number) for number in sorted(told - found)]
    lost += [f"{key}: {note}" for key, note in notes.items() if note not in _values(claims[key])]
    if lost:
        return Verdict("lost", ", ".join(lost))
    return Verdict("unwritten", str(found - told)) if found != told and not killing else Verdict()
