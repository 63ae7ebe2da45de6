"""Copies of a library that grow apart, and whose files are put into each other's place: nothing typed is lost."""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from hypothesis import example, given, settings
from hypothesis import strategies as st

from postil.core.changes import Change, is_emptied
from postil.core.model import Claim
from postil.core.target import Selector, Target
from postil.storage.disk_library import DiskLibrary
from postil.storage.outside.file_merging import merge_file
from tests.unit.storage.samples import (
    ARTICLE,
    Clock,
    evidence,
    file_of,
    filled,
    key,
    noted,
    operation,
    reopened,
)

NOTE, TAG, RATING, HAND, DECIDE, GIVE = "note", "tag", "rating", "note by hand", "decide", "give evidence"
TRASH, RESTORE, PURGE, SEND, FORGET = "trash", "restore", "purge", "send", "lose the journal"
EDITS = (NOTE, TAG, RATING, HAND, DECIDE, GIVE, FORGET)
SIDES = st.integers(0, 1)
NOWHERE = Target("", (Selector("", "", "", 0, 0),))

Steps = list[tuple[int, str]]


def steps(*actions: str, sides: st.SearchStrategy[int] = SIDES) -> st.SearchStrategy[Steps]:
    return st.lists(st.tuples(sides, st.sampled_from(actions)), max_size=9)


class Copies:
    """Copies, what is typed in them, and which of it a reader has written over who had seen it."""

    def __init__(self, folder: Path, count: int = 2) -> None:
        library = filled(folder / "0")
        more = [folder / str(number) for number in range(1, count)]
        for copy in more:
            shutil.copytree(library.folder, copy)
        self.libraries = [library, *(DiskLibrary.open(copy, Clock()) for copy in more)]
        self.clock = Clock()
        self.number = 100
        self.typed: set[str] = set()
        self.gone: set[str] = set()
        self.given: set[str] = set()

    def claim(self, side: int) -> Claim:
        return next(claim for claim in self.libraries[side].read(ARTICLE).claims if claim.id == key(11))

    def seen(self, side: int) -> set[str]:
        """The notes that can be read in a copy."""
        claim = self.claim(side)
        return {claim.note, *(str(conflict.value) for conflict in claim.conflicts)} & self.typed

    def act(self, side: int, action: str) -> None:
        self.number += 1
        if action == SEND:
            self.send(side, (side + 1) % len(self.libraries))
            return
        before = self.claim(side)
        if action == HAND:
            self.write_by_hand(side, before)
            return
        if action == GIVE:
            self.give_evidence(side, before)
            return
        if action == FORGET:
            self.forget(side)
            return
        after = self.trashed(side, before, action) if before.deleted else self.living(before, action)
        if after is not before:
            change = Change(ARTICLE, before, replace(after, modified=self.clock()))
            self.libraries[side].apply(operation(self.number, change))

    def living(self, claim: Claim, action: str) -> Claim:
        if action == NOTE:
            self.gone |= {claim.note} & self.typed
            self.typed.add(note := f"word {self.number}.")
            return replace(claim, note=note)
        if action == TAG:
            return replace(claim, tags=(*claim.tags, f"t{self.number}"))
        if action == DECIDE and claim.conflicts:
            self.gone |= {str(claim.conflicts[0].value)} & self.typed
            return replace(claim, conflicts=claim.conflicts[1:])
        if action == RATING:
            return replace(claim, rating=["supported", "disputed"][claim.rating == "supported"])
        return replace(claim, deleted=self.clock()) if action == TRASH else claim

    def trashed(self, side: int, claim: Claim, action: str) -> Claim:
        if action == RESTORE and not is_emptied(claim):
            return replace(claim, deleted="")
        if action == PURGE:
            self.gone |= self.seen(side)
            return replace(
                Claim(id=claim.id, target=NOWHERE),
                creator=claim.creator,
                created=claim.created,
                deleted=claim.deleted,
            )
        return claim

    def write_by_hand(self, side: int, claim: Claim) -> None:
        """An editor writes a note into the file, and no stamp; postil looks at it before anybody copies it."""
        if not claim.deleted:
            self.gone |= {claim.note} & self.typed
            self.typed.add(note := f"by hand {self.number}.")
            file = file_of(self.libraries[side])
            tables = json.loads(file.read_bytes())
            tables["claims"][claim.id]["note"] = note
            file.write_text(json.dumps(tables), encoding="utf-8")
            self.claim(side)

    def give_evidence(self, side: int, claim: Claim) -> None:
        if not claim.deleted:
            given = replace(evidence(self.number, 11), modified=self.clock())
            self.given.add(given.id)
            self.libraries[side].apply(operation(self.number, Change(ARTICLE, None, given)))

    def forget(self, side: int) -> None:
        """A new clone has no journal; with its first change, to another claim, it has one from then on."""
        shutil.rmtree(self.libraries[side].folder / ".postil", ignore_errors=True)
        self.libraries[side] = reopened(self.libraries[side])
        self.libraries[side].apply(noted(self.libraries[side], 12, f"{self.number}", self.number))

    def send(self, side: int, to: int) -> None:
        """A program that knows nothing of libraries copies the file."""
        shutil.copyfile(file_of(self.libraries[side]), file_of(self.libraries[to]))
        self.libraries[to] = reopened(self.libraries[to])
        self.libraries[to].read(ARTICLE)

    def settle(self, first: int) -> None:
        """The copies are put in each other's place in turn until nothing changes any more."""
        for turn in range(2 * len(self.libraries) - 1):
            side = (first + turn) % len(self.libraries)
            self.send(side, (side + 1) % len(self.libraries))

    @property
    def files(self) -> list[bytes]:
        return [file_of(library).read_bytes() for library in self.libraries]


def run(made: Steps, folder: str) -> Copies:
    copies = Copies(Path(folder))
    for side, action in made:
        copies.act(side, action)
    return copies


@example(made=[(0, NOTE), (1, TRASH), (1, PURGE), (0, NOTE)], first=1)
@settings(max_examples=80, deadline=None)
@given(steps(*EDITS, TRASH, RESTORE, PURGE, SEND), SIDES)
def test_two_copies_come_to_the_same_and_stay_there(made: Steps, first: int) -> None:
    with TemporaryDirectory() as folder, patch.object(os, "fsync"):
        copies = run(made, folder)
        copies.settle(first)
        one, other = copies.files
        assert one == other
        copies.settle(1 - first)
        assert copies.files == [one, one]
        claim = copies.claim(0)
        assert claim.deleted or not is_emptied(claim)
        assert copies.given <= {piece.id for piece in copies.libraries[0].read(ARTICLE).evidence}


@example(made=[(0, NOTE), (1, NOTE)], first=1)
@example(made=[(0, TRASH), (1, NOTE), (0, RESTORE)], first=0)
@example(made=[(0, RATING), (1, NOTE), (1, RATING), (0, NOTE)], first=0)
@example(made=[(1, NOTE), (0, NOTE), (0, SEND), (0, TAG)], first=0)
@example(made=[(1, NOTE), (0, TRASH), (0, PURGE)], first=0)
@example(made=[(1, NOTE), (0, NOTE), (0, SEND), (0, TRASH), (0, PURGE)], first=0)
@settings(max_examples=80, deadline=None)
@given(steps(*EDITS, TRASH, RESTORE, PURGE, SEND), SIDES)
def test_a_note_is_read_in_both_copies_until_somebody_who_saw_it_writes_another(
    made: Steps, first: int
) -> None:
    with TemporaryDirectory() as folder, patch.object(os, "fsync"):
        copies = run(made, folder)
        copies.settle(first)
        for side in (0, 1):
            assert copies.typed - copies.gone <= copies.seen(side)


@example(made=[(1, RATING), (1, RATING), (0, RATING)], first=0)
@example(made=[(0, NOTE), (1, TRASH)], first=1)
@example(made=[(0, TAG), (1, TAG), (1, RATING), (1, TAG), (0, NOTE)], first=0)
@example(made=[(0, TRASH), (1, TRASH), (1, PURGE), (0, RESTORE)], first=0)
@settings(max_examples=80, deadline=None)
@given(steps(*EDITS, TRASH, RESTORE, PURGE), SIDES)
def test_what_was_merged_stands_wherever_it_is_put(made: Steps, first: int) -> None:
    with TemporaryDirectory() as folder, patch.object(os, "fsync"):
        copies = Copies(Path(folder))
        base, ours = Path(folder, "base"), Path(folder, "ours")
        shutil.copyfile(file_of(copies.libraries[0]), base)
        for side, action in made:
            copies.act(side, action)
        shutil.copyfile(file_of(copies.libraries[0]), ours)
        merge_file(base, ours, file_of(copies.libraries[1]))
        merged = ours.read_bytes()
        for side in (first, 1 - first):
            file_of(copies.libraries[side]).write_bytes(merged)
            copies.libraries[side] = reopened(copies.libraries[side])
            copies.libraries[side].read(ARTICLE)
        copies.settle(first)
        assert copies.files == [merged, merged]
        assert copies.typed - copies.gone <= copies.seen(0)


@example(made=[(0, RATING), (1, RATING), (0, RATING)])
@example(made=[(0, RATING), (0, RATING), (0, TAG), (1, RATING)])
@settings(max_examples=40, deadline=None)
@given(steps(*EDITS, TRASH, RESTORE, PURGE))
def test_what_is_done_in_turn_reaches_the_other_copy_as_it_was_done(made: Steps) -> None:
    with TemporaryDirectory() as folder, patch.object(os, "fsync"):
        copies = Copies(Path(folder))
        for side, action in made:
            copies.act(side, action)
            done = copies.claim(side)
            copies.act(side, SEND)
            assert copies.claim(1 - side) == done
            assert len(set(copies.files)) == 1


@settings(max_examples=80, deadline=None)
@given(steps(*EDITS, TRASH, RESTORE, PURGE, SEND, sides=st.integers(0, 2)), st.integers(0, 2))
def test_three_copies_lose_no_note_and_come_to_the_same(made: Steps, first: int) -> None:
    with TemporaryDirectory() as folder, patch.object(os, "fsync"):
        copies = Copies(Path(folder), 3)
        for side, action in made:
            copies.act(side, action)
        copies.settle(first)
        assert len(set(copies.files)) == 1
        assert copies.typed - copies.gone <= copies.seen(0)
