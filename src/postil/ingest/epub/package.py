"""What an EPUB is made of: its package document, the files that it lists, and the order in which they are read."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote, urlsplit

from postil.core.errors import BadInput
from postil.ingest.xml import root_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from postil.ingest.archive import Archive

CONTAINER = "META-INF/container.xml"
"""Where every EPUB names its package document (EPUB 3.3, 4.2.6.3.1)."""

_TEXTS = ("xhtml", "html", "x-oeb1-document", "xml")
_NO_BOOK = "Check that it opens in another reader; get it again if it does not."


class Item(NamedTuple):
    """A file of the book.

    Attributes:
        path: Its name in the archive.
        media: Its media type as the package tells it.
        properties: What the package says it is for, as `nav`.
    """

    path: str
    media: str
    properties: frozenset[str]


class Package(NamedTuple):
    """A package document, read.

    Attributes:
        root: Its root element.
        items: All files that it lists, by their ids.
        chapters: The names of the files that hold the text, in the order of reading, each once; those that are
            not read in turn (`linear="no"`: what links lead to) stand at the end.
    """

    root: etree._Element
    items: dict[str, Item]
    chapters: tuple[str, ...]

    def contents(self) -> Iterator[str]:
        """The names of the files that hold a table of contents, the better ones first."""
        yield from (item.path for item in self.items.values() if "nav" in item.properties)
        yield from (item.path for item in self.items.values() if item.media.endswith("dtbncx+xml"))


def read_package(archive: Archive) -> Package:
    """Reads the package document of a book.

    Raises:
        BadInput: There is none. The message has no subject.
    """
    path = _package_path(archive)
    root = root_of(archive.read(path)) if path in archive else None
    if root is None:
        raise BadInput("is no readable book: its package document is missing or broken.", _NO_BOOK)
    items = {
        element.get("id", ""): Item(
            place(path, element.get("href", ""))[0],
            element.get("media-type", "").lower(),
            frozenset(element.get("properties", "").split()),
        )
        for element in root.iter("{*}item")
    }
    return Package(root, items, tuple(dict.fromkeys(_chapters(root, items))))


def place(origin: str, href: str) -> tuple[str, str]:
    """Where a relative address leads.

    Args:
        origin: The name of the file in which it stands.
        href: The address, as it is written.

    Returns:
        The name of a file in the archive, empty for an address outside of it, and the fragment.
    """
    try:
        parts = urlsplit(href.strip())
    except ValueError:
        return "", ""
    if parts.scheme or parts.netloc:
        return "", ""
    path = posixpath.join(posixpath.dirname(origin), unquote(parts.path)) if parts.path else origin
    return posixpath.normpath(path), unquote(parts.fragment)


def _package_path(archive: Archive) -> str:
    container = root_of(archive.read(CONTAINER)) if CONTAINER in archive else None
    if container is None:
        raise BadInput("is no book: it holds no container that names its parts.", _NO_BOOK)
    paths = [element.get("full-path", "") for element in container.iter("{*}rootfile")]
    return next((posixpath.normpath(path) for path in paths if path), "")


def _chapters(root: etree._Element, items: dict[str, Item]) -> list[str]:
    """The texts that the spine lists, or all texts where it lists none."""
    read: list[str] = []
    led_to: list[str] = []
    for reference in root.iter("{*}itemref"):
        item = items.get(reference.get("idref", ""))
        if item and item.media.endswith(_TEXTS):
            (led_to if reference.get("linear") == "no" else read).append(item.path)
    return [*read, *led_to] or [item.path for item in items.values() if item.media.endswith("html+xml")]
