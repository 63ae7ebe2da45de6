"""A backup's archive as somebody hands it over: looked at all over before anything of it is used."""

from __future__ import annotations

import struct
import zlib
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from postil.core.errors import BadInput
from postil.core.patterns import pattern
from postil.core.system_errors import in_words
from postil.core.text import shown, shown_path
from postil.core.zip_errors import BROKEN
from postil.storage.files import canonical, received
from postil.storage.files import texts as kept_texts
from postil.storage.files.article_files import SOURCES_FILE, article_key
from postil.storage.files.identity import FORMAT, IDENTITY

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MEMBERS = 100_000
"""The most files that an archive may hold."""

UNPACKED = 8 * 1024**3
"""The most bytes that they may have together."""

IN_MEMORY = 1024**3
"""The most bytes that the annotations may have together, which are held in memory."""

RATIO, UNSUSPICIOUS = 200, 64 * 1024**2
"""How much smaller than its files an archive may be, where these have more bytes than that."""

_LONGEST_IDENTITY = 4096
_TEXTS = f"{kept_texts.FOLDER}/"
_TEXT = pattern(_TEXTS + r"([0-9a-f]{64})\.json\.z")
_PAGES = f"{received.FOLDER}/"
_ANNOTATIONS = pattern(r"[^./\\:\x00-\x1f][^/\\:\x00-\x1f]{0,249}\.json")
_LAST = struct.Struct("<4s6sH10s")
_WHOLE = "Is the file whole, and did `postil backup` make it?"


class Archived(NamedTuple):
    """A file of annotations: its bytes, and the id of its article; none for the bibliography."""

    data: bytes
    article: str


class Archive:
    """An archive that was looked at; it holds nothing but what a library consists of.

    Attributes:
        path: The file.
        library: The id of the library that it is a copy of.
        identity: The bytes of that library's identity.
        files: The annotations by name: sound, and each an article or the bibliography.
        texts: The digests of the kept texts in it, each of which `text` has read once.
        pages: The names of the files of received pages in it, each of which is whole.
        left_out: What is no annotation or damaged, a sentence each, fit to be shown.
    """

    def __init__(self, path: Path, opened: ZipFile) -> None:
        """Reads everything in it once.

        Raises:
            BadInput: It is broken, too large, or holds what no backup holds.
        """
        self.path = path
        self._zip = opened
        with _refusing(path):
            self._members = _named(path, opened)
        self.identity = self._read(IDENTITY)
        self.library = _library(path, self.identity)
        self.files: dict[str, Archived] = {}
        self.texts: list[str] = []
        self.pages: list[str] = []
        self.left_out: list[str] = []
        for name in sorted(self._members):
            if found := _TEXT.fullmatch(name):
                self._look_at_text(found[1])
            elif name.startswith(_PAGES):
                self._look_at_page(name)
            elif name != IDENTITY:
                self._look_at_file(name)

    def text(self, digest: str) -> bytes | None:
        """The file of a kept text; None if it is not the text of its name, or not there.

        Raises:
            BadInput: The archive is broken.
        """
        name = text_name(digest)
        if name not in self._members:
            return None
        data = self._read(name)
        try:
            own = kept_texts.unpacked(data).digest
        except (ValueError, zlib.error):
            return None
        return data if own == digest else None

    def _look_at_text(self, digest: str) -> None:
        if self.text(digest) is None:
            self.left_out.append(f"The text {digest[:12]} is damaged in the archive and was left out.")
        else:
            self.texts.append(digest)

    def page(self, name: str) -> bytes:
        """The file of a received page, by one of `pages`.

        Raises:
            BadInput: The archive is broken.
        """
        return self._read(_PAGES + name)

    def _look_at_page(self, inside: str) -> None:
        name = inside.removeprefix(_PAGES)
        try:
            received.unpacked(name, self._read(inside))
        except (ValueError, zlib.error):
            self.left_out.append(f"The page {name[:12]} is damaged in the archive and was left out.")
        else:
            self.pages.append(name)

    def _look_at_file(self, name: str) -> None:
        data = self._read(name)
        try:
            tables = canonical.decode_tables(data)
        except canonical.Malformed as error:
            self.left_out.append(f"{shown(name)} was left out: {shown(str(error))}.")
            return
        article = "" if name == SOURCES_FILE else article_key(tables)
        if article is None:
            self.left_out.append(f"{shown(name)} was left out: it holds no article.")
        else:
            self.files[name] = Archived(data, article)

    def _read(self, name: str) -> bytes:
        member = self._members[name]
        with _refusing(self.path), self._zip.open(member) as file:
            return file.read(member.file_size + 1)  # without a number zipfile unpacks more than was declared


@contextmanager
def opened(path: Path) -> Iterator[Archive]:
    """Opens and examines an archive.

    Raises:
        BadInput: There is no such file, or `Archive` refuses it.
    """
    if not path.is_file():  # a pipe would be waited for
        raise BadInput(f"There is no file {shown_path(path)}.", "`postil backup list` lists the backups.")
    with _refusing(path):
        file = ZipFile(path)
    with file:
        yield Archive(path, file)


def names_in(path: Path) -> frozenset[str]:
    """The names of the files in an archive, whose contents are not looked at.

    Raises:
        BadInput: `Archive` would refuse it for one of them, or it is no archive.
    """
    with _refusing(path), ZipFile(path) as archive:
        return frozenset(_named(path, archive))


def is_plain(name: str) -> bool:
    """Whether a file of annotations may bear a name in an archive: it means the same on every system."""
    return bool(_ANNOTATIONS.fullmatch(name))


def text_name(digest: str) -> str:
    """The name of a kept text's file in an archive."""
    return f"{_TEXTS}{digest}.json.z"


def _named(path: Path, archive: ZipFile) -> dict[str, ZipInfo]:
    """The members by name.

    Raises:
        BadInput: There are too many, a name is none of a library's, or stands there twice.
    """
    members = archive.infolist()
    if len(members) > MEMBERS:
        raise _refused(path, f"it holds {len(members)} files, more than {MEMBERS}")
    if _counted(archive) != min(len(members), 0xFFFF):
        raise _refused(path, "its list of files is damaged")
    found: dict[str, ZipInfo] = {}
    for member in members:
        name = member.orig_filename
        if name in {_TEXTS, _PAGES} and not member.file_size:
            continue  # an archive that was packed again by hand names the folder too
        if name != IDENTITY and not (is_plain(name) or _TEXT.fullmatch(name) or _is_page(name)):
            raise _refused(path, f"it holds “{shown(name)[:80]}”, which is no file of a library")
        if name in found:
            raise _refused(path, f"it holds “{shown(name)[:80]}” twice")
        if member.flag_bits & 1 or member.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
            raise _refused(path, f"“{shown(name)[:80]}” is encrypted or packed in an unusual way")
        found[name] = member
    if IDENTITY not in found:
        raise _refused(path, f"it lacks “{IDENTITY}”, which every backup holds")
    _check_sizes(path, found)
    return found


def _is_page(name: str) -> bool:
    return name.startswith(_PAGES) and bool(received.NAME.fullmatch(name.removeprefix(_PAGES)))


def _counted(archive: ZipFile) -> int:
    """How many files the last record of an archive counts, which zipfile does not compare; -1 where it has none."""
    if archive.fp is None:
        return -1
    archive.fp.seek(-_LAST.size - len(archive.comment), 2)
    signature, _, count, _ = _LAST.unpack(archive.fp.read(_LAST.size))
    return int(count) if signature == b"PK\x05\x06" else -1


def _check_sizes(path: Path, members: dict[str, ZipInfo]) -> None:
    """Refuses what would fill the memory or the disk, by the sizes that the archive itself declares.

    Raises:
        BadInput: It would.
    """
    for name, member in members.items():
        most = _LONGEST_IDENTITY if name == IDENTITY else canonical.LIMIT
        if member.file_size > most:
            raise _refused(path, f"“{shown(name)[:80]}” has {member.file_size} bytes, more than {most}")
    total = sum(member.file_size for member in members.values())
    annotations = sum(
        member.file_size for name, member in members.items() if not name.startswith((_TEXTS, _PAGES))
    )
    if total > UNPACKED or annotations > IN_MEMORY:
        raise _refused(path, f"its files have {total} bytes together, more than a library can have")
    if total > UNSUSPICIOUS and total > RATIO * path.stat().st_size:
        raise _refused(path, f"its files are more than {RATIO} times as large as it is itself")


def _library(path: Path, identity: bytes) -> str:
    try:
        value = canonical.decode(identity, _LONGEST_IDENTITY)
    except canonical.Malformed as error:
        raise _refused(path, f"its “{IDENTITY}” is damaged: {error}") from None
    match value:
        case {"id": str(own), "format": int(version)} if own and version >= 1:
            if version > FORMAT:
                raise BadInput(
                    f"{shown_path(path)} was made by a newer postil (format {version}).", "Update postil."
                )
            return own
        case _:
            raise _refused(path, f"its “{IDENTITY}” has the wrong shape")


def _refused(path: Path, why: str) -> BadInput:
    return BadInput(f"{shown_path(path)} cannot be restored: {shown(why)}.", _WHOLE)


@contextmanager
def _refusing(path: Path) -> Iterator[None]:
    try:
        yield
    except BROKEN as error:
        raise _refused(path, f"it is no whole zip archive ({error})") from None
    except OSError as error:
        raise BadInput(f"{shown_path(path)} cannot be read: {in_words(error)}.") from None
