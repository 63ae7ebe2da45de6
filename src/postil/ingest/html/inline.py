"""The words of one block of HTML, gathered piece by piece with the links in them."""

from __future__ import annotations

from postil.core.patterns import pattern
from postil.core.snapshot import Link
from postil.core.text import clean
from postil.ingest.links import settled
from postil.ingest.scripts import as_script

_EMPTY_LINES = pattern(r"^(?: *\n)+")
_BLANKS = pattern(r"[^\S\u00a0]+")


class Words:
    """The text of a block while it is gathered: runs of blanks are one space, as a browser sets them.

    Attributes:
        length: How many code points have been gathered.
        last: The last of them, or an empty string.
    """

    def __init__(self) -> None:
        self.length = 0
        self.last = ""
        self._pieces: list[str] = []
        self._links: list[Link] = []
        self._open: tuple[int, str] | None = None
        self._is_apart = False

    def add(self, words: str, *, as_set: bool = False) -> None:
        """Adds words; `as_set` keeps their blanks and newlines, as `pre` does."""
        piece = clean(words) if as_set else _on_one_line(words)
        if not as_set and self.last in {"", " ", "\n"}:
            piece = piece.lstrip(" ")
        if not self.length:
            piece = _EMPTY_LINES.sub("", piece) if as_set else piece.lstrip()
        if piece:
            if self._is_apart and piece[0].isalnum():
                piece = f" {piece}"
            self._is_apart = False
            self._pieces.append(piece)
            self.length += len(piece)
            self.last = piece[-1]

    def set_apart(self) -> None:
        """Parts the word with which what is gathered ends from one that would go on with it."""
        self._is_apart = self.last.isalnum()

    def is_on_empty_line(self) -> bool:
        """Whether nothing but blanks, also such as `&nbsp;`, stands in the line that is being gathered, and a line before it."""
        for piece in reversed(self._pieces):
            _, newline, rest = piece.rpartition("\n")
            if rest.strip() or newline:
                return not rest.strip()
        return False

    def end_line(self) -> None:
        """Begins a new line in the same block."""
        if not self.length:
            return
        while self.last == " ":
            piece = self._pieces.pop()
            stripped = piece.rstrip(" ")
            self.length -= len(piece) - len(stripped)
            if stripped:
                self._pieces.append(stripped)
            self.last = self._pieces[-1][-1] if self._pieces else ""
        self.add("\n", as_set=True)

    def reset_from(self, start: int, table: dict[int, int]) -> None:
        """Sets what was added since the text was `start` long in the characters of a table (`as_script`)."""
        at, length = len(self._pieces), self.length
        while at and length > start:
            at -= 1
            length -= len(self._pieces[at])
        added = "".join(self._pieces[at:])
        if length == start and added:
            self._pieces[at:] = [as_script(added, table)]
            self.last = self._pieces[-1][-1]

    def open_link(self, href: str) -> None:
        """The words that follow lead somewhere, until `close_link`; a link in which it lies ends, as in a browser."""
        self.close_link()
        self._open = (self.length, href)

    def close_link(self) -> None:
        """Ends the link that is open, if there is one."""
        if self._open:
            start, href = self._open
            self._links.append(Link(min(start, self.length), self.length, href))
            self._open = None

    def taken(self) -> tuple[str, tuple[Link, ...]]:
        """The text and its links; what follows begins anew, inside the link that is still open."""
        going_on = (0, self._open[1]) if self._open else None
        self.close_link()
        text, links = settled("".join(self._pieces), self._links)
        self.length, self.last, self._is_apart = 0, "", False
        self._pieces, self._links, self._open = [], [], going_on
        return text, links


def _on_one_line(words: str) -> str:
    if words and not words.strip(" \t\r\n"):  # as most are, which stand between elements
        return " "
    return _BLANKS.sub(" ", clean(words))
