"""A book's table of contents and its list of printed pages, from a navigation document or an NCX."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from postil.ingest.epub.package import place
from postil.ingest.html.names import name_of
from postil.ingest.html.notes import types_of
from postil.ingest.xml import page_of, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from postil.ingest.archive import Archive
    from postil.ingest.epub.package import Package

DEEPEST_LEVEL = 6


class Entry(NamedTuple):
    """A line of a table of contents, or a page of a list of pages.

    Attributes:
        title: Its words, or the page's label.
        path: The name of the file to which it leads.
        fragment: The id in that file; empty for its beginning.
        level: How deep it stands, 1 to `DEEPEST_LEVEL`.
    """

    title: str
    path: str
    fragment: str
    level: int = 1


class Contents(NamedTuple):
    """What a book tells of its own order."""

    chapters: tuple[Entry, ...] = ()
    pages: tuple[Entry, ...] = ()


def contents_of(archive: Archive, package: Package) -> Contents:
    """Reads the first of the package's tables of contents that holds a line."""
    for path in package.contents():
        root = page_of(archive.read(path)) if path in archive else None
        if root is not None:
            read = _navigation if name_of(root) == "html" else _ncx
            found = read(root, path)
            if found.chapters:
                return found
    return Contents()


def _navigation(root: etree._Element, path: str) -> Contents:
    lists = {kind: nav for nav in root.iter("{*}nav") for kind in types_of(nav)}
    chapters, pages = lists.get("toc"), lists.get("page-list")
    return Contents(tuple(_links(chapters, path)), tuple(_links(pages, path)))


def _links(nav: etree._Element | None, path: str) -> Iterator[Entry]:
    for link in nav.iter("{*}a") if nav is not None else ():
        level = sum(name_of(outer) == "ol" for outer in link.iterancestors())
        yield from _entry(words_of(link), path, link.get("href"), level)


def _ncx(root: etree._Element, path: str) -> Contents:
    return Contents(
        tuple(_points(root.iter("{*}navPoint"), path)), tuple(_points(root.iter("{*}pageTarget"), path))
    )


def _points(points: Iterator[etree._Element], path: str) -> Iterator[Entry]:
    for point in points:
        label, content = point.find("{*}navLabel"), point.find("{*}content")
        if label is not None and content is not None:
            level = 1 + sum(name_of(outer) == "navpoint" for outer in point.iterancestors())
            yield from _entry(words_of(label), path, content.get("src"), level)


def _entry(title: str, origin: str, href: str | None, level: int) -> Iterator[Entry]:
    path, fragment = place(origin, href or "")
    if title and href and path:
        yield Entry(title, path, fragment, max(1, min(level, DEEPEST_LEVEL)))
