"""What was done, in order: one line an operation, on the disk before any file is touched.

A line is `checksum TAB files TAB body`. `files` tells, for each file touched, the hash of its bytes before
and after; `body` is the operation with the raw documents before and after. The first line of a journal names
its library. A file that the journal meets for the first time, or that somebody else has changed, is kept
whole in a line of its own, a baseline: from the last baseline and the images after it a file can be rebuilt.
"""

from __future__ import annotations

import os
import zlib
from binascii import a2b_base64, b2a_base64
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from postil.core.digests import sha256
from postil.core.patterns import pattern
from postil.core.quoting import counted
from postil.storage.files import canonical, regular
from postil.storage.files.atomic import PRIVATE, make_folder, replace, secure, sync, write_all

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from postil.storage.files.canonical import Document

ROTATION = 4 * 1024 * 1024
"""The bytes after which a journal is begun anew, unless half of them are a few long files, which would be kept again."""

SPOILT = "{} of it cannot be read any more; what was done there still stands in the files."
"""What is told of a damaged journal, with how much of it is."""

Hashes: TypeAlias = "tuple[str, str]"
"""The SHA-256 of a file's bytes before and after, in hexadecimal; empty for no file."""

Mark: TypeAlias = "tuple[int, int]"
"""A place between two lines: the number that the journal has, or will have among the old ones, and the bytes before."""

# Files are written under the names that a journal tells, and a journal may have come with a download.
_FILE_NAME = pattern(r"[^./\\:\x00][^/\\:\x00]*\.json")
_CURRENT = "current.jsonl"
_DEPTH = canonical.DEPTH + 4  # an entry holds documents deeper than their own file does
_OLD = ".jsonl.z"


class Entry(NamedTuple):
    """One line: the hashes of the files it touches, by name, and what was done."""

    files: Mapping[str, Hashes]
    body: Document

    def whole(self, name: str) -> bytes | None:
        """The whole content of a file, if it is a baseline of it."""
        kept = self.body.get("baseline")
        if isinstance(kept, dict):
            kept = kept.get(name)
        return _unpacked(a2b_base64(kept)) if isinstance(kept, str) and name in self.files else None

    @property
    def is_operation(self) -> bool:
        """Whether it is something the reader did."""
        return "changes" in self.body


def digest(data: bytes | None) -> str:
    """The SHA-256 of a file's bytes in hexadecimal; empty for a file that is not there."""
    return "" if data is None else sha256(data).hexdigest()


def file_digest(path: Path) -> str:
    """The digest of a file as it lies there; empty for none, `unknown` where it may not be read."""
    try:
        return digest(regular.read(path))
    except FileNotFoundError:
        return ""
    except PermissionError:  # whoever reads it tells that; the other files need not wait for it
        return "unknown"


def baseline(name: str, data: bytes, before: str | None = None) -> Entry:
    """Keeps a file whole.

    Args:
        name: The file.
        data: What it holds, or shall hold.
        before: The digest of what lies there, where that is something else.
    """
    own = digest(data)
    return Entry({name: (own if before is None else before, own)}, {"baseline": packed(data)})


def encode_entry(entry: Entry) -> bytes:
    """Writes an entry as a line with its checksum."""
    files = canonical.line({name: list(hashes) for name, hashes in entry.files.items()})
    rest = files + b"\t" + canonical.line(entry.body)
    return sha256(rest).hexdigest().encode() + b"\t" + rest + b"\n"


def is_whole(line: bytes) -> bool:
    """Whether a line is as it was written, told by its checksum."""
    checksum, _, rest = line.removesuffix(b"\n").partition(b"\t")
    return sha256(rest).hexdigest().encode() == checksum


def files_of(line: bytes) -> dict[str, Hashes]:
    """The files that a whole line names; its changes, which may be long, are not looked at."""
    return _hashes(line.split(b"\t", 2)[1]) if line.count(b"\t") >= 2 else {}


def decode_entry(line: bytes) -> Entry | None:
    """Reads a line; None if it is damaged."""
    if not is_whole(line):
        return None
    _, _, rest = line.removesuffix(b"\n").partition(b"\t")
    files, _, body = rest.partition(b"\t")
    try:
        value = canonical.decode(body, depth=_DEPTH)
    except canonical.Malformed:
        return None
    return Entry(_hashes(files), value) if isinstance(value, dict) else None


class Journal:
    """The journal of one library on this machine; every writing method needs the library's lock.

    Attributes:
        folder: Where it lies.
        spoilt: How many lines before the last are damaged, as far as they are checked.
        known: The hash that each file had after the last line that names it.
        based: The files of which the current journal holds a baseline, or the making, and its bytes.
        ours: The files whose last line is of an operation, so that their bytes were made by the library.
        last: The last whole line, or an empty one.
        length: The bytes up to the end of that line.
        torn: The bytes after it: a line that was cut off.
    """

    def __init__(self, folder: Path, *, checked: bool = False) -> None:
        """Takes the folder of the journals; nothing is read yet.

        Args:
            folder: It.
            checked: Look at the checksum of each line, and believe none that is damaged; else at the last one's.
        """
        self.folder = folder
        self._checked = checked
        self.known: dict[str, str] = {}
        self.based: dict[str, int] = {}
        self.ours: set[str] = set()
        self.last = self.torn = b""
        self.length = self._inode = self.spoilt = 0

    @property
    def path(self) -> Path:
        """The file that is written now."""
        return self.folder / _CURRENT

    @property
    def is_full(self) -> bool:
        """Whether it is to be begun anew."""
        long = sum(size for size in self.based.values() if 4 * size > ROTATION)
        return self.length > max(ROTATION, 2 * long)

    def refresh(self) -> bool:
        """Reads what was appended since the last time, by anybody.

        Returns:
            Whether there was anything new.

        Raises:
            OSError: It cannot be read; a missing journal is an empty one.
        """
        try:
            with open(self.path, "rb", opener=regular.opened) as file:
                status = os.fstat(file.fileno())
                if status.st_ino == self._inode and status.st_size == self.length and not self.torn:
                    return False
                if status.st_ino != self._inode or status.st_size < self.length:
                    self._forget()
                    self._inode = status.st_ino
                file.seek(self.length)
                self._take(file.read())
        except FileNotFoundError:
            anything = bool(self.length)
            self._forget()
            return anything
        return True

    def begin(self, library: str) -> None:
        """Begins the journal anew, with a line that names the library; the old one is kept, compressed.

        Raises:
            OSError: The old one stands.
        """
        make_folder(self.folder)
        if self.length:
            old = zlib.compress(regular.read(self.path)[: self.length])
            replace(self.folder / f"{self._newest() + 1:06}{_OLD}", old)
        files = {name: (known, known) for name, known in self.known.items()}
        replace(self.path, encode_entry(Entry(files, {"library": library, "format": 1})))
        self._forget()
        self.refresh()

    def append(self, entries: list[Entry]) -> int:
        """Appends lines and waits until they are on the disk.

        Returns:
            The length before, for `take_back`.

        Raises:
            OSError: The journal may end with a torn line, or a line that must be taken back.
        """
        data = b"".join(encode_entry(entry) for entry in entries)
        before = self.length
        secure(self.path)
        descriptor = os.open(self.path, os.O_WRONLY | os.O_APPEND | getattr(os, "O_BINARY", 0), PRIVATE)
        try:
            write_all(descriptor, data)
            sync(descriptor)
        finally:
            os.close(descriptor)
        self._take(data)
        return before

    def take_back(self, length: int) -> None:
        """Cuts the journal to an earlier length.

        Raises:
            OSError: The lines may still stand.
        """
        descriptor = os.open(self.path, os.O_WRONLY | getattr(os, "O_BINARY", 0))
        try:
            os.ftruncate(descriptor, length)
            sync(descriptor)
        finally:
            os.close(descriptor)
        self._forget()
        self.refresh()

    def library(self) -> str:
        """The id of the library that the journal belongs to; empty when it does not say.

        Raises:
            OSError: It cannot be read.
        """
        try:
            with open(self.path, "rb", opener=regular.opened) as file:
                first = decode_entry(file.readline())
        except FileNotFoundError:
            return ""
        return str(first.body.get("library", "")) if first else ""

    def mark(self) -> Mark:
        """The end of the journal as it was read last."""
        return self._newest() + 1, self.length

    def lines(self, segment: Path | None = None, word: bytes = b"", start: int = 0) -> list[bytes]:
        """The lines of one journal, oldest first, whole or not: the current one, or an older one.

        Args:
            segment: An older one.
            word: Only lines in which it stands, and baselines, where it may.
            start: Only what stands after so many bytes.

        Raises:
            OSError: It cannot be read.
        """
        try:
            with open(segment or self.path, "rb", opener=regular.opened) as file:
                file.seek(0 if segment else start)
                data = file.read()
        except FileNotFoundError:
            return []
        try:
            lines = (_unpacked(data)[start:] if segment else data).splitlines(keepends=True)
        except zlib.error:  # an old journal that is damaged tells nothing; the examination says so
            return []
        return [line for line in lines if word in line or b'\t{"baseline"' in line]

    def entries(self, segment: Path | None = None, word: bytes = b"", start: int = 0) -> Iterator[Entry]:
        """The readable lines of one journal, as `lines` has them.

        Raises:
            OSError: It cannot be read.
        """
        for line in self.lines(segment, word, start):
            entry = decode_entry(line)
            if entry:
                yield entry

    def every_entry(self, word: bytes = b"", since: Mark | None = None) -> Iterator[Entry]:
        """The readable lines of all journals, oldest first, or those after a mark; `word` as for `entries`.

        Raises:
            OSError: A journal cannot be read.
        """
        first, start = since or (0, 0)
        for segment in (*reversed(self.older()), None):
            number = self._newest() + 1 if segment is None else _number(segment)
            if number >= first or since is None:
                yield from self.entries(segment, word, start if number == first else 0)

    def older(self) -> list[Path]:
        """The journals before the current one, newest first."""
        names = os.listdir(self.folder) if self.folder.is_dir() else ()  # noqa: PTH208 - with every look at a version
        return sorted((self.folder / name for name in names if name.endswith(_OLD)), reverse=True)

    def damage(self, segment: Path) -> str:
        """What is wrong with an older journal, in a sentence; empty if nothing is.

        Raises:
            OSError: It cannot be read.
        """
        unpacking = zlib.decompressobj()
        try:
            lines = unpacking.decompress(regular.read(segment), canonical.LIMIT).splitlines(keepends=True)
        except zlib.error:
            return "It is damaged and tells nothing."
        spoilt = sum(not is_whole(line) for line in lines)
        return SPOILT.format(counted(spoilt, "line")) if spoilt or not unpacking.eof else ""

    def history(self, name: str) -> list[Entry]:
        """The lines from which a file can be rebuilt, its baseline or making first; empty if there are none.

        Raises:
            OSError: A journal cannot be read.
        """
        for segment in (None, *self.older()):
            found: list[Entry] = []
            for entry in self.entries(segment):
                whole = entry.whole(name)
                if name not in entry.files or not (entry.is_operation or whole is not None):
                    continue
                if whole is not None or not entry.files[name][0]:
                    found = [entry]
                elif found and entry.files[name][0] == found[-1].files[name][1]:
                    found.append(entry)
            if found:
                return found
        return []

    def _newest(self) -> int:
        """The number of the journal before the current one; 0 if there is none."""
        return max(map(_number, self.older()), default=0)

    def _forget(self) -> None:
        self.known, self.based, self.ours = {}, {}, set()
        self.last = self.torn = b""
        self.length = self._inode = self.spoilt = 0

    def _take(self, data: bytes) -> None:
        lines = data.splitlines(keepends=True)
        self.torn = b""
        if lines and not (lines[-1].endswith(b"\n") and is_whole(lines[-1])):
            self.torn = lines.pop()
        for line in lines:
            self.length += len(line)
            if self._checked and not is_whole(line):
                self.spoilt += 1
                continue
            _, files, body = line.split(b"\t", 2) if line.count(b"\t") >= 2 else (b"", b"{}", b"")
            is_baseline = body.startswith(b'{"baseline"')
            for name, (before, after) in (named := _hashes(files)).items():
                self.known[name] = after
                if is_baseline:
                    self.ours.discard(name)
                elif before != after:
                    self.ours.add(name)
                if not before or is_baseline:
                    self.based[name] = len(line) // len(named)
            self.last = line


def _number(segment: Path) -> int:
    """The number of an older journal; 0 for one that somebody has named otherwise."""
    number = segment.name.removesuffix(_OLD)
    return int(number) if number.isdecimal() else 0


def _hashes(files: bytes) -> dict[str, Hashes]:
    try:
        value = canonical.decode(files)
    except canonical.Malformed:
        return {}
    if not isinstance(value, dict):
        return {}
    return {
        name: (str(pair[0]), str(pair[1]))
        for name, pair in value.items()
        if isinstance(pair, list) and len(pair) == 2 and _FILE_NAME.fullmatch(name)
    }


def packed(data: bytes) -> str:
    """A file's bytes as a baseline keeps them."""
    return b2a_base64(zlib.compress(data), newline=False).decode()


def _unpacked(data: bytes) -> bytes:
    return zlib.decompressobj().decompress(data, canonical.LIMIT)
