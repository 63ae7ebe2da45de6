"""The library on disk, as the use cases see it (`postil.core.ports.Library`)."""

from __future__ import annotations

from contextlib import suppress
from threading import Lock
from typing import TYPE_CHECKING

from postil.core.changes import SOURCES
from postil.core.errors import LibraryError
from postil.core.system_errors import with_place
from postil.core.text import shortened, shown
from postil.storage.custody import Custody
from postil.storage.files import canonical
from postil.storage.files.article_files import (
    SOURCES_FILE,
    ArticleFiles,
    annotated_of,
    article_of,
    kinds_in,
    read_tables,
    signature_of,
    sources_of,
)
from postil.storage.files.atomic import is_there
from postil.storage.files.identity import (
    IDENTITY,
    PRIVATE_FOLDER,
    Identity,
    make_library,
    mended_identity,
    secure_identity,
)
from postil.storage.files.records import DecodedFiles
from postil.storage.files.texts import copied_text, read_text, text_path
from postil.storage.journal.journal import Journal

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping, Sequence
    from pathlib import Path

    from postil.core.annotated import Annotated
    from postil.core.changes import Operation
    from postil.core.findings import Finding
    from postil.core.model import Article, Source
    from postil.core.pages import Page
    from postil.core.ports import Clock
    from postil.core.snapshot import Snapshot
    from postil.storage.care.upkeep import DiskUpkeep
    from postil.storage.files.canonical import Tables
    from postil.storage.files.records import Decoded

_COPY = "`postil doctor --repair` takes in what is new in it."


class DiskLibrary:
    """A folder of plain TinyDB files; safe to use from several threads and processes.

    Attributes:
        folder: Where it lies.
    """

    def __init__(self, folder: Path, identity: Identity, clock: Clock) -> None:
        """Takes a library as it is; `open` looks at it first."""
        self.folder = folder
        self._clock = clock
        self._troubles: dict[str, None] = {}
        self._leaving = Lock()
        self._private = self.folder / PRIVATE_FOLDER
        self._files = ArticleFiles(self.folder, lambda: self._custody.names)
        self._decoded = DecodedFiles()
        self._custody = Custody(
            folder, identity, self._files, read=self._decoded.tables_of, clock=clock, tell=self._tell
        )
        self._watched = ArticleFiles(self.folder, lambda: self._custody.names)  # asked on a thread of its own
        self._given_up: set[str] = set()
        self._passed_over: set[str] = set()
        self._places: dict[str, tuple[int, int]] | None = None
        self._told: dict[bytes, Operation | None] = {}

    @classmethod
    def open(cls, folder: Path, clock: Clock, *, create: bool = False, mixed: bool = True) -> DiskLibrary:
        """Opens the library in a folder; nothing is written unless something must be recovered.

        Args:
            folder: The library's own folder.
            clock: Tells the time of backups.
            create: Make a new library where there is none.
            mixed: Make it also among `.json` files that are none of its own.

        Raises:
            LibraryError: There is no library, or another one than before, or it cannot be read.
        """
        told: list[str] = []
        if create and not is_there(folder / IDENTITY):
            identity = make_library(folder, clock(), mixed=mixed)
        else:
            journal = Journal(folder / PRIVATE_FOLDER / "journal")
            identity = mended_identity(folder, journal.library, told.append)
            if create:
                secure_identity(folder)
        library = cls(folder, identity, clock)
        library._tell(*told)
        library._custody.check()
        return library

    @property
    def identity(self) -> Identity:
        """Which library it is."""
        return self._custody.identity

    @property
    def read_only(self) -> str:
        """Why it cannot be written, in words, or an empty string."""
        return self._custody.read_only

    @property
    def troubles(self) -> Sequence[str]:
        """What was found damaged or was recovered on the way, a line each."""
        return tuple(self._troubles)

    def articles(self) -> Sequence[str]:
        """The ids of all articles, trash included, oldest first."""
        return tuple(self._names())

    def read(self, article: str) -> Annotated:
        """Reads one article's file.

        Raises:
            LibraryError: There is none, or it cannot be read.
        """
        self._files.see_new()
        name = self._files.name_of(article)
        if name is None:
            self._custody.recover_if_needed()
            self._custody.rescue(*self._custody.foreign())
            name = self._names().get(article)
        if name is None:
            raise LibraryError(f"The library holds no article {shown(article)}.")
        return self._read(name, self._decoded.of(name))

    def read_all(self, naming: str = "") -> Iterator[Annotated]:
        """Reads every article that can be read, or those that a word may stand in; what cannot is told in `troubles`."""
        names = self._names()
        found: Container[str] = names
        if naming:
            with suppress(LibraryError):  # what is damaged is told where it is read
                found = self._files.naming(naming)
        for name in [name for article, name in names.items() if article in found]:
            try:
                yield self._read(name)
            except LibraryError as error:
                self._tell(str(error))

    def read_articles(self) -> Iterator[Article]:
        """Reads the articles' own records; see `postil.core.ports.Library.read_articles`."""
        for name in self._names().values():
            try:
                data, _ = self._custody.lying(name)
                yield article_of(data, name) or self._read(name).article
            except LibraryError as error:
                self._tell(str(error))

    def sources(self) -> tuple[Source, ...]:
        """The bibliography, trash included."""
        if not is_there(self.folder / SOURCES_FILE):
            return ()
        troubles: list[str] = []
        decoded = self._decoded.of(SOURCES_FILE)
        found = sources_of(self._tables(SOURCES_FILE, decoded), troubles, decoded)
        self._tell(*troubles, *_sharing_a_key(found))
        return found

    def snapshot(self, digest: str) -> Snapshot:
        """Reads a kept text.

        Raises:
            LibraryError: It is missing, or is not the text that its name says.
        """
        try:
            return read_text(self.folder, digest)
        except LibraryError:
            copy = copied_text(self.folder, digest)
            if copy is None:
                raise
        self._custody.put_back(copy)
        return copy

    def page(self, digest: str) -> Page:
        """Reads the page of a kept text as it was received.

        Raises:
            LibraryError: None was kept, or it is damaged.
        """
        from postil.storage.files.received import read_page

        return read_page(self.folder, digest)

    def holds(self, digest: str) -> bool:
        """Whether a text is kept under this digest."""
        return is_there(text_path(self.folder, digest)) or copied_text(self.folder, digest) is not None

    def with_text(self, digest: str) -> Sequence[str]:
        """The ids of all articles, trash included, that name a text; no other file is decoded."""
        return tuple(sorted(self._files.naming(digest), key=lambda article: (len(article), article)))

    def apply(self, operation: Operation) -> Operation:
        """Makes an operation durable, all of it or nothing; see `postil.core.ports.Library.apply`.

        Raises:
            SaveFailed: Nothing was changed; the same operation may be tried again.
        """
        with self._custody.writing() as writer:
            self._custody.back_up_once_a_day()
            return writer.apply(operation)

    def operations(self, naming: str = "") -> Iterator[Operation]:
        """What every journal holds, newest first; see `postil.core.ports.Library.operations`."""
        from postil.storage.journal.operations import newest_first

        try:
            yield from newest_first(self._custody.journal, self._told, canonical.line(naming)[1:-1])
        except OSError as error:
            raise LibraryError(f"The journal cannot be read: {with_place(error)}.") from None

    def files(self, article: str) -> Sequence[Path]:
        """The folder, the bibliography and the article's own file, which may not be there yet."""
        self._files.see_new()
        name = self._files.name_of(article)
        own = [self.folder / name] if name else []
        return [self.folder, self.folder / SOURCES_FILE, *own]

    def signatures(self) -> Mapping[str, tuple[int, ...]]:
        """How the files look from outside, by article and `SOURCES`; nothing is repaired on the way.

        Raises:
            LibraryError: The folder cannot be read.
        """
        found = self._watched.signatures()
        with suppress(FileNotFoundError):
            found[SOURCES] = signature_of((self.folder / SOURCES_FILE).stat())
        return found

    def places(self) -> Mapping[str, tuple[int, int]]:
        """Where each article was left, by id: the cursor's offset and the length of the text."""
        from postil.storage.machine.places import read_places

        if self._places is None:
            self._places = read_places(self._private)
        return dict(self._places)

    def keep_place(self, article: str, offset: int, length: int) -> None:
        """Remembers where an article was left; losing it is harmless and raises nothing."""
        from postil.storage.machine.places import read_places, write_places

        with self._leaving:
            self._places = {**read_places(self._private), article: (offset, length)}
            write_places(self._private, self._places)

    def examine(self) -> Sequence[Finding]:
        """Checks every file and every reference, and changes nothing."""
        from postil.storage.care.examination import examine

        return examine(self.folder, self._custody.journal.folder)

    def backup(self, why: str = "") -> Path:
        """Copies the library's files into its backup folder and names the copy; `why` is kept in it.

        Raises:
            LibraryError: It could not be written.
        """
        from postil.storage.journal.backups import back_up

        with self._custody.writing():
            return back_up(self.folder, self._private, self._clock(), why)

    @property
    def upkeep(self) -> DiskUpkeep:
        """Looks after it: its backups, restoring, repair."""
        from postil.storage.care.upkeep import DiskUpkeep

        custody, read_only = self._custody, bool(self.read_only)
        return DiskUpkeep(
            self.folder,
            custody.identity.id,
            custody.journal,
            self._clock,
            custody.writing,
            read_only=read_only,
        )

    def _names(self) -> Mapping[str, str]:
        names = self._files.names()
        if gone := self._gone():
            self._passed_over |= gone
            self._custody.rescue()
            names = self._files.names()
        damaged = set(self._files.damaged())
        if damaged - self._given_up:
            if damaged & self._custody.known().known.keys():
                self._custody.rescue()
                names = self._files.names()
            self._given_up = set(self._files.damaged())
        if unknown := set(self._files.homeless()) - self._passed_over:
            self._passed_over |= unknown
            for name in unknown:
                with suppress(LibraryError):  # whoever reads it tells that
                    self._tables(name)
            names = self._files.names()
        for copy, name in self._files.copies():
            self._tell(f"{shown(copy)} holds the same article as {shown(name)}. {_COPY}")
        for name in self._given_up:
            self._tell(f"{shown(name)} is damaged and was left alone; `postil doctor` says more.")
        for name in self._files.refused():
            self._tell(f"{shown(name)} cannot be read: postil has no permission there.")
        return names

    def _gone(self) -> set[str]:
        """The files that the journal knows and the folder does not hold, as far as nobody has looked for them yet."""
        known = self._custody.known().known.keys() - {SOURCES_FILE} - self._files.seen()
        return known - self._passed_over

    def _read(self, name: str, decoded: Decoded | None = None) -> Annotated:
        troubles: list[str] = []
        try:
            return annotated_of(self._tables(name, decoded), name, troubles, decoded)
        finally:
            self._tell(*troubles)

    def _tables(self, name: str, decoded: Decoded | None = None) -> Tables:
        path, (data, own) = self.folder / name, self._custody.lying(name)
        try:
            tables = self._custody.tables_of(name, own) or canonical.decode_tables(data)
        except canonical.Malformed as error:
            self._custody.rescue(name)
            try:
                tables = read_tables(path)
            except canonical.Malformed:
                raise LibraryError(f"{shown(name)} is damaged: {shown(str(error))}.") from None
        from postil.storage.outside.migration import is_plain

        if not self.read_only and is_plain(tables, kinds_in(name)):
            self._custody.migrate(name)
            tables, own = read_tables(path), ""
        if decoded:
            decoded.tables = own, tables
        return tables

    def _tell(self, *lines: str) -> None:
        self._troubles.update(dict.fromkeys(lines))


def _sharing_a_key(sources: Sequence[Source]) -> Iterator[str]:
    """Says which living sources share a key, as two copies of a library may give them: a sentence or two each."""
    older: dict[str, Source] = {}
    for source in sources:
        known = None if source.deleted else older.setdefault(source.key, source)
        if known is not None and known.id != source.id:
            mine, theirs = (shown(shortened(each.title or each.url, 60)) for each in (known, source))
            yield (
                f"Two sources have the key “{shown(source.key)}”; evidence that quotes it means “{mine}”. "
                f"`postil source edit {source.id} --key KEY` gives “{theirs}” a key of its own."
            )
