"""What a text from outside becomes: its words, and what it says about itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from postil.core.pages import Page
    from postil.core.snapshot import Block, Snapshot


class About(NamedTuple):
    """What a text says about itself; what it does not tell is empty.

    Attributes:
        title: Its title.
        authors: Their names as they are written.
        published: `YYYY-MM-DD`, `YYYY-MM` or `YYYY`, as much as the text tells; or other words it tells.
        container: The site, journal or book it belongs to.
        url: Where it was published.
        language: Its language tag, as `en` or `en-GB`.
        doi: Its DOI, as `10.1000/182`.
        isbn: Its ISBN, digits and a final X alone.
    """

    title: str = ""
    authors: tuple[str, ...] = ()
    published: str = ""
    container: str = ""
    url: str = ""
    language: str = ""
    doi: str = ""
    isbn: str = ""


class Received(NamedTuple):
    """A text as it came, before anything is made of it.

    Attributes:
        data: All of its bytes.
        name: What it is called in an error, fit to be shown.
        ending: The ending of its file's name in lower case, as `.html`; it may mislead.
        url: The address that it came from, to which relative links belong; empty for a file.
        encoding: Overrules what the bytes say; empty where nobody has named one.
        charset: The encoding that came with the bytes, as in an answer's `Content-Type`; it may mislead.
        kind: The kind that was asked for, a name of `formats`; empty until the bytes have told it.
    """

    data: bytes
    name: str
    ending: str = ""
    url: str = ""
    encoding: str = ""
    charset: str = ""
    kind: str = ""


class Parsed(NamedTuple):
    """What a format's reader has made of a text.

    Attributes:
        blocks: Its blocks, each with some text, clean as `core.text.clean` leaves it.
        about: What it says about itself.
        encoding: What its bytes were decoded from, as Python calls it; empty where that has no meaning.
        guessed: Whether that was guessed from what the text looks like.
        digest: The name of the snapshot that the blocks make, where it is known already.
    """

    blocks: Sequence[Block]
    about: About = About()
    encoding: str = ""
    guessed: bool = False
    digest: str = ""


class Document(NamedTuple):
    """A text as it was read, before it is an article of a library.

    Attributes:
        snapshot: The canonical text in blocks.
        about: What it says about itself; a title and, where it could be recognised, a language are there always.
        path: The absolute path of the file, or an empty string.
        encoding: What the bytes were decoded from, as Python calls it; empty where that has no meaning.
        guessed: Whether that was guessed from what the text looks like.
        named: The encoding and the kind that were asked for; empty words where the text told them.
        page: What it was read from as it was received from the web; None for a file.
    """

    snapshot: Snapshot
    about: About = About()
    path: str = ""
    encoding: str = ""
    guessed: bool = False
    named: tuple[str, str] = ("", "")
    page: Page | None = None
