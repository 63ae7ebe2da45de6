"""A book in EPUB is read: every chapter, in the order of its spine, as one text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.core.errors import BadInput
from postil.ingest.archive import Archive
from postil.ingest.document import Parsed, Received
from postil.ingest.epub.binding import Binding, is_list_of_places
from postil.ingest.epub.contents import contents_of
from postil.ingest.epub.headings import with_headings
from postil.ingest.epub.identity import about_of
from postil.ingest.epub.locks import refuse_locked
from postil.ingest.epub.package import read_package
from postil.ingest.epub.switches import is_other_form
from postil.ingest.html.naming import named
from postil.ingest.html.notes import types_of
from postil.ingest.html.walk import found_in
from postil.ingest.plain.gutenberg import book_among
from postil.ingest.xml import page_of, words_of

if TYPE_CHECKING:
    from lxml import etree

    from postil.ingest.epub.package import Package

MOST_TEXT = 64 << 20
"""Bytes of all chapters of a book; the longest encyclopedias have less."""


def read(received: Received) -> Parsed:
    """Reads a book. A chapter that it lists and does not hold is passed over.

    Raises:
        BadInput: It is damaged, locked, or holds none of its chapters; the message has no subject.
    """
    archive = Archive(received.data)
    package = read_package(archive)
    refuse_locked(archive, package.chapters)
    binding = Binding(_chapters(archive, package))
    contents = contents_of(archive, package)
    binding.begin_pages(contents.pages)
    lines = zip(binding.join_links(contents.chapters), contents.chapters, strict=True)
    found = found_in(binding.page, keep=_is_read)
    found = found[book_among([one.block.text for one in found])]
    return Parsed(named(with_headings(found, lines)), about_of(package.root))


def _is_read(element: etree._Element) -> bool:
    return not is_list_of_places(element) and not is_other_form(element)


def _chapters(archive: Archive, package: Package) -> dict[str, etree._Element]:
    """The chapters' roots, by their files' names."""
    chapters: dict[str, etree._Element] = {}
    size = 0
    for path in package.chapters:
        if path not in archive:
            continue
        source = archive.read(path)
        size += len(source)
        if size > MOST_TEXT:
            raise BadInput(
                f"holds more than {MOST_TEXT >> 20} MiB of text.", "Split it into volumes and open those."
            )
        root = page_of(source)
        if root is not None and not _is_cover(path, root):
            chapters[path] = root
    if not chapters:
        raise BadInput("holds none of the chapters that it lists.", "Get it again; this file is not whole.")
    return chapters


def _is_cover(path: str, root: etree._Element) -> bool:
    """Whether a chapter is the cover's picture, of which its description tells a reader nothing."""
    body = next(root.iter("{*}body"), root)
    called = "cover" in path.lower() or any("cover" in types_of(element) for element in body.iter("*"))
    return called and not words_of(body)
