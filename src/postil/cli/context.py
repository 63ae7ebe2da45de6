"""What a command is given to work with; `container.Container` is one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, Unpack

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from postil.core.findings import Finding
    from postil.core.ports import Library, SetAside
    from postil.core.settings import Settings
    from postil.core.upkeep import Restored
    from postil.services.articles.reading import Manner
    from postil.services.citing.citing import Citations
    from postil.services.library.workspace import Workspace


class Outcome(Protocol):
    """What became of a copy."""

    @property
    def status(self) -> str:
        """`ok`, `unconfirmed` or `failed`."""
        ...

    @property
    def route(self) -> str:
        """Where it went, or an empty string."""
        ...

    @property
    def reason(self) -> str:
        """What went wrong on the way, or an empty string."""
        ...

    @property
    def size(self) -> int:
        """Code points."""
        ...

    @property
    def kept(self) -> str:
        """The file that holds it as well, or an empty string."""
        ...

    @property
    def notice(self) -> str:
        """All this as a sentence."""
        ...


class Context(Protocol):
    """The library, the settings and the ways in and out, each made when it is first asked for."""

    may_create: bool
    """Whether a library may be made in a folder that holds none."""

    @property
    def folder(self) -> Path:
        """The library's folder."""
        ...

    def set_aside(self) -> SetAside:
        """Makes a place for changes that the library does not take."""
        ...

    @property
    def settings_file(self) -> Path:
        """The configuration file, which need not exist."""
        ...

    @property
    def settings(self) -> Settings:
        """The reader's settings."""
        ...

    @property
    def settings_problems(self) -> Sequence[str]:
        """What of the configuration file could not be taken, a sentence each."""
        ...

    @property
    def library(self) -> Library:
        """The library on disk."""
        ...

    @property
    def troubles(self) -> Sequence[str]:
        """What was found wrong with the library or the settings, as far as they have been read."""
        ...

    @property
    def workspace(self) -> Workspace:
        """The library, whose changes are on disk when they return."""
        ...

    @property
    def citations(self) -> Citations:
        """Citations in the library's style, else in the reader's."""
        ...

    @property
    def styles_folder(self) -> Path:
        """Where the reader puts styles of their own."""
        ...

    @property
    def encoding(self) -> str:
        """The encoding in which the terminal is written to, as the locale has it."""
        ...

    @property
    def draws_ascii(self) -> bool:
        """Whether the screen draws its glyphs in ASCII here."""
        ...

    def read_stdin(self) -> bytes:
        """Standard input to its end."""
        ...

    def copy(self, text: str) -> Outcome:
        """Copies a text by whatever way leads to a clipboard."""
        ...

    def clipboard_routes(self) -> Sequence[Finding]:
        """The ways to a clipboard from here, told without copying."""
        ...

    def screen_problems(self) -> Sequence[str]:
        """What of the settings the screen would leave out, a sentence each."""
        ...

    def unpack_backup(self, archive: Path, folder: Path) -> Restored:
        """Makes a library of a backup in a new or empty folder, whether or not there is one here."""
        ...

    def merge_file(self, base: Path, ours: Path, theirs: Path) -> None:
        """Writes into `ours` what both sides of a file of a library hold; no library is opened."""
        ...

    def at(self, folder: Path, told: str = "") -> Context:
        """The same settings on the library of another folder, of which something may be told when the screen comes."""
        ...

    def run_screen(
        self, origin: str = "", start: str = "library", query: str = "", **how: Unpack[Manner]
    ) -> int:
        """Runs the screen until the reader leaves it, and gives the exit code."""
        ...
