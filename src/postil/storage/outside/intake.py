"""What others left in the library's files, taken in before anything else is done with them."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from postil.core.changes import OUTSIDE, SOURCES, Operation
from postil.core.ids import RANDOM_BITS, make_id
from postil.core.text import shown, shown_path
from postil.storage.files import canonical, regular
from postil.storage.files.article_files import (
    ENDING,
    SOURCES_FILE,
    ArticleFiles,
    article_key,
    hold_two,
    kinds_in,
)
from postil.storage.files.atomic import replace
from postil.storage.files.identity import PRIVATE_FOLDER
from postil.storage.files.slugs import slug
from postil.storage.files.spelled import shared
from postil.storage.files.texts import is_kept
from postil.storage.journal import journal, recovery
from postil.storage.journal.backups import back_up
from postil.storage.journal.followed import Followed
from postil.storage.journal.operations import Image, entry_of
from postil.storage.outside.conflict_markers import sides
from postil.storage.outside.flipped import mended
from postil.storage.outside.migration import is_plain, migrated
from postil.storage.outside.reconciliation import Reconciled, reconciled
from postil.storage.outside.versions import Versions

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from postil.core.ports import Clock
    from postil.storage.files.canonical import Tables
    from postil.storage.journal.journal import Entry, Journal
    from postil.storage.journal.tables import LibraryFile

LABEL = "change from outside"


class Theirs(NamedTuple):
    """What another program wrote as a file.

    Attributes:
        tables: Its tables.
        data: Its bytes, which are kept where not all of it is taken.
        parted: What it could not be merged with, where it is one side of a merge.
    """

    tables: Tables
    data: bytes
    parted: Tables | None = None


class Intake:
    """Takes in what other programs wrote; every method needs the library's lock.

    Args:
        folder: The library.
        kept: Its journal.
        write: Journals entries and puts what is staged in files in place.
        clock: Tells when something was taken in.
        tell: Is told what was taken in, a line each.
    """

    def __init__(
        self,
        folder: Path,
        kept: Journal,
        write: Callable[[list[LibraryFile], list[Entry]], None],
        *,
        clock: Clock,
        tell: Callable[[str], None],
    ) -> None:
        self._folder = folder
        self._private = folder / PRIVATE_FOLDER
        self._journal = kept
        self._write = write
        self._clock = clock
        self._tell = tell
        self._followed: dict[str, Followed] = {}
        self._versions: dict[str, Versions] = {}

    def followed(self, name: str) -> Followed:
        """What the journal left in a file."""
        return self._followed.setdefault(name, Followed(name, self._journal))

    def meet(self, name: str, file: LibraryFile) -> list[Entry] | None:
        """Stages what a file shall hold that somebody else wrote since the journal named it last.

        Returns:
            What is to be journalled with that; None where nothing is staged, and what was to be done is done.

        Raises:
            OSError: As `take_in`.
        """
        if not self._is_foreign(name, file) or not self._journal.known.get(name):
            return None
        if name in recovery.displaced(self._folder):
            self.take_in(name, file)
            return None
        return self.reconcile(name, file, [_as_it_lies(file)])

    def take_in(self, name: str, file: LibraryFile) -> None:
        """Reconciles what lay in a file's place when ours came there and is aside, and then what lies there now.

        All of it is written at once: whoever goes on writing has no more than one instant to come between.

        Args:
            name: The file.
            file: As it lies on disk.

        Raises:
            OSError: The disk refused; what was kept aside stays there.
        """
        paths = recovery.displaced(self._folder).get(name, [])
        expected, _ = journal.files_of(self._journal.last).get(name, ("", ""))
        found, refused = [], []
        for data in [regular.read(path) for path in paths]:
            if journal.digest(data) == expected:  # ours took its place; only that it was removed is missing
                continue
            try:
                found.append(Theirs(file.file.left(data), data))
            except canonical.Malformed:
                refused.append(data)
        aside = [each.data for each in found]
        if self._is_foreign(name, file):
            found.append(_as_it_lies(file))
        if found:
            entries = self.reconcile(name, file, found)
            if entries is None:
                refused += aside
            else:
                self._write([file], entries)
        for data in refused:
            kept = shown_path(recovery.set_aside(self._private, name, data))
            self._tell(
                f"What another program wrote as {shown(name)} cannot be taken in; it is kept as {kept}."
            )
        for path in paths:
            path.unlink(missing_ok=True)

    def left_by_git(self, name: str) -> list[Theirs]:
        """Both sides of a merge that git left to be made by hand; none where the file is something else."""
        path = self._folder / name
        both = sides(regular.read(path)) if path.exists() else None
        try:
            tables = [canonical.decode_tables(side) for side in both or ()]
        except canonical.Malformed:
            return []
        return [Theirs(*each) for each in zip(tables, both or (), reversed(tables), strict=True)]

    def migrate(self, name: str, file: LibraryFile) -> None:
        """Makes a file of the library of one that an older format or a plain TinyDB left.

        Raises:
            OSError: The disk refused; nothing was changed.
        """
        before, now = file.file.read() or {}, self._clock()
        if not is_plain(before, kinds_in(name)):
            return
        kept = back_up(self._folder, self._private, now)
        file.file.write(migrated(before, kinds_in(name), name.removesuffix(ENDING), now))
        self._write([file], [journal.baseline(name, file.file.staged, file.file.digest)])
        self._tell(
            f"{shown(name)} was a plain TinyDB file and is one of the library now. "
            f"As it was, it is in the backup {shown(kept.name)}."
        )

    def take_in_copy(self, name: str, file: LibraryFile, copy: str) -> None:
        """Takes in what a copy of a file holds that was never seen; what it lacks tells nothing, and it stays.

        Args:
            name: The file.
            file: As it lies on disk and the journal knows it.
            copy: The copy's name.

        Raises:
            Malformed: The copy is damaged.
            OSError: The disk refused; nothing was changed.
        """
        data, held = regular.read(self._folder / copy), file.file.read() or {}
        left = canonical.decode_tables(data)
        whole: Tables = {each: {**held.get(each, {}), **left.get(each, {})} for each in {*held, *left}}
        entries = self.reconcile(
            name, file, [Theirs(whole, data)], f"{shown(copy)} was taken into {shown(name)}"
        )
        if entries is not None:
            self._write([file], entries)

    def reconcile(
        self, name: str, file: LibraryFile, found: Sequence[Theirs], happened: str = ""
    ) -> list[Entry] | None:
        """Takes in what other programs wrote, one after the other, stages it, and says so in one line.

        Args:
            name: The file.
            file: As it lies on disk.
            found: What they wrote, oldest first.
            happened: What the line begins with; that another program changed the file, where nothing else is told.

        Returns:
            What is to be journalled with what is staged; None where the journal does not know enough of the file.

        Raises:
            OSError: The disk refused; nothing was changed.
        """
        ours = self.followed(name).tables()
        if ours is None:  # the next change keeps the file whole, as it is then
            return None
        versions = self._versions.setdefault(name, Versions(name, self._journal))
        versions.begin()
        met, kept = Reconciled(ours), []
        for each in found:
            if hold_two(ours, each.tables):
                self._set_apart(name, each)
                continue
            theirs, damaged = mended(met.tables, shared(each.tables, met.tables), self._is_kept)
            one = reconciled(met.tables, theirs, versions, each.parted)
            one = one._replace(unreadable=one.unreadable + damaged)
            if one.unreadable:
                kept.append(shown_path(recovery.set_aside(self._private, name, each.data)))
            for table, key, _, other in one.changed:
                for document in (other, one.tables[table][key]):
                    if document is not None:
                        versions.add(table, key, document)
            met = met.then(one)
        if len(found) > 1:  # they are older than each other
            met = met._replace(older=0)
        if line := met.told(happened or f"{shown(name)} was changed by another program"):
            self._tell(f"{line} What lay there is kept as {', '.join(kept)}." if kept else line)
        file.file.write(met.tables)
        return self._entries_of(met, name, file)

    def _is_kept(self, digest: str) -> bool:
        return is_kept(self._folder, digest)

    def _set_apart(self, name: str, each: Theirs) -> None:
        """Gives another article that came under a file's name a file of its own, and says so."""
        article = article_key(each.tables) or ""
        if article in ArticleFiles(self._folder, lambda: self._journal.known).names():
            kept = shown_path(recovery.set_aside(self._private, name, each.data))
            self._tell(f"Another article that the library holds lay in {shown(name)}; it is kept as {kept}.")
            return
        taken = {path.name.removesuffix(ENDING) for path in self._folder.iterdir()}
        own = slug(name.removesuffix(ENDING), taken) + ENDING
        replace(self._folder / own, canonical.encode_tables(each.tables))
        self._tell(f"{shown(name)} came to hold another article; that one is in {own} now.")

    def _is_foreign(self, name: str, file: LibraryFile) -> bool:
        return bool(file.file.digest) and file.file.digest != self._journal.known.get(name)

    def _entries_of(self, met: Reconciled, name: str, file: LibraryFile) -> list[Entry]:
        """What the journal keeps of a reconciliation; of a file that it did not begin with, all that it shall be."""
        known, staged = self._journal.known[name], file.file.staged_digest
        is_based = name in self._journal.based
        if known == staged:
            return [] if is_based else [journal.baseline(name, file.file.staged)]
        collection = SOURCES if name == SOURCES_FILE else article_key(met.tables) or ""
        images = [
            Image(collection, name, table, key, before, after, other)
            for table, key, before, other in met.changed
            if isinstance(after := met.tables[table][key], dict)
        ]
        now = self._clock()
        operation = Operation(_id_at(now, staged), LABEL, now, OUTSIDE, ())
        entries = [entry_of(operation, images, {name: (known, staged)})]
        if len(images) < len(met.changed) or not is_based:
            entries.append(journal.baseline(name, file.file.staged))
        return entries


def _as_it_lies(file: LibraryFile) -> Theirs:
    return Theirs(file.file.read() or {}, file.file.data or b"")


def _id_at(time: str, digest: str) -> str:
    """The id of what was done at a stamp and left a file of this digest."""
    milliseconds = int(datetime.fromisoformat(time).timestamp() * 1000)
    return make_id(milliseconds, int(digest[:8], 16) >> 32 - RANDOM_BITS)
