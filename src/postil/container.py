"""The composition root: the one module that sees storage, the commands and the screen together."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Unpack

if TYPE_CHECKING:
    from collections.abc import Sequence

    from postil.core.findings import Finding
    from postil.core.ports import IdFactory, Library, Preferences, SetAside
    from postil.core.settings import Settings
    from postil.core.upkeep import Restored
    from postil.services.articles.articles import Opened
    from postil.services.articles.reading import Manner
    from postil.services.citing.citing import Citations
    from postil.services.library.workspace import Workspace
    from postil.tui.terminal.clipboard import Outcome
    from postil.tui.terminal.first_sight import Sight


class Container:
    """What a command or the screen is made of, each part made when it is first asked for.

    Attributes:
        library_option: The folder that `--library` named, or an empty string.
        may_create: Whether a library may be made in a folder that holds none.
        sight: What stands on the terminal already, if anything.
        problems: What is to be told when the screen comes.
    """

    def __init__(
        self, library_option: str = "", *, may_create: bool = False, sight: Sight | None = None
    ) -> None:
        self.library_option = library_option
        self.may_create = may_create
        self.sight = sight
        self.problems: tuple[str, ...] = ()

    @cached_property
    def folder(self) -> Path:
        """The library's folder: `--library`, `$POSTIL_LIBRARY`, the project's, or the user's own."""
        return library_folder(self.library_option)

    @cached_property
    def settings_file(self) -> Path:
        """The configuration file, which need not exist."""
        from postil.storage.machine.configuration import configuration_file

        return configuration_file()

    @cached_property
    def _read_settings(self) -> tuple[Settings, tuple[str, ...]]:
        return read_settings(self.settings_file)

    @property
    def settings(self) -> Settings:
        """The reader's settings, or the defaults."""
        return self._read_settings[0]

    @property
    def settings_problems(self) -> tuple[str, ...]:
        """What of the configuration file could not be taken, a sentence each."""
        return self._read_settings[1]

    @cached_property
    def library(self) -> Library:
        """The library on disk; an empty one that is nowhere for a reader who has none yet and makes none.

        Raises:
            LibraryError: The folder holds none, or it cannot be read.
        """
        from postil.storage.disk_library import DiskLibrary
        from postil.storage.machine.configuration import LIBRARY_VARIABLE, default_library_folder

        named = self.library_option or os.environ.get(LIBRARY_VARIABLE)
        own = not named and self.folder == default_library_folder()
        if own and not self.may_create:
            from postil.storage.absent import AbsentLibrary

            if AbsentLibrary.is_absent(self.folder):
                return AbsentLibrary(self.folder)
        mixed = bool(self.library_option)
        return DiskLibrary.open(self.folder, system_clock, create=self.may_create, mixed=mixed)

    @property
    def troubles(self) -> Sequence[str]:
        """What was found wrong with the library or the settings, as far as they have been read."""
        made = self.__dict__
        told = list(self.settings_problems) if "_read_settings" in made else []
        return [*told, *(self.library.troubles if "library" in made else ())]

    @cached_property
    def workspace(self) -> Workspace:
        """The library as it is worked on; changes are on disk when they return, unless the screen sees to them."""
        from postil.services.library.workspace import Workspace
        from postil.services.library.writing import DirectWriter

        return Workspace(
            self.library,
            DirectWriter(self.library),
            clock=system_clock,
            make_id=id_factory(),
            creator=self.settings.name or user_name(),
        )

    @cached_property
    def citations(self) -> Citations:
        """Citations in the library's style, else in the reader's."""
        from postil.services.citing.citing import Citations
        from postil.storage.machine.citation_cache import CitationFile
        from postil.storage.machine.configuration import cache_folder

        chosen = self.preferences
        return Citations(
            chosen.get("style") or self.settings.style,
            chosen.get("locale") or self.settings.locale,
            cache=CitationFile(cache_folder() / "citations.sqlite"),
            own_styles=self.styles_folder,
        )

    @cached_property
    def preferences(self) -> Preferences:
        """What is chosen for the library."""
        from postil.storage.files.preferences import PreferenceFile

        return PreferenceFile(self.folder)

    def set_aside(self) -> SetAside:
        """Makes a place for changes that the library does not take."""
        from postil.core.errors import LibraryError
        from postil.storage.files.identity import read_identity
        from postil.storage.machine import set_aside
        from postil.storage.machine.configuration import state_folder

        names = [str(self.folder.resolve())]
        with suppress(LibraryError):  # there is none yet
            names.insert(0, read_identity(self.folder).id)
        return set_aside.SetAside(state_folder(), *names)

    @property
    def styles_folder(self) -> Path:
        """Where the reader puts styles of their own, beside the configuration."""
        return self.settings_file.parent / "styles"

    def _open(self, origin: str, how: Manner) -> Opened:
        from postil.services.articles.articles import open_named

        how.setdefault("stdin", self.read_stdin)
        return open_named(self.workspace, origin, **how)

    @property
    def encoding(self) -> str:
        """The encoding in which the terminal is written to, as the locale has it."""
        from postil.tui.looks.glyphs import locale_encoding

        return locale_encoding(os.environ, sys.stdout.encoding)

    @property
    def draws_ascii(self) -> bool:
        """Whether the screen draws its glyphs in ASCII here: by the settings, the locale or the terminal."""
        from postil.tui.looks.glyphs import ASCII, glyphs_for

        return glyphs_for(self.encoding, self.settings.ascii, os.environ.get("TERM", "")) is ASCII

    def unpack_backup(self, archive: Path, folder: Path) -> Restored:
        """Makes a library of a backup in a new or empty folder, whether or not there is one here."""
        from postil.storage.care.upkeep import unpack

        return unpack(archive, folder)

    def merge_file(self, base: Path, ours: Path, theirs: Path) -> None:
        """Writes into `ours` what both sides of a file of a library hold; no library is opened."""
        from postil.storage.outside.file_merging import merge_file

        merge_file(base, ours, theirs)

    def at(self, folder: Path, told: str = "") -> Container:
        """The same settings on the library of another folder, of which something may be told when the screen comes."""
        other = Container(str(folder))
        other.problems = (told,) if told else ()
        return other

    def read_stdin(self) -> bytes:
        """Standard input to its end, or as much of it as shows that it is too large; empty where it is closed."""
        from postil.ingest.door import LARGEST

        return sys.stdin.buffer.read(LARGEST + 1) if sys.stdin else b""

    def copy(self, text: str) -> Outcome:
        """Copies a text by whatever way leads to a clipboard."""
        from postil.storage.machine.configuration import state_folder
        from postil.tui.terminal.clipboard import copy, to_controlling_terminal

        command = self.settings.clipboard
        return copy(text, command=command, write=to_controlling_terminal, state_folder=state_folder())

    def clipboard_routes(self) -> Sequence[Finding]:
        """The ways to a clipboard from here, told without copying."""
        from postil.storage.machine.configuration import state_folder
        from postil.tui.terminal.clipboard_routes import routes

        return routes(
            command=self.settings.clipboard,
            paste_command=self.settings.clipboard_paste,
            terminal=sys.stdout.isatty() or sys.stderr.isatty(),
            state_folder=state_folder(),
        )

    def screen_problems(self) -> Sequence[str]:
        """What of the settings the screen would leave out, a sentence each."""
        from postil.tui.setting_checks import screen_problems

        return tuple(screen_problems(self.settings))

    def run_screen(
        self, origin: str = "", start: str = "library", query: str = "", **how: Unpack[Manner]
    ) -> int:
        """Runs the screen until the reader leaves it.

        Args:
            origin: A file, an address, `-`, or the name of an article; nothing for no text.
            start: `reader`, `library` or `review`.
            query: What the review shows first.
            how: How the file or the page is to be read.

        Returns:
            The exit code.
        """
        from postil.services.articles.reading import begin
        from postil.services.library.writing import handed_over
        from postil.tui.loading import load_reader, load_screen
        from postil.tui.terminal.controlling import need_terminal

        self.may_create = True
        waited = how.get("stopped", lambda: False)
        how["apart"], how["stopped"] = True, lambda: load_reader() or waited()
        begun = how["begun"] = begin(origin, **how) if origin else None
        try:
            self.problems += (*self.settings_problems, *handed_over(self.library, self.set_aside()))
            opened = self._open(origin, how) if origin else None
            need_terminal()
            load_screen()
            return run_screen(self, opened, start, query, origin)
        finally:
            if begun is not None:
                begun.end()
            if self.sight is not None:  # before anybody is told what failed
                self.sight.leave()


def library_folder(option: str = "") -> Path:
    """Where the library lies.

    Args:
        option: What `--library` named.

    Returns:
        The option's folder, else the one `$POSTIL_LIBRARY` names, else the nearest `annotations` at or
        above the current folder that holds a library, else the one in the user's data folder.
    """
    from postil.storage.files.identity import find_library
    from postil.storage.machine.configuration import LIBRARY_VARIABLE, default_library_folder

    if option:
        return Path(os.path.expanduser(option)).absolute()  # noqa: PTH111 - it never raises
    found = None if os.environ.get(LIBRARY_VARIABLE) else find_library(Path.cwd())
    return found or default_library_folder().absolute()


def read_settings(file: Path) -> tuple[Settings, tuple[str, ...]]:
    """Reads the configuration file; the defaults where there is none.

    Returns:
        The settings, and a sentence for each thing that could not be taken.
    """
    from postil.core.errors import BadInput
    from postil.core.settings import DEFAULTS, settings_from
    from postil.storage.machine.configuration import read_configuration

    try:
        return settings_from(read_configuration(file))
    except BadInput as error:
        return DEFAULTS, (f"{error} The defaults are used.",)


def system_clock() -> str:
    """The stamp of this instant."""
    from datetime import UTC, datetime

    from postil.core.ids import stamp

    return stamp(datetime.now(UTC))


def id_factory() -> IdFactory:
    """Makes a factory whose ids rise even where the wall clock is set back.

    The factory raises a `LibraryError` where the clock tells a time for which there are no ids.
    """
    import threading
    import time

    from postil.core.errors import LibraryError
    from postil.core.ids import RANDOM_BITS, make_id

    lock = threading.Lock()
    previous = 0

    def next_id() -> str:
        nonlocal previous
        with lock:
            random = int.from_bytes(os.urandom(4)) >> 32 - RANDOM_BITS
            try:
                now = int(make_id(time.time_ns() // 1_000_000, random))
            except ValueError:
                raise LibraryError(
                    f"The clock of this machine says {system_clock()[:10]}, which cannot be.",
                    "Set the clock, and try again; nothing was changed.",
                ) from None
            previous = max(previous + 1, now)
            return str(previous)

    return next_id


def user_name() -> str:
    """The system's name for who is working, or `reader` where it has none."""
    import getpass

    from postil.core.text import clean_line

    try:
        return clean_line(getpass.getuser()) or "reader"
    except (OSError, KeyError, ImportError):
        return "reader"


def run_screen(container: Container, opened: Opened | None, start: str, query: str, origin: str) -> int:
    """Runs the app.

    Args:
        container: What it is made of.
        opened: The article to begin with, read already, so that an error is told before the screen comes.
        start: The place to begin at.
        query: What the review shows first.
        origin: Where the article was read from, as it was named.

    Returns:
        The exit code.
    """
    import gc

    from postil.storage.machine.configuration import state_folder
    from postil.storage.machine.last_view import FILE, remember, remembered
    from postil.tui.app import PostilApp
    from postil.tui.citing import References
    from postil.tui.terminal.driver import driver_class
    from postil.tui.terminal.first_sight import keep

    driver = driver_class()
    app = PostilApp(
        container.workspace,
        container.library,
        remembered(state_folder(), container.settings),
        problems=container.problems,
        opened=opened,
        start=start,
        query=query,
        references=References(lambda: container.citations, container.preferences),
        encoding=container.encoding,
        state_folder=state_folder(),
        set_aside=container.set_aside,
        sight=container.sight,
        driver_class=driver,
    )
    app.run()
    remember(state_folder(), container.settings, app.settings)
    article = opened.annotated.article.id if opened else ""
    if driver and article and app.next_sight and not _is_fetched_anew(container, origin, article):
        files = [origin, container.settings_file, state_folder() / FILE, *container.library.files(article)]
        keep(sys.argv[1:], app.next_sight, files)
    if app.next_library is not None:
        from postil.services.library.demo import told_of_copy

        return container.at(app.next_library, told_of_copy(app.next_library)).run_screen()
    gc.freeze()  # the interpreter need not look through what is about to go with it
    return app.return_code or 0


def _is_fetched_anew(container: Container, origin: str, article: str) -> bool:
    """Whether an article is a draft of an address still: when it is opened again, it may be another text."""
    from postil.core.addresses import is_address

    return is_address(origin) and container.workspace.is_draft(article)
