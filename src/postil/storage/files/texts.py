"""The texts that marks stand in: one compressed file each, named by its hash, written once."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from postil.core.blocks import block_from_json, block_to_json
from postil.core.errors import LibraryError
from postil.core.patterns import pattern
from postil.core.snapshot import Snapshot
from postil.core.system_errors import in_words
from postil.core.text import clean
from postil.storage.files import canonical, regular
from postil.storage.files.atomic import make_folder, replace, secure
from postil.storage.files.identity import PRIVATE_FOLDER

if TYPE_CHECKING:
    from pathlib import Path

FOLDER = "texts"
LIMIT = 128 * 1024 * 1024
"""The bytes that a text's blocks may have when they are unpacked."""

_AT_ONCE = 500
"""Blocks that are written at a time."""

PUT_BACK = "The text {} was missing or damaged and was put back from this machine’s copy."
"""What is told then, with the beginning of its digest."""

_AGAIN = "Its article can be opened from its own file or address again."
_ENDING = ".json.z"
_DIGEST = pattern("[0-9a-f]{64}")


def is_digest(word: str) -> bool:
    """Whether a word can name a text."""
    return _DIGEST.fullmatch(word) is not None


def text_path(folder: Path, digest: str) -> Path:
    """Where the text of a digest lies in a library's folder.

    Raises:
        LibraryError: It is no digest.
    """
    if not is_digest(digest):
        raise LibraryError(f"“{digest[:70]}” does not name a text.")
    return folder / FOLDER / f"{digest}{_ENDING}"


def read_text(folder: Path, digest: str) -> Snapshot:
    """Reads a kept text.

    Raises:
        LibraryError: It is missing, or is not the text that its name says.
    """
    return _read(text_path(folder, digest), digest)


def copied_text(folder: Path, digest: str) -> Snapshot | None:
    """Reads this machine's own copy of a text that was kept here; None if there is none, or none that is whole."""
    try:
        return _read(_copy_path(folder, digest), digest)
    except LibraryError:
        return None


def is_kept(folder: Path, digest: str) -> bool:
    """Whether a text lies in a library, or this machine's own copy of it, whole or not; what is no digest does not."""
    return is_digest(digest) and (text_path(folder, digest).exists() or _copy_path(folder, digest).exists())


def keep_text(folder: Path, snapshot: Snapshot) -> None:
    """Writes a text and a copy of it, durably, unless they lie there whole.

    The copy is this machine's own: a text is in no journal, and whatever cleans up, damages or puts an older
    state of the library in place may take it away.

    Raises:
        OSError: It could not be written.
    """
    data = packed(snapshot)
    for path in (_copy_path(folder, snapshot.digest), text_path(folder, snapshot.digest)):
        _keep(path, snapshot.digest, data)


def _copy_path(folder: Path, digest: str) -> Path:
    return text_path(folder / PRIVATE_FOLDER, digest)


def _read(path: Path, digest: str) -> Snapshot:
    try:
        snapshot = unpacked(regular.read(path))
        found = snapshot.digest
    except FileNotFoundError:
        raise LibraryError(f"The text {digest[:12]} is not in the library.", _AGAIN) from None
    except OSError as error:
        raise LibraryError(f"The text {digest[:12]} cannot be read: {in_words(error)}.") from None
    except zlib.error:
        raise LibraryError(f"The text {digest[:12]} is damaged: it cannot be unpacked.", _AGAIN) from None
    except ValueError as error:
        raise LibraryError(f"The text {digest[:12]} is damaged: {error}.", _AGAIN) from None
    if found != digest:
        raise LibraryError(f"The file of the text {digest[:12]} holds another text.", _AGAIN)
    return snapshot


def _keep(path: Path, digest: str, data: bytes) -> None:
    if _lies_there(path, digest, data):
        secure(path)
        return
    make_folder(path.parent)
    replace(path, data)


def _lies_there(path: Path, digest: str, data: bytes) -> bool:
    """Whether a file holds a text whole: these bytes, or what another compression made of it."""
    try:
        if regular.read(path) != data:
            _read(path, digest)
    except (OSError, LibraryError):  # a damaged text is written again
        return False
    return True


def packed(snapshot: Snapshot) -> bytes:
    """A text's file: its blocks as JSON, compressed; a few at a time, since those of a book would fill the memory."""
    packing = zlib.compressobj()
    pieces = [packing.compress(b"[")]
    for start in range(0, len(snapshot.blocks), _AT_ONCE):
        some = canonical.line([block_to_json(block) for block in snapshot.blocks[start : start + _AT_ONCE]])
        pieces.append(packing.compress((b"," if start else b"") + some[1:-1]))
    return b"".join((*pieces, packing.compress(b"]"), packing.flush()))


def unpacked(data: bytes) -> Snapshot:
    """Reads a text's file.

    Raises:
        ValueError: It is damaged.
        zlib.error: It is damaged.
    """
    unpacking = zlib.decompressobj()
    blocks_as_json = unpacking.decompress(data, LIMIT)
    if not unpacking.eof:
        raise ValueError("it is cut off or too long")
    blocks = canonical.decode(blocks_as_json)
    if not isinstance(blocks, list):
        raise ValueError("it is not a list of blocks")  # noqa: TRY004 - as every damage here
    snapshot = Snapshot(block_from_json(block) for block in blocks)
    if not snapshot.blocks:
        raise ValueError("there is no text in it")
    if clean(snapshot.text) != snapshot.text:
        raise ValueError("it holds characters that no text of a library has")
    return snapshot
