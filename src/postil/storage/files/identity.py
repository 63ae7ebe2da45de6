"""Which folder is a library, and which library it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from postil.core.digests import sha256
from postil.core.errors import LibraryError
from postil.core.system_errors import in_words, with_place
from postil.core.text import shown, shown_path
from postil.storage.files import canonical, regular
from postil.storage.files.atomic import Replacement, is_there, make_folder, replace, secure

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FORMAT = 1
"""The version of the files' format that is written."""

IDENTITY = ".postil-library"
ANNOTATIONS = "annotations"
"""The folder in which a project keeps its library."""

PRIVATE_FOLDER = ".postil"
"""This machine's own part of a library: lock, journal, backups, damaged files, places."""

MENDED = f"“{IDENTITY}” was damaged and was written anew."
"""What is told then."""

_WRONG_FOLDER = "Is it the right folder, and is its disk mounted?"


class DamagedIdentity(LibraryError):
    """There is a library, but it does not say which."""


class Identity(NamedTuple):
    """What a library says of itself."""

    id: str
    format: int = FORMAT


def find_library(start: Path) -> Path | None:
    """The library that a folder belongs to.

    Args:
        start: Any folder.

    Returns:
        `start` itself when it is a library, else the `annotations` folder of the nearest folder at or
        above it that holds a library there, else None.
    """
    folder = start.absolute()
    if (folder / IDENTITY).is_file():
        return folder
    for above in (folder, *folder.parents):
        if (above / ANNOTATIONS / IDENTITY).is_file():
            return above / ANNOTATIONS
    return None


def read_identity(folder: Path) -> Identity:
    """Reads which library lies in a folder.

    Raises:
        LibraryError: None does, its identity is damaged, or a newer postil made it.
    """
    try:
        value = canonical.decode(regular.read(folder / IDENTITY), 4096)
    except FileNotFoundError:
        raise LibraryError(f"{shown_path(folder)} is not a postil library.", _WRONG_FOLDER) from None
    except OSError as error:
        raise LibraryError(f"{shown_path(folder)} cannot be read: {with_place(error)}.") from None
    except canonical.Malformed as error:
        raise _damaged(folder, str(error)) from None
    match value:
        case {"id": str(own), "format": int(version)} if own and version >= 1:
            if version > FORMAT:
                raise LibraryError(
                    f"{shown_path(folder)} was written by a newer postil (format {version}).",
                    "Update postil.",
                )
            return Identity(own, version)
        case _:
            raise _damaged(folder, "it has the wrong shape")


def mended_identity(folder: Path, remembered: Callable[[], str], tell: Callable[[str], object]) -> Identity:
    """Reads which library lies in a folder; a damaged identity is written anew from memory.

    Args:
        folder: The library.
        remembered: Tells the id that this machine knows it by, or an empty string.
        tell: Is told when it was written anew.

    Raises:
        LibraryError: As `read_identity`, or it is damaged and nobody remembers it.
    """
    try:
        return read_identity(folder)
    except DamagedIdentity:
        try:
            known = remembered()
            if not known:
                raise
            identity = Identity(known)
            write_identity(folder, identity)
            tell(MENDED)
        except OSError as error:
            raise LibraryError(f"{shown_path(folder)} cannot be read: {in_words(error)}.") from None
        return identity


def make_library(folder: Path, time: str, *, mixed: bool = True) -> Identity:
    """Makes a new, empty library.

    Args:
        folder: Made when missing; it may hold other things, but no annotations.
        time: RFC 3339 stamp of the making; with the folder it makes the identity.
        mixed: Whether it may hold `.json` files, which are somebody else's.

    Raises:
        LibraryError: It holds annotations already or what must not be mixed with them, or cannot be
            written.
    """
    remains = [name for name in (PRIVATE_FOLDER, "texts", "sources.json") if is_there(folder / name)]
    if remains:
        raise LibraryError(
            f"{shown_path(folder)} holds “{remains[0]}” of a library but not its “{IDENTITY}”.",
            "Was it copied only in part? Copy that file too, or choose another folder.",
        )
    foreign = None if mixed else next(iter(sorted(folder.glob("[!.]*.json"))), None)
    if foreign is not None:
        raise LibraryError(
            f"{shown_path(folder)} is no postil library and holds “{shown(foreign.name)}”.",
            f"Choose another folder, or make a library there with `postil add FILE --library "
            f"{shown_path(folder)}`.",
        )
    identity = Identity(sha256(f"{time} {folder.absolute()}".encode(errors="replace")).hexdigest()[:32])
    try:
        make_folder(folder)
        first = Replacement(folder / IDENTITY, _written(identity))
        try:
            made = first.create()  # somebody else may be making it at the same time
        finally:
            first.drop()
    except OSError as error:
        raise LibraryError(f"{shown_path(folder)} cannot become a library: {in_words(error)}.") from None
    return identity if made else read_identity(folder)


def secure_identity(folder: Path) -> None:
    """Waits for the identity of a library that nobody has written to yet: whoever made it may have been cut off.

    Raises:
        LibraryError: It may not outlive a power cut.
    """
    if not is_there(folder / PRIVATE_FOLDER):
        try:
            secure(folder / IDENTITY)
        except OSError as error:
            raise LibraryError(f"{shown_path(folder)} cannot be written: {in_words(error)}.") from None


def write_identity(folder: Path, identity: Identity) -> None:
    """Writes a library's identity, durably.

    Raises:
        OSError: It could not be written.
    """
    replace(folder / IDENTITY, _written(identity))


def _written(identity: Identity) -> bytes:
    return canonical.lines({"format": identity.format, "id": identity.id}) + b"\n"


def _damaged(folder: Path, why: str) -> DamagedIdentity:
    return DamagedIdentity(
        f"The file “{IDENTITY}” of {shown_path(folder)} is damaged: {why}.",
        "Put it back from a copy; it is in every backup.",
    )
