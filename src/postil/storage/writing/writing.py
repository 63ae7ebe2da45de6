"""One operation on its way to the disk: what lies there is read, others' changes are met, its own is made on them.

What comes of that is put in place by `placing`, which tells why a stop on the way does no harm.
"""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from postil.core.agreement import agreed
from postil.core.changes import SOURCES, Change, Operation
from postil.core.errors import SaveFailed
from postil.core.model import Article, Source, kind_of
from postil.core.quoting import counted
from postil.core.text import shown
from postil.storage.files import canonical, regular
from postil.storage.files.article_files import ENDING, SOURCES_FILE
from postil.storage.files.identity import PRIVATE_FOLDER
from postil.storage.files.received import keep_page
from postil.storage.files.slugs import slug
from postil.storage.files.texts import keep_text
from postil.storage.journal import journal, recovery
from postil.storage.journal.backups import back_up
from postil.storage.journal.operations import entry_of
from postil.storage.journal.tables import LibraryFile
from postil.storage.outside.intake import Intake
from postil.storage.writing.placing import Placing
from postil.storage.writing.staging import staged
from postil.storage.writing.standing import DiskStanding

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Sequence
    from pathlib import Path

    from postil.core.ports import Clock
    from postil.storage.files.article_files import ArticleFiles
    from postil.storage.files.atomic import Content
    from postil.storage.files.canonical import Tables
    from postil.storage.journal.journal import Entry, Journal
    from postil.storage.journal.operations import Image
    from postil.storage.journal.tables import CanonicalStorage

_ROUNDS = 2
"""How often what others write while a change is on its way is taken in behind it."""


class LibraryWriter:
    """Writes one library; every method needs its lock."""

    def __init__(
        self,
        folder: Path,
        library: str,
        files: ArticleFiles,
        kept: Journal,
        *,
        read: Callable[[str, str], Tables | None],
        clock: Clock,
        tell: Callable[[str], None],
    ) -> None:
        """Prepares to write.

        Args:
            folder: The library.
            library: Its id, which the journal names.
            files: Where its articles lie.
            kept: Its journal.
            read: Gives the tables of a file, by its name and the digest of its bytes, if a reader has them at hand.
            clock: Tells when something from outside was taken in.
            tell: Is told what was put right, a line each.
        """
        self._folder = folder
        self._private = folder / PRIVATE_FOLDER
        self._library = library
        self._files = files
        self._journal = kept
        self._read = read
        self._clock = clock
        self._tell = tell
        self._placing = Placing(folder, kept)
        self._intake = Intake(folder, kept, self._placing.write, clock=clock, tell=tell)
        self._opened: dict[str, LibraryFile] = {}
        self._at_hand: dict[str, list[Entry] | None] = {}
        self._standing = DiskStanding(folder, files, kept, self._met)

    def settle(self) -> None:
        """Finishes what was left unfinished, by anybody, and makes the journal ready.

        Raises:
            OSError: It could not be done; it can be tried again.
        """
        self._at_hand.clear()
        if self._journal.refresh() or not self._placing.is_settled:
            self.recover()
        if self._journal.is_full:
            back_up(self._folder, self._private, self._clock())
        if self._journal.spoilt:
            self._begin_after_damage()
        elif not self._journal.length or self._journal.is_full:
            self._journal.begin(self._library)

    def _begin_after_damage(self) -> None:
        """Begins a journal that does not need the damaged one, which is kept among the old ones."""
        spoilt = counted(self._journal.spoilt, "line")
        files = {name: self._folder / name for name in sorted(self._journal.based)}
        self._journal.begin(self._library)
        whole = {name: regular.read(path) for name, path in files.items() if path.exists()}
        self._journal.append(
            [
                journal.baseline(name, data)
                for name, data in whole.items()
                if journal.digest(data) == self._journal.known.get(name)
            ]
        )
        self._tell(f"The journal was damaged and is begun anew: {journal.SPOILT.format(spoilt)}")

    def recover(self) -> None:
        """Finishes the last operation, and puts back what is missing or damaged.

        Raises:
            OSError: It could not be done; it can be tried again.
        """
        self._at_hand.clear()
        for line in recovery.recover(self._folder, self._private, self._journal):
            self._tell(line)
        for name in recovery.displaced(self._folder):
            self._intake.take_in(name, self._whole(name))
        self._files.names()
        for name in self._files.damaged():
            if name in self._journal.known:
                with suppress(SaveFailed):  # whoever asks for the file is told
                    self._whole(name)
        self._placing.is_settled, self._placing.displaced = not self._placing.displaced, []

    def apply(self, operation: Operation) -> Operation:
        """Makes an operation durable in a settled library; returns it as it was applied.

        What others did meanwhile may have left nothing of it: then it comes back without changes, and
        nothing was written.

        Raises:
            SaveFailed: It cannot be carried out on what is on disk; nothing was changed.
            OSError: The disk refused; nothing was changed.
        """
        self._at_hand.clear()
        self._files.see_new()
        operation = agreed(operation, self._standing)
        if not operation.changes:
            self._write_met()
            self.take_in_displaced()
            return operation
        for snapshot in operation.snapshots:
            keep_text(self._folder, snapshot)
        for digest, page in operation.pages:
            keep_page(self._folder, digest, page)
        homes = self._homes_of(operation)
        self._write_met(but=homes.values())
        images, changes = [], []
        for change in operation.changes:
            name = homes[change.collection]
            image, made = staged(change, name, self._met(name))
            images.append(image)
            changes.append(made)
        applied = operation._replace(changes=tuple(changes))
        self._commit(applied, images, homes.values())
        self.take_in_displaced()
        return applied

    def put(self, entries: list[Entry], contents: Sequence[Content]) -> None:
        """Journals entries and puts files in place as they are given; raises as `Placing.put`."""
        self._placing.put(entries, contents)

    def take_in_displaced(self) -> None:
        """Takes in what others wrote in the instant in which ours came in its place.

        Should they go on and on, the rest stays aside until the next change or opening.
        """
        try:
            for _ in range(_ROUNDS):
                waiting, self._placing.displaced = self._placing.displaced, []
                for name in dict.fromkeys(waiting):
                    self._intake.take_in(name, self._whole(name))
        except (OSError, SaveFailed):  # what was asked for is done; what is aside stays there
            self._placing.is_settled = False
        if self._placing.displaced:
            self._placing.is_settled, self._placing.displaced = False, []

    def open(self, name: str) -> LibraryFile:
        """Reads a file as it lies on disk now, once what others wrote there is taken in.

        Raises:
            SaveFailed: It is damaged, and the journal does not hold all of it.
            OSError: The disk refused.
        """
        file = self._met(name)
        self._write_met()
        return file

    def take_in_copy(self, name: str, copy: str) -> None:
        """Takes in what a copy of an article's file holds that was never seen, and tells how much that is.

        Raises:
            Malformed: The copy is damaged.
            SaveFailed: As `open`.
            OSError: The disk refused; nothing was changed.
        """
        file = self.open(name)
        self._placing.write([], self._lines_before(name, file.file))
        self._intake.take_in_copy(name, file, copy)
        self.take_in_displaced()

    def tables_of(self, name: str, digest: str) -> Tables | None:
        """The tables that the bytes of a file with this digest make, where they are at hand; on any thread."""
        known = self._opened[name].file.on_disk if name in self._opened else ("", {})
        return known[1] if known[0] == digest else None

    def migrate(self, name: str) -> None:
        """Makes a file of the library of one that an older format or a plain TinyDB left.

        Raises:
            SaveFailed: It is damaged.
            OSError: The disk refused; nothing was changed.
        """
        self._intake.migrate(name, self.open(name))

    def _homes_of(self, operation: Operation) -> dict[str, str]:
        """The files that an operation goes to, by what its records belong to.

        Raises:
            SaveFailed: There is no such article, or none of these can hold a record.
        """
        homes: dict[str, str] = {}
        for change in operation.changes:
            record, home = change.after, change.collection
            if isinstance(record, Source) != (home == SOURCES) or not record.id.isdecimal():
                raise SaveFailed(f"A {kind_of(record)} cannot be kept in “{home}”.")
            if home not in homes:
                homes[home] = SOURCES_FILE if home == SOURCES else self._home_of(change, homes.values())
        return homes

    def _home_of(self, change: Change, others: Iterable[str]) -> str:
        record = change.after
        known = self._files.name_of(change.collection)
        if known:
            return known
        if isinstance(record, Article) and record.id == change.collection and change.before is None:
            taken = {path.name.removesuffix(ENDING) for path in self._folder.iterdir()}
            taken |= {name.removesuffix(ENDING) for name in others}
            return slug(record.title, taken) + ENDING
        self.recover()
        found = self._files.name_of(change.collection)
        if found is None:
            raise SaveFailed("The article is not in the library any more.")
        return found

    def _met(self, name: str) -> LibraryFile:
        """A file as it was read for the operation in hand, with what was made of what others wrote there staged.

        It is read once: what others write there from then on comes out when ours is put in place.

        Raises:
            SaveFailed: As `open`.
            OSError: As `open`.
        """
        if name not in self._at_hand:
            file = self._whole(name)
            self._at_hand[name] = self._intake.meet(name, file)
        return self._opened[name]

    def _write_met(self, but: Container[str] = ()) -> None:
        """Puts in place what is staged of what others wrote, but in the files that are written anyway.

        Raises:
            OSError: As `put`.
        """
        for name, entries in self._at_hand.items():
            if entries is not None and name not in but:
                self._at_hand[name] = None
                self._placing.write([self._opened[name]], entries)

    def _whole(self, name: str) -> LibraryFile:
        """A file as it lies on disk now; a damaged or vanished one is first made anew.

        Raises:
            SaveFailed: As `open`.
            OSError: As `open`.
        """
        try:
            file = self._fresh(name)
            vanished = not file.file.digest and bool(self._journal.known.get(name))
        except canonical.Malformed:
            vanished = True
        if not vanished:
            return file
        found = self._intake.left_by_git(name)
        line = recovery.rebuild(self._folder, self._private, name, self._journal)
        self._tell(f"{shown(name)} held both sides of a merge that git could not make." if found else line)
        try:
            file = self._fresh(name)
        except canonical.Malformed as error:
            raise SaveFailed(f"{shown(name)} is damaged: {shown(str(error))}.") from None
        if found and (entries := self._intake.reconcile(name, file, found)):
            self._placing.write([file], entries)
        return file

    def _fresh(self, name: str) -> LibraryFile:
        if name in self._opened:
            self._opened[name].file.refresh()
        else:
            read = partial(self._read, name)
            self._opened[name] = LibraryFile(self._folder / name, self._intake.followed(name), read)
        return self._opened[name]

    def _commit(self, operation: Operation, images: list[Image], names: Iterable[str]) -> None:
        entries: list[Entry] = []
        hashes = {}
        files = {name: self._opened[name] for name in names}
        for name, file in files.items():
            lines = self._lines_before(name, file.file)
            before = lines[-1].files[name][1] if lines else self._journal.known.get(name, "")
            hashes[name] = (before, file.file.staged_digest)
            entries += lines
        entries.append(entry_of(operation, images, hashes))
        self._at_hand.clear()
        self._placing.write([*files.values()], entries)

    def _lines_before(self, name: str, file: CanonicalStorage) -> list[Entry]:
        """What the journal must hold of a file before it takes a change of it."""
        met = self._at_hand.get(name)
        if met is not None:
            return met
        known = name in self._journal.based and self._journal.known[name] == file.digest
        data = None if known else file.data
        return [] if data is None else [journal.baseline(name, data)]
