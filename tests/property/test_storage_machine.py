"""Two openings of one library, and what others do to its files in between."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from unittest.mock import patch

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from tinydb import TinyDB

from postil.core.changes import Change, Motion, Operation, reverse
from postil.core.findings import Severity
from postil.core.model import Claim
from postil.storage.disk_library import DiskLibrary
from tests.faults.story import held
from tests.unit.storage.samples import ARTICLE, NOON, Clock, adding, claim, opening, operation

if TYPE_CHECKING:
    from tests.faults.story import State

NOTES = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
FRACTIONS = st.floats(0, 1)


class DamagedLibraries(RuleBasedStateMachine):
    """What was acknowledged is there, whatever became of the files."""

    @initialize()
    def begin(self) -> None:
        self.scratch = TemporaryDirectory()
        self.quick = patch.multiple(os, fsync=lambda _: None)
        self.quick.start()
        self.folder = Path(self.scratch.name) / "library"
        self.libraries = [DiskLibrary.open(self.folder, Clock(), create=True)]
        self.libraries.append(DiskLibrary.open(self.folder, Clock()))
        self.number = 100
        self.model: State = {}
        self.done: list[Operation] = []
        self.undone: list[Operation] = []
        self.apply(0, *opening().changes, snapshots=True)

    def teardown(self) -> None:
        if hasattr(self, "scratch"):
            self.quick.stop()
            self.scratch.cleanup()

    @property
    def file(self) -> Path:
        """The file of the article."""
        return next(path for path in self.folder.glob("*.json") if path.name != "sources.json")

    def new(self) -> int:
        self.number += 1
        return self.number

    def apply(self, which: int, *changes: Change, snapshots: bool = False) -> None:
        asked = operation(self.new(), *changes, snapshots=opening().snapshots if snapshots else ())
        self.done.append(self.applied(which, asked))
        self.undone.clear()

    def applied(self, which: int, asked: Operation) -> Operation:
        made = self.libraries[which].apply(asked)
        for change in made.changes:
            assert change.before == self.model.get((change.collection, change.after.id))
            self.model[change.collection, change.after.id] = change.after
        return made

    def claims(self) -> list[Claim]:
        return [record for _, record in sorted(self.model.items()) if isinstance(record, Claim)]

    @rule(which=st.integers(0, 1), note=NOTES)
    def mark(self, which: int, note: str) -> None:
        self.apply(which, adding(claim(self.new(), note)))

    @precondition(lambda self: self.claims())
    @rule(data=st.data(), which=st.integers(0, 1), note=NOTES)
    def edit(self, data: st.DataObject, which: int, note: str) -> None:
        known = data.draw(st.sampled_from(self.claims()))
        self.apply(which, Change(ARTICLE, known, replace(known, note=note, modified=NOON)))

    @precondition(lambda self: len(self.done) > 1)
    @rule(which=st.integers(0, 1))
    def undo(self, which: int) -> None:
        last = self.done.pop()
        changes = [reverse(change, NOON) for change in reversed(last.changes)]
        self.undone.append(self.applied(which, self._of(last, Motion.UNDO, changes)))

    @precondition(lambda self: self.undone)
    @rule(which=st.integers(0, 1))
    def redo(self, which: int) -> None:
        last = self.undone.pop()
        changes = [reverse(change, NOON) for change in reversed(last.changes)]
        self.done.append(self.applied(which, self._of(last, Motion.REDO, changes)))

    def _of(self, last: Operation, motion: Motion, changes: list[Change]) -> Operation:
        return operation(self.new(), *changes)._replace(motion=motion, of=last.of or last.id)

    @rule(which=st.integers(0, 1))
    def reopen(self, which: int) -> None:
        self.libraries[which] = DiskLibrary.open(self.folder, Clock())

    @rule(where=FRACTIONS)
    def cut(self, where: float) -> None:
        data = self.file.read_bytes()
        self.file.write_bytes(data[: int(where * (len(data) - 3))])

    @rule(where=FRACTIONS, size=st.integers(1, 600))
    def overwrite_with_zeros(self, where: float, size: int) -> None:
        data = self.file.read_bytes()
        start = int(where * (len(data) - 1))
        end = min(start + size, len(data))
        self.file.write_bytes(data[:start] + bytes(end - start) + data[end:])

    @rule()
    def remove(self) -> None:
        self.file.unlink()
        self.reopen(0)  # an opening notices that a file is gone; one that is open meanwhile need not

    @invariant()
    def what_was_acknowledged_is_there_and_every_file_is_readable(self) -> None:
        for library in getattr(self, "libraries", ()):
            assert held(library) == self.model
            assert [each for each in library.examine() if each.severity is Severity.ERROR] == []


class ForeignLibraries(DamagedLibraries):
    """As before, among programs that write to the files and put old ones back."""

    @initialize()
    def remember(self) -> None:
        self.copies: list[bytes] = []

    @rule()
    def copy(self) -> None:
        self.copies.append(self.file.read_bytes())

    @precondition(lambda self: self.copies)
    @rule(data=st.data())
    def put_back(self, data: st.DataObject) -> None:
        self.file.write_bytes(data.draw(st.sampled_from(self.copies)))
        self.reopen(0)

    @precondition(lambda self: self.claims())
    @rule(data=st.data())
    def write_a_note_outside(self, data: st.DataObject) -> None:
        held(DiskLibrary.open(self.folder, Clock()))  # so that the other program finds a whole file
        known, note = data.draw(st.sampled_from(self.claims())), f"outside {self.new()}"
        with TinyDB(self.file) as plain:
            plain.table("claims").update({"note": note}, doc_ids=[int(known.id)])
        self.model[ARTICLE, known.id] = replace(known, note=note)
        self.reopen(0)


TestDamagedLibraries = DamagedLibraries.TestCase
TestDamagedLibraries.settings = settings(max_examples=20, stateful_step_count=15, deadline=None)

TestForeignLibraries = ForeignLibraries.TestCase
TestForeignLibraries.settings = settings(max_examples=20, stateful_step_count=15, deadline=None)
