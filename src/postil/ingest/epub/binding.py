"""A book's chapters are bound into one page: what leads from one to another leads to a place in the same text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

from postil.core.patterns import pattern
from postil.ingest.epub.package import place
from postil.ingest.html.names import name_of
from postil.ingest.html.notes import names_of, types_of
from postil.ingest.html.pages import page_label

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from postil.ingest.epub.contents import Entry

_PLAIN = pattern(r"[\w.:]{1,60}")
_OUTSIDE = pattern(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)


class Binding:
    """The chapters of a book as the sections of one tree.

    Attributes:
        page: Its root.
        sections: Each chapter's element, by its file's name, in the order of reading.
    """

    def __init__(self, chapters: Mapping[str, etree._Element]) -> None:
        """Binds them.

        Args:
            chapters: The root of each chapter, by its file's name; it is taken apart.
        """
        self.page = etree.Element("body")
        self.sections = {path: _section(root) for path, root in chapters.items()}
        self.page.extend(self.sections.values())
        self._ids = {
            (path, key): element
            for path, section in self.sections.items()
            for element in reversed(list(section.iter("*")))
            for key in names_of(element)
        }

    def target(self, path: str, fragment: str) -> etree._Element | None:
        """The element to which an address in the book leads: a chapter's section where it names no place in it."""
        section = self.sections.get(path)
        return section if section is None else self._ids.get((path, fragment), section)

    def join_links(self, entries: Iterable[Entry] = ()) -> list[str]:
        """Makes every link between the chapters lead to a name in the one page.

        An element keeps an id only where something leads to it, and ids are unique. A link to a file that is no
        chapter leads nowhere.

        Args:
            entries: Lines of a table of contents, which lead to places as links do.

        Returns:
            The name of the place to which each entry leads; empty where there is none.
        """
        names = _Names()
        for path, section in self.sections.items():
            for link in section.iter("{*}a"):
                href = (link.get("href") or "").strip()
                if href and not _OUTSIDE.match(href):
                    self._join(link, place(path, href), names)
        led_to = [self.target(entry.path, entry.fragment) for entry in entries]
        called = ["" if target is None else names.of(target, "") for target in led_to]
        for element in self.page.iter("*"):
            for attribute in {"id", "name"} & set(element.keys()):
                del element.attrib[attribute]
            if name := names.given.get(element):
                element.set("id", name)
        return called

    def begin_pages(self, pages: Iterable[Entry]) -> None:
        """Marks where the printed pages begin that a list of pages names, in a text that does not tell them itself."""
        if any(page_label(element) for element in self.page.iter("*")):
            return
        for page in pages:
            target = self.target(page.path, page.fragment)
            if target is not None:
                begun = etree.Element("span", {"role": "doc-pagebreak", "aria-label": page.title})
                begun.tail, target.text = target.text, None
                target.insert(0, begun)

    def _join(self, link: etree._Element, where: tuple[str, str], names: _Names) -> None:
        target = self.target(*where)
        if target is None:
            del link.attrib["href"]
        else:
            link.set("href", f"#{names.of(target, where[1])}")


class _Names:
    """The names of the places in the one page: their own ids, as far as these tell them apart."""

    def __init__(self) -> None:
        self.given: dict[etree._Element, str] = {}
        self._taken: set[str] = set()

    def of(self, element: etree._Element, key: str) -> str:
        """The name of an element whose id in its chapter is `key`."""
        if element not in self.given:
            name = key if _PLAIN.fullmatch(key) else "place"
            if name == "place" or name in self._taken:
                name = f"{name}-{len(self.given) + 1}"
            self._taken.add(name)
            self.given[element] = name
        return self.given[element]


def is_list_of_places(element: etree._Element) -> bool:
    """Whether an element lists pages or landmarks, which serve a program and not a reader."""
    return name_of(element) == "nav" and not types_of(element).isdisjoint({"page-list", "landmarks"})


def _section(root: etree._Element) -> etree._Element:
    """A chapter's body as a section."""
    body = next(root.iter("{*}body"), root)
    body.tag, body.tail = "section", None
    return body
