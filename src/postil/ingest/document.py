"""What a text from outside becomes: its words, and what it says about itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from postil.core.snapshot import Snapshot


class Document(NamedTuple):
    """A text as it was read, before it is an article of a library.

    Attributes:
        title: Its title, or the file's name without its ending.
        authors: Their names as they are written.
        published: `YYYY-MM-DD`, `YYYY-MM` or `YYYY`, as much as the text tells; or other words it tells.
        container: The site, journal or book it belongs to.
        url: Where it was published.
        language: The primary language tag (`en`), told or recognised.
        path: The absolute path of the file, or an empty string.
        snapshot: The canonical text in blocks.
        encoding: What the bytes were decoded from, as Python calls it.
        guessed: Whether that was guessed from what the text looks like.
        named: The encoding and the kind that were asked for; empty words where the text told them.
    """

    title: str
    snapshot: Snapshot
    authors: tuple[str, ...] = ()
    published: str = ""
    container: str = ""
    url: str = ""
    language: str = ""
    path: str = ""
    encoding: str = ""
    guessed: bool = False
    named: tuple[str, str] = ("", "")
