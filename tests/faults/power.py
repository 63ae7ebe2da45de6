"""Power cuts, made up: what a disk may hold when it had not yet been told to keep everything.

A story is told once to a recorded disk. Then for a cut after each of its events the states are made that
the file system may leave, laid out in a folder, and judged. Three kinds of file systems are known:

- `posix`: what was not synced may be there or not, in any combination, a name without its folder's sync too;
  a write may have come through in part, as zeros, out of order, or with a byte that is wrong.
- `ordered`: names reach the disk in the order in which they were given, data when it is synced.
- `ext4`: as before; a sync of anything keeps every name that was given before it, and a file that takes
  another one's place has its data on the disk before its name (`auto_da_alloc`).
"""

from __future__ import annotations

import errno
import json
import os
import shutil
from contextlib import suppress
from dataclasses import replace
from functools import partial
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, NamedTuple

from tests.faults.children import child
from tests.faults.disk import Disk, Fault
from tests.faults.recording import Event, Recording, laid_out
from tests.faults.story import Story
from tests.faults.tally import NOTHING, Tally, judged
from tests.faults.telling import short_journals, tell_story

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from tests.faults.children import Tell
    from tests.faults.recording import Files

MODELS = ("posix", "ordered", "ext4")
WHERE = "annotations"
"""Where the library lies in the folder that is recorded, so that its own name is seen to be kept too."""

_MISSES = 10
"""After so many states that were seen before, the next event is looked at."""

_SYNCS = 40
"""After so many syncs nothing comes that was not there before."""

_STATES_A_FAULT = 25


class Cut(NamedTuple):
    """One state of the disk: after which event, what was told by then, and what there is."""

    after: int
    told: int
    files: Files
    folders: set[str]


def power_cuts(
    folder: Path,
    number: int,
    seed: int,
    model: str,
    *,
    where: str = WHERE,
    fault: Fault | None = None,
    broken: Callable[[Path], None] | None = None,
) -> Tally:
    """Cuts the power so many times, spread evenly over a story.

    Args:
        folder: Where the libraries are made.
        number: How many different states are judged at most.
        seed: Of the story and of the choice.
        model: One of `MODELS`.
        where: Where the library is made, below a folder that is there.
        fault: What strikes meanwhile.
        broken: What breaks the protocol first, for a test of these tests.
    """
    tally = Tally(f"power {model}")
    events = recorded(folder / "live", seed, where, fault, broken)
    random = Random(seed)  # noqa: S311 - it must be the same each time
    story = Story(seed)
    told: set[int] = set()
    for cut in cuts(events, model, random, number):
        own = folder / "cut"
        lay_out(cut, folder / "live", own)
        tally.count(
            judged(own / where, story, cut.told), f"after event {cut.after}, {_words(events[cut.after - 1])}"
        )
        told.add(cut.told)
        shutil.rmtree(own)
    tally.acknowledged += len(told)
    return tally


def power_after_faults(folder: Path, number: int, seed: int, *, refused: bool) -> Tally:
    """Cuts the power of a POSIX disk so many times in runs in which something else went wrong before.

    Args:
        folder: Where the libraries are made.
        number: How many different states are judged at most.
        seed: Of the stories, and of where it went wrong.
        refused: Whether a sync was refused; otherwise the process was killed at one and started again.
    """
    tally = Tally("power, a sync refused" if refused else "power, killed before")
    code = errno.EIO if refused else 0
    for at in range(-(-number // _STATES_A_FAULT)):
        fault = Fault("fsync", 1 + (at + seed) % _SYNCS, code)
        own = folder / f"{at}"
        found = power_cuts(own, _STATES_A_FAULT, seed + at // _SYNCS, "posix", fault=fault)
        found.examples = [f"sync {fault.number}, {example}" for example in found.examples]
        tally.add(found)
        shutil.rmtree(own)
    return tally


def recorded(
    folder: Path,
    seed: int,
    where: str = WHERE,
    fault: Fault | None = None,
    broken: Callable[[Path], None] | None = None,
) -> list[Event]:
    """Lets a child tell a story to a library, and tells what that did to its folder.

    Raises:
        AssertionError: Not everything was seen.
    """

    folder.mkdir(parents=True)

    def work(tell: Tell) -> None:
        short_journals()
        recording = Recording()
        disk = Disk(folder, recording)
        if fault:
            Disk(folder, replace(fault, kill=partial(restarted, tell, recording, disk)))
        if broken:
            broken(folder)
        tell_story(folder / where, Story(seed), recording.tell)
        _hand_over(recording, tell)

    def restarted(tell: Tell, recording: Recording, disk: Disk) -> None:
        disk.let_go()
        known = max(_told(recording.events), default=NOTHING)
        tell_story(folder / where, Story(seed), recording.tell, known=known)
        _hand_over(recording, tell)
        os._exit(0)

    told = child(work)
    assert not told.end
    events = [_event(word) for word in told.words]
    files, _ = laid_out(events)
    real = {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert _without_copies(files) == _without_copies(real), "the recording is not what was done"
    return events


def _without_copies(files: Files) -> Files:
    """All but the backups, which `zipfile` writes past `os`."""
    return {path: data for path, data in files.items() if not path.endswith(".zip")}


def _hand_over(recording: Recording, tell: Tell) -> None:
    for event in recording.events:
        tell(json.dumps(event._replace(data=event.data.hex())))  # type: ignore[arg-type]


def _told(events: Sequence[Event]) -> list[int]:
    """The operations that were told to be saved."""
    return [int(event.path) for event in events if event.kind == "told" and event.path.isdecimal()]


def cuts(events: Sequence[Event], model: str, random: Random, number: int) -> Iterator[Cut]:
    """Different states of the disk, at most so many, the same share of them after each event."""
    seen: set[bytes] = set()
    for after in range(1, len(events) + 1):
        told = _told(events[:after])
        share = (number - len(seen)) // (len(events) + 1 - after) + 1
        missed = 0
        while share > 0 and missed < _MISSES and len(seen) < number:
            files, folders = _state(events[:after], model, random)
            state = repr((sorted(files.items()), sorted(folders), max(told, default=NOTHING)))
            name = sha256(state.encode()).digest()
            if name in seen:
                missed += 1
                continue
            seen.add(name)
            share -= 1
            yield Cut(after, max(told, default=NOTHING), files, folders)


def lay_out(cut: Cut, recorded_in: Path, folder: Path) -> None:
    """Makes a folder that holds what the disk held."""
    folder.mkdir()
    for each in sorted(cut.folders):
        with suppress(FileNotFoundError):  # the folder that it was in was lost, and it with it
            (folder / Path(each).relative_to(recorded_in)).mkdir(exist_ok=True)
    for name, data in cut.files.items():
        path = folder / Path(name).relative_to(recorded_in)
        with suppress(FileNotFoundError):
            path.write_bytes(data)


def _state(events: Sequence[Event], model: str, random: Random) -> tuple[Files, set[str]]:
    kept = _kept(events, model)
    open_names = [at for at, event in enumerate(events) if event.folders and at not in kept]
    if model == "posix":
        chance = random.choice((0.1, 0.5, 0.9))
        kept |= {at for at in open_names if random.random() < chance}
    else:
        kept |= set(open_names[: random.randint(0, len(open_names))])
    if model == "ext4":
        kept |= _before_their_names(events, kept)
    came = {at: events[at] for at in kept}
    for at, event in enumerate(events):
        if event.is_data and at not in kept and random.random() < 0.8:
            came[at] = event._replace(data=_in_part(event.data, model, random))
    return laid_out(came[at] for at in sorted(came))


def _kept(events: Sequence[Event], model: str) -> set[int]:
    """The places of the events that are on the disk for certain."""
    kept: set[int] = set()
    files: set[int] = set()
    folders: set[str] = set()
    every_name = False
    for at in range(len(events) - 1, -1, -1):
        event = events[at]
        if event.kind == "sync":
            files.add(event.file)
            folders.add(event.path)
            every_name |= model == "ext4"
        elif event.is_data and event.file in files:
            kept.add(at)
        elif event.folders and (every_name or event.folders <= folders):
            kept.add(at)
            every_name |= model == "ordered"  # what came before it cannot come after it
    return kept


def _before_their_names(events: Sequence[Event], kept: set[int]) -> set[int]:
    """The data of files that have taken another one's place by a name that is kept."""
    found: set[int] = set()
    for at in kept:
        moved = events[at]
        if moved.kind == "move" and any(event.path == moved.path for event in events[:at] if event.folders):
            found |= {each for each in range(at) if events[each].is_data and events[each].file == moved.file}
    return found


def _in_part(data: bytes, model: str, random: Random) -> bytes:
    half = len(data) // 2
    ways = [data, data, data[:half], bytes(len(data))]
    if model == "posix":
        wrong = random.randrange(len(data) or 1)
        ways += [
            bytes(half) + data[half:],
            data[: random.randint(0, len(data))],
            data[:wrong] + bytes(each ^ 1 for each in data[wrong : wrong + 1]) + data[wrong + 1 :],
        ]
    return random.choice(ways)


def _event(word: str) -> Event:
    kind, file, path, other, at, data = json.loads(word)
    return Event(kind, file, path, other, at, bytes.fromhex(data))


def _words(event: Event) -> str:
    return f"{event.kind} {event.file or ''} {event.path or event.at}"
