"""Files that something damaged: cut, overwritten with zeros, emptied, gone; and a journal's last line."""

from __future__ import annotations

import json
import shutil
from functools import partial
from hashlib import sha256
from random import Random
from typing import TYPE_CHECKING

from tests.faults.children import child
from tests.faults.disk import Disk, Fault
from tests.faults.story import Story
from tests.faults.tally import NOTHING, Tally, judged
from tests.faults.telling import short_journals, tell_story

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.faults.children import Tell

_REPLACES = 24
_JOURNAL = ".postil/journal/current.jsonl"


def damages(folder: Path, number: int, seed: int, *, broken: Callable[[Path], None] | None = None) -> Tally:
    """Damages one file so many times, after a process that was killed before it put something in place.

    Args:
        folder: Where the libraries are made.
        number: How many times.
        seed: Of the stories and of the damage.
        broken: What breaks the protocol first, for a test of these tests.
    """
    tally = Tally("damaged files")
    random = Random(seed)  # noqa: S311 - it must be the same each time
    if broken:
        broken(folder)
    for at in range(number):
        own, story = folder / f"{at}", Story(seed + at)
        told = child(partial(_killed, own, story, Fault("replace", random.randint(8, _REPLACES))))
        acknowledged = told.last(NOTHING)
        tally.acknowledged += len(told.numbers)
        what = _damaged(own, random, acknowledged)
        tally.count(judged(own, story, acknowledged), f"{what} of {own}")
        shutil.rmtree(own)
    return tally


def _killed(folder: Path, story: Story, fault: Fault, tell: Tell) -> None:
    short_journals()
    Disk(folder, fault)
    tell_story(folder, story, tell)


def _damaged(folder: Path, random: Random, acknowledged: int) -> str:
    """Damages a file of the library, and tells how."""
    journal = folder / _JOURNAL
    lines = journal.read_bytes().splitlines(keepends=True)
    if lines and _is_unbegun(folder, lines[-1], acknowledged) and random.random() < 0.5:
        last = bytearray(lines[-1])
        note = last.find(b'"note":"')  # a byte of it can differ without the line being any less of a line
        place = note + 8 if note >= 0 and random.random() < 0.5 else random.randrange(len(last) - 1)
        last[place] ^= 1
        journal.write_bytes(b"".join([*lines[:-1], last]))
        return f"byte {place} of the last line"
    path = random.choice(sorted(folder.glob("*.json")) or [journal])
    if path == journal:
        return "nothing"
    data = path.read_bytes()
    start, end = sorted((random.randrange(len(data)), random.randrange(len(data))))
    ways = {
        f"cut at byte {start}": data[:start] if data[start:].strip() else b"",
        f"zeros from {start} to {end}": data[:start] + bytes(end + 1 - start) + data[end + 1 :],
        "emptied": b"",
        "removed": None,
    }
    way, left = random.choice(list(ways.items()))
    if left is None:
        path.unlink()
    else:
        path.write_bytes(left)
    return f"{way}: {path.name}"


def _is_unbegun(folder: Path, line: bytes, acknowledged: int) -> bool:
    """Whether a line of the journal is of an operation of which no file has been put in place yet."""
    files = json.loads(line.split(b"\t")[1])
    return f'"label":"gesture {acknowledged + 1}"'.encode() in line and all(
        before == _hash(folder / name) for name, (before, _) in files.items()
    )


def _hash(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest() if path.exists() else ""
