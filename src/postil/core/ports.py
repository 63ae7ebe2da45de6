"""What the use cases need from the outside, as Protocols that `container` fulfils."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from postil.core.annotated import Annotated
    from postil.core.changes import Operation
    from postil.core.findings import Finding
    from postil.core.model import Article, Source
    from postil.core.pages import Page
    from postil.core.snapshot import Snapshot
    from postil.core.upkeep import Backup, Restored


class Clock(Protocol):
    """Tells the time as an RFC 3339 stamp in UTC with microseconds."""

    def __call__(self) -> str:
        """The stamp of this instant."""
        ...


class IdFactory(Protocol):
    """Makes ids of 19 digits; each is greater than the one before."""

    def __call__(self) -> str:
        """A new id."""
        ...


class Library(Protocol):
    """The library on disk. Every method may raise `LibraryError`."""

    @property
    def folder(self) -> Path:
        """Where it lies."""
        ...

    @property
    def read_only(self) -> str:
        """Why it cannot be written, in words, or an empty string."""
        ...

    @property
    def troubles(self) -> Sequence[str]:
        """What was found damaged or was recovered on the way, a line each; empty when all is well."""
        ...

    def articles(self) -> Sequence[str]:
        """The ids of all articles, trash included, oldest first."""
        ...

    def read(self, article: str) -> Annotated:
        """Reads one article's file.

        Raises:
            LibraryError: There is none, or it cannot be read.
        """
        ...

    def read_all(self, naming: str = "") -> Iterator[Annotated]:
        """Reads what can be read of all articles, or of those in whose files a word of ASCII stands; see `troubles`."""
        ...

    def read_articles(self) -> Iterator[Article]:
        """As `read_all`, the articles' own records alone: quick, however much is marked in them."""
        ...

    def sources(self) -> tuple[Source, ...]:
        """The bibliography, trash included."""
        ...

    def snapshot(self, digest: str) -> Snapshot:
        """Reads a kept text.

        Raises:
            LibraryError: It is missing, or is not the text that its name says.
        """
        ...

    def page(self, digest: str) -> Page:
        """Reads the page of which a kept text was made, as it was received from the web.

        Raises:
            LibraryError: None was kept, or it is damaged.
        """
        ...

    def apply(self, operation: Operation) -> Operation:
        """Makes an operation durable, all of it or nothing, on top of what is on disk now.

        Returns:
            The operation as it was applied: its `before` and `after` are the records on disk, which
            differ from what was asked where somebody else changed other fields meanwhile, and are other
            ones where `core.agreement` says so. Without changes, nothing was left to do or written.

        Raises:
            SaveFailed: Nothing was changed; the same operation may be tried again.
        """
        ...

    def operations(self, naming: str = "") -> Iterator[Operation]:
        """The journalled operations, newest first, read no further back than they are asked for.

        May be asked on any thread.

        Args:
            naming: A word, as an id or a creator; operations in which it stands nowhere may be left out.
        """
        ...

    def holds(self, digest: str) -> bool:
        """Whether a text is kept under this digest."""
        ...

    def with_text(self, digest: str) -> Sequence[str]:
        """The ids of all articles, trash included, that name a text: as theirs or as what they quote."""
        ...

    def files(self, article: str) -> Sequence[Path]:
        """The files on which it depends what is shown of an article."""
        ...

    def signatures(self) -> Mapping[str, tuple[int, ...]]:
        """How the files look from outside, by article and `SOURCES`: another one means that it was written.

        Of two different ones that end in the same number, the later was written into the same file, and the
        writer may not be done. What is damaged or missing is left out.
        """
        ...

    def places(self) -> Mapping[str, tuple[int, int]]:
        """Where each article was left, by id: the cursor's offset and the length of the text, in code points.

        These are this machine's own and no annotation.
        """
        ...

    def keep_place(self, article: str, offset: int, length: int) -> None:
        """Remembers where an article was left; losing it is harmless and raises nothing."""
        ...

    def examine(self) -> Sequence[Finding]:
        """Checks every file and every reference, and changes nothing."""
        ...

    def backup(self, why: str = "") -> Path:
        """Copies the library's files, kept texts left out, into its backup folder and names the copy.

        `why` says in a few words what it is made for.
        """
        ...

    @property
    def upkeep(self) -> Upkeep:
        """Looks after it: its backups, restoring, repair."""
        ...


class Upkeep(Protocol):
    """Looks after a library. Every method may raise `LibraryError`."""

    def backups(self) -> Sequence[Backup]:
        """The library's own backups, oldest first."""
        ...

    def archive(self, file: Path, *, force: bool = False) -> Backup:
        """Writes all of the library to a file, kept texts included.

        Raises:
            WrongUse: The file is there, and is not to be overwritten.
        """
        ...

    def restore(self, archive: Path) -> Restored:
        """Puts every file of an archive in place, after a backup of the present state.

        Raises:
            BadInput: It is no archive of a library, or a broken one; nothing was changed.
            WrongUse: It is one of another library; nothing was changed.
        """
        ...

    def repair(self) -> Sequence[str]:
        """Puts back what is missing or damaged and is known elsewhere; removes nothing.

        Returns:
            What was done, a sentence each, fit to be shown.
        """
        ...

    def keep_text(self, snapshot: Snapshot) -> None:
        """Keeps a text, durably, unless it lies there whole."""
        ...


class Writer(Protocol):
    """Hands operations to the library in order, off the screen's thread or at once."""

    def resume(self) -> None:
        """Takes operations again on what a failed one was about; until then they fail too, in their order."""
        ...

    def write(self, operation: Operation, done: Callable[[Operation, Exception | None], None]) -> None:
        """Queues an operation; `done` is called with it, as applied, or with what kept it from disk."""
        ...


class SetAside(Protocol):
    """Keeps what a library did not take where it outlives the process."""

    @property
    def unfinished(self) -> Unfinished:
        """Keeps what was not given to the library yet."""
        ...

    def keep(self, operations: Sequence[Operation]) -> None:
        """Keeps operations in place of those that this process kept before.

        Raises:
            SaveFailed: They cannot be kept here either.
        """
        ...

    def hand_over(self, apply: Callable[[Operation], object]) -> Iterator[str]:
        """Applies what processes that have ended kept; gives what is to be told about it."""
        ...

    def waiting(self) -> int:
        """How many processes have left something that is not handed over yet."""
        ...


class Unfinished(Protocol):
    """Keeps what is typed into the forms on a library and not saved yet, where it outlives the process."""

    def get(self, about: str) -> Mapping[str, str]:
        """The words of the form about something, by the names of its lines, or none."""
        ...

    def put(self, about: str, words: Mapping[str, str]) -> bool:
        """Keeps words in place of those that were kept before, or none; tells whether that was done."""
        ...


class Preferences(Protocol):
    """What is chosen for one library and travels with it."""

    def get(self, name: str) -> str:
        """What was chosen, or an empty string."""
        ...

    def put(self, name: str, value: str) -> None:
        """Chooses something.

        Raises:
            SaveFailed: It cannot be kept.
        """
        ...


class Fetch(Protocol):
    """Asks for one address of the web."""

    def __call__(
        self, origin: str, *, accept: str, seconds: float, allow_private: bool, stopped: Callable[[], bool]
    ) -> Page:
        """Gives what it answers.

        Args:
            origin: The address.
            accept: The media types that are wanted.
            seconds: How long it may take in all.
            allow_private: Whether hosts of this machine and of private networks are asked too.
            stopped: Asked time and again; ends it by answering yes.

        Raises:
            BadInput: Nothing comes of it; the message names the address.
            Stopped: It was ended.
        """
        ...


class CitationCache(Protocol):
    """Keeps citations that took an engine time to set. What is lost from it is only set again."""

    def get(self, keys: Sequence[str]) -> Mapping[str, Sequence[str]]:
        """The words that are kept under some of the keys."""
        ...

    def put(self, words: Mapping[str, Sequence[str]]) -> None:
        """Keeps words under their keys; may be called on any thread, and raises nothing."""
        ...
