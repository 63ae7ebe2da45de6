"""The words of one block of HTML, gathered piece by piece with the links in them."""

from __future__ import annotations

import re

from postil.core.snapshot import Link
from postil.core.text import clean
from postil.ingest.links import settled

_BLANKS = re.compile(r"[^\S\u00a0]+")


class Words:
    """The text of a block while it is gathered: runs of blanks are one space, as a browser sets them.

    Attributes:
        text: What has been gathered.
    """

    def __init__(self) -> None:
        self.text = ""
        self._links: list[Link] = []
        self._open: list[tuple[int, str]] = []

    def add(self, words: str, *, as_set: bool = False) -> None:
        """Adds words; `as_set` keeps their blanks and newlines, as `pre` does."""
        if as_set:
            self.text += clean(words)
            return
        piece = _BLANKS.sub(" ", clean(words))
        self.text += piece.lstrip(" ") if self.text[-1:] in {"", " ", "\n"} else piece

    def end_line(self) -> None:
        """Begins a new line in the same block."""
        if self.text:
            self.text = self.text.rstrip(" ") + "\n"

    def open_link(self, href: str) -> None:
        """The words that follow lead somewhere, until `close_link`."""
        self._open.append((len(self.text), href))

    def close_link(self) -> None:
        """Ends the link that was opened last, if there is one."""
        if self._open:
            start, href = self._open.pop()
            self._links.append(Link(min(start, len(self.text)), len(self.text), href))

    def taken(self) -> tuple[str, tuple[Link, ...]]:
        """The text and its links; what follows begins anew, inside the links that are still open."""
        hrefs = [href for _, href in self._open]
        while self._open:
            self.close_link()
        text, links = settled(self.text, self._links)
        self.text, self._links, self._open = "", [], [(0, href) for href in hrefs]
        return text, links
