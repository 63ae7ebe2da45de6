"""What could not be saved in a library, kept elsewhere on this machine until it can be.

One file a process, of lines as the journal has them, with the texts that the library may not hold yet. The
page of the web that a text was made of is not among them; it is fetched again when it is asked for.
"""

from __future__ import annotations

import zlib
from binascii import Error, a2b_base64, b2a_base64
from hashlib import sha256
from typing import TYPE_CHECKING

from postil.core.errors import SaveFailed
from postil.core.system_errors import in_words
from postil.core.text import shown_path
from postil.storage.atomic import make_folder, replace
from postil.storage.journal import Entry, decode_entry, encode_entry
from postil.storage.operations import Image, entry_of, operation_of
from postil.storage.records import TABLES, encode
from postil.storage.texts import packed, unpacked

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from postil.core.changes import Operation

FOLDER = "not-saved"
_ENDING = ".jsonl"
_DAMAGED = ".damaged"


class SetAside:
    """The changes to one library that wait for it.

    Args:
        folder: The reader's folder for such things; another disk may hold it than the library's.
        library: The library's folder.
    """

    def __init__(self, folder: Path, library: Path) -> None:
        self._folder = folder / FOLDER
        self._library = sha256(str(library.resolve()).encode("utf-8", "surrogateescape")).hexdigest()[:16]
        self._path: Path | None = None

    def keep(self, operations: Sequence[Operation]) -> None:
        """Keeps operations in place of those that this process kept before; none leave no file.

        Raises:
            SaveFailed: They cannot be kept here either.
        """
        path = self._path
        if path is None and operations:
            path = self._folder / f"{self._library}-{operations[0].id}{_ENDING}"
        if path is None:
            return
        try:
            if operations:
                make_folder(path.parent)
                replace(path, b"".join(encode_entry(_entry(operation)) for operation in operations))
            else:
                path.unlink(missing_ok=True)
        except OSError as error:
            raise SaveFailed(f"{shown_path(path)} cannot be written: {in_words(error)}.") from None
        self._path = path if operations else None

    def take(self) -> tuple[tuple[Operation, ...], str]:
        """Gives what processes before this one kept, oldest first; from now on it is this one's.

        Returns:
            The operations, and what is to be told where some of them cannot be read.

        Raises:
            SaveFailed: They cannot be kept on.
        """
        files = sorted(self._folder.glob(f"{self._library}-*{_ENDING}"))
        try:
            lines = [line for file in files for line in file.read_bytes().splitlines()]
        except OSError as error:
            raise SaveFailed(f"What was not saved cannot be read: {in_words(error)}.") from None
        found = [*_operations(lines)]
        told = ""
        if len(found) < len(lines):
            kept = [file.rename(file.with_name(file.name + _DAMAGED)) for file in files]
            told = f"Some of what was not saved cannot be read any more; it lies in {shown_path(kept[0])}."
        self.keep(found)
        for file in files:
            if file != self._path:
                file.unlink(missing_ok=True)
        return tuple(found), told


def _entry(operation: Operation) -> Entry:
    images = [
        Image(
            collection=change.collection,
            file="",
            table=TABLES[type(change.after)],
            key=change.after.id,
            before=None if change.before is None else encode(change.before),
            after=encode(change.after),
        )
        for change in operation.changes
    ]
    entry = entry_of(operation, images, {})
    texts = [b2a_base64(packed(text), newline=False).decode() for text in operation.snapshots]
    return entry._replace(body={**entry.body, "texts": [*texts]})


def _operations(lines: Sequence[bytes]) -> Iterator[Operation]:
    """Those of the lines that can be read."""
    for line in lines:
        entry = decode_entry(line)
        operation = operation_of(entry) if entry else None
        texts = entry.body.get("texts") if entry else None
        if operation is None or not isinstance(texts, list):
            continue
        try:
            snapshots = tuple(unpacked(a2b_base64(str(text))) for text in texts)
        except (ValueError, Error, zlib.error):
            continue
        yield operation._replace(snapshots=snapshots)
