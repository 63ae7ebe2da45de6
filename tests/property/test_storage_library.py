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

from postil.core.changes import SOURCES, Change, Operation, reverse
from postil.storage.disk_library import DiskLibrary
from postil.storage.files import canonical
from postil.storage.journal import journal
from tests.fakes import operations_of
from tests.unit.storage.samples import (
    NOON,
    SNAPSHOT,
    Clock,
    adding,
    article,
    claim,
    evidence,
    key,
    operation,
    source,
    text,
)

if TYPE_CHECKING:
    from postil.core.model import JSON, Record
    from postil.core.snapshot import Snapshot

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


class Libraries(RuleBasedStateMachine):
    """Two openings of one library against a dictionary of the records that it must hold."""

    @initialize()
    def begin(self) -> None:
        self.folder = TemporaryDirectory()
        self.quick = patch.multiple(os, fsync=lambda _: None)
        self.short = patch.object(journal, "ROTATION", 6000)
        self.quick.start()
        self.short.start()
        path = Path(self.folder.name) / "library"
        self.libraries = [DiskLibrary.open(path, Clock(), create=True), DiskLibrary.open(path, Clock())]
        self.turn = 0
        self.number = 100
        self.model: dict[tuple[str, str], Record] = {}
        self.done: list[Operation] = []
        self.titles = 0
        self.new_article("First")

    def teardown(self) -> None:
        if hasattr(self, "folder"):
            self.quick.stop()
            self.short.stop()
            self.folder.cleanup()

    def new(self) -> int:
        self.number += 1
        return self.number

    def apply(self, *changes: Change, snapshot: Snapshot = SNAPSHOT) -> None:
        self.turn += 1
        asked = operation(self.new(), *changes, snapshots=(snapshot,))
        applied = self.libraries[self.turn % 2].apply(asked)
        for change in applied.changes:
            known = self.model.get((change.collection, change.after.id))
            assert change.before == known
            self.model[change.collection, change.after.id] = change.after
        if applied.changes:
            self.done.append(applied)

    def any_of(self, data: st.DataObject) -> tuple[str, Record]:
        collection, name = data.draw(st.sampled_from(sorted(self.model)))
        return collection, self.model[collection, name]

    def articles(self) -> list[str]:
        return sorted(collection for collection, name in self.model if collection == name)

    @precondition(lambda self: len(self.articles()) < 4)
    @rule(title=TEXT)
    def new_article(self, title: str) -> None:
        number = self.new()
        self.apply(adding(article(number, title), key(number)), snapshot=text(number))

    @rule(data=st.data(), note=TEXT)
    def mark(self, data: st.DataObject, note: str) -> None:
        self.apply(adding(claim(self.new(), note), data.draw(st.sampled_from(self.articles()))))

    @rule(data=st.data())
    def cite(self, data: st.DataObject) -> None:
        collection = data.draw(st.sampled_from(self.articles()))
        marked, cited = self.new(), self.new()
        self.apply(
            adding(claim(marked), collection),
            adding(source(cited)),
            adding(evidence(self.new(), marked), collection),
        )

    @rule(data=st.data(), value=st.dictionaries(TEXT.map("x-{}".format), TEXT, max_size=2))
    def edit(self, data: st.DataObject, value: dict[str, JSON]) -> None:
        collection, record = self.any_of(data)
        self.apply(Change(collection, record, replace(record, extra=value, modified=NOON)))

    @rule(data=st.data())
    def trash(self, data: st.DataObject) -> None:
        collection, record = self.any_of(data)
        self.apply(Change(collection, record, replace(record, deleted=NOON)))

    @rule(data=st.data())
    def take_back(self, data: st.DataObject) -> None:
        operation = data.draw(st.sampled_from(self.done[-3:]))
        self.apply(*(reverse(change, NOON) for change in reversed(operation.changes)))

    @rule(which=st.integers(0, 1))
    def reopen(self, which: int) -> None:
        self.libraries[which] = DiskLibrary.open(self.libraries[which].folder, Clock())

    @rule(data=st.data(), cut=st.integers(0, 40))
    def damage(self, data: st.DataObject, cut: int) -> None:
        folder = self.libraries[0].folder
        path = folder / data.draw(st.sampled_from(sorted(path.name for path in folder.glob("*.json"))))
        path.write_bytes(path.read_bytes()[:cut])

    @invariant()
    def everything_is_there(self) -> None:
        for library in getattr(self, "libraries", ()):
            found: dict[tuple[str, str], Record] = {(SOURCES, each.id): each for each in library.sources()}
            for annotated in library.read_all():
                for record in (annotated.article, *annotated.claims, *annotated.evidence):
                    found[annotated.article.id, record.id] = record
            assert found == self.model

    @invariant()
    def the_files_are_canonical(self) -> None:
        for path in Path(self.folder.name).glob("library/*.json") if hasattr(self, "folder") else ():
            data = path.read_bytes()
            assert canonical.encode_tables(canonical.decode_tables(data)) == data

    @invariant()
    def the_last_operations_are_told(self) -> None:
        for library in getattr(self, "libraries", ()):
            told = operations_of(library)
            assert told
            assert list(told) == [each._replace(snapshots=()) for each in self.done[-len(told) :]]


TestLibraries = Libraries.TestCase
TestLibraries.settings = settings(max_examples=25, stateful_step_count=15, deadline=None)
