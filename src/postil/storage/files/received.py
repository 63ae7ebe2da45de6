"""The pages that texts were made of, as they came from the web: one compressed file each, written once.

A better parser can read them again without asking the site. A page is no text in which marks stand: what is lost
of these files is lost to that alone.
"""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from postil.core.digests import sha256
from postil.core.errors import LibraryError
from postil.core.pages import Page
from postil.core.patterns import pattern
from postil.core.system_errors import in_words
from postil.storage.files import canonical, regular
from postil.storage.files.atomic import make_folder, replace
from postil.storage.files.texts import text_path

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from postil.core.model import JSON

FOLDER = "received"
LIMIT = 32 * 1024 * 1024
"""The bytes that a page may have with its head when they are unpacked."""

NAME = pattern(r"([0-9a-f]{64})-([0-9a-f]{16})\.z")
"""The digest of the text that was made of a page, and the beginning of the page's own."""

_AGAIN = "`postil refresh ARTICLE` fetches the page again."
_HEAD = 64 * 1024
"""The bytes that a page's head may have."""


def page_files(folder: Path) -> Iterator[Path]:
    """The files of all pages that are kept."""
    place = folder / FOLDER
    yield from sorted(path for path in place.iterdir() if NAME.fullmatch(path.name)) if place.is_dir() else ()


def read_page(folder: Path, digest: str) -> Page:
    """Reads the page of a text; of several, the one that was fetched last.

    Raises:
        LibraryError: There is none that is whole.
    """
    files = sorted((folder / FOLDER).glob(f"{text_path(folder, digest).name[:64]}-*.z"))
    if not files:
        raise LibraryError(f"The page of the text {digest[:12]} was not kept as it was received.", _AGAIN)
    found, wrong = [], LibraryError("")
    for file in files:
        try:
            found.append(page_in(file))
        except LibraryError as error:
            wrong = error
    if not found:
        raise wrong
    return max(found, key=lambda page: page.fetched)


def keep_page(folder: Path, digest: str, page: Page) -> None:
    """Writes the page of a text, durably, unless one that is whole lies there.

    Raises:
        OSError: It could not be written.
    """
    try:
        read_page(folder, digest)
    except LibraryError:
        name, data = packed(digest, page)
        make_folder(folder / FOLDER)
        replace(folder / FOLDER / name, data)


def page_in(file: Path) -> Page:
    """Reads a page's file.

    Raises:
        LibraryError: It cannot be read, or is not the page that its name says.
    """
    try:
        return unpacked(file.name, regular.read(file))
    except OSError as error:
        raise LibraryError(f"The page {file.name[:12]} cannot be read: {in_words(error)}.") from None
    except (ValueError, zlib.error):
        raise LibraryError(f"The page {file.name[:12]} is damaged, or another one.", _AGAIN) from None


def packed(digest: str, page: Page) -> tuple[str, bytes]:
    """A page's file: its name, and a line of JSON and the page, compressed."""
    head: JSON = {
        "charset": page.charset,
        "fetched": page.fetched,
        "final_url": page.final_url,
        "headers": dict(page.headers),
        "media_type": page.media_type,
        "url": page.url,
    }
    content = canonical.line(head) + b"\n" + page.data
    return f"{digest}-{sha256(content).hexdigest()[:16]}.z", zlib.compress(content)


def unpacked(name: str, data: bytes) -> Page:
    """Reads the content of a page's file.

    Args:
        name: The file's name.
        data: Its bytes.

    Raises:
        ValueError: It is damaged, or not what its name says.
        zlib.error: It is damaged.
    """
    unpacking = zlib.decompressobj()
    content = unpacking.decompress(data, LIMIT)
    known = NAME.fullmatch(name)
    if not unpacking.eof or known is None or known[2] != sha256(content).hexdigest()[:16]:
        raise ValueError("it is cut off, too long, or not what its name says")
    end = content.index(b"\n", 0, _HEAD)
    return _page(canonical.decode(content[:end]), content[end + 1 :])


def _page(head: JSON, data: bytes) -> Page:
    match head:
        case {
            "url": str(url),
            "final_url": str(final),
            "fetched": str(fetched),
            "media_type": str(media_type),
            "charset": str(charset),
            "headers": dict(headers),
        }:
            told = {name: value for name, value in headers.items() if isinstance(value, str)}
            return Page(data, url, final, media_type, charset, fetched, told)
        case _:
            raise ValueError("its head has the wrong shape")
