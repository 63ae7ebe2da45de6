"""The kinds of text that postil reads: a module each, named here, loaded when one is met."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, NamedTuple, Protocol, cast

from postil.core.errors import BadInput
from postil.core.text import shown
from postil.ingest.pandoc.kinds import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from postil.ingest.document import Parsed, Received

LARGE = 1_000_000
"""Bytes above which what a parser makes of a text may take longer, or more memory, than a reader would give it."""


class Reader(Protocol):
    """What every format's module offers."""

    @staticmethod
    def read(received: Received) -> Parsed:
        """Makes blocks of a text.

        Raises:
            BadInput: It is damaged, locked, or without any text.
        """
        ...


class Format(NamedTuple):
    """A kind of text.

    Attributes:
        name: What `--type` calls it.
        said: What it is in a sentence, with its article.
        module: Where its `read` is.
        extra: The optional part of postil that it needs; empty for none.
        needs: The modules of that part, without which it cannot be read.
        apart_above: The bytes above which it is read in a process of its own; None where it never needs to be.
        room: The bytes of memory that such a process may take for each byte of a text, where they are more than it
            always may.
        is_believed: Whether what it hands back is taken for true: nothing of others, which a text might have broken
            into, reads it there, but what reads a shorter one here.
    """

    name: str
    said: str
    module: str
    extra: str = ""
    needs: tuple[str, ...] = ()
    apart_above: int | None = None
    room: int = 0
    is_believed: bool = False

    def is_read_apart(self, size: int, *, wanted: bool = False) -> bool:
        """Whether a text of `size` bytes is read in a process of its own.

        Args:
            size: Its bytes.
            wanted: Whether it is to be so also where only loading what reads it takes long.
        """
        if self.apart_above is None:
            return False
        return size > self.apart_above or (wanted and bool(self.needs))

    @property
    def installed(self) -> bool:
        """Whether the optional part that it needs is there, and pandoc for what only pandoc reads."""
        if self.name in KINDS:
            from postil.pandoc.running import pandoc

            return bool(pandoc()) and are_installed(self.needs)
        return are_installed(self.needs)

    def reader(self) -> Reader:
        """Loads what reads it.

        Raises:
            BadInput: Its optional part is not installed; the message has no subject.
        """
        if not self.installed:
            raise BadInput(
                f"is {self.said}, and what reads one is not installed.", how_to_install(self.extra)
            )
        return cast("Reader", import_module(self.module))


FETCHING = ("certifi", "httpcore", "idna")
"""The modules without which no page is fetched from the web; they come with the part `web`."""

_ALL = (
    Format(
        "text", "a plain text", "postil.ingest.plain.reading", apart_above=LARGE, room=16, is_believed=True
    ),
    Format("markdown", "a Markdown text", "postil.ingest.markdown.reading", apart_above=LARGE),
    Format("html", "a web page", "postil.ingest.html.reading", "web", ("lxml", "trafilatura"), LARGE),
    Format("epub", "an EPUB book", "postil.ingest.epub.reading", "web", ("lxml",), LARGE),
    # A converter of documents takes ten times the memory of what comes out of an archive.
    Format("docx", "a Word document", "postil.ingest.docx.reading", "docx", ("mammoth", "lxml"), LARGE // 10),
    Format("pdf", "a PDF document", "postil.ingest.pdf.reading", "pdf", ("pypdfium2",), apart_above=0),
    Format("mail", "a mail", "postil.ingest.mail.reading", apart_above=LARGE),
    Format(
        "mhtml", "a saved web page", "postil.ingest.mail.saved_page", "web", ("lxml", "trafilatura"), LARGE
    ),
    Format("webarchive", "a web archive", "postil.ingest.webarchive", "web", ("lxml", "trafilatura"), LARGE),
    Format("feed", "a feed", "postil.ingest.feed.reading", "web", ("feedparser", "lxml"), LARGE),
    Format("jsonfeed", "a JSON feed", "postil.ingest.feed.json_reading", "web", ("lxml",), LARGE),
    # These are read by a process of their own already, which is pandoc, within limits.
    *(
        Format(kind.name, kind.said, "postil.ingest.pandoc.reading", "pandoc,web", kind.needs)
        for kind in KINDS.values()
    ),
)
FORMATS = {known.name: known for known in _ALL}


def named(kind: str) -> Format:
    """The format that `--type` calls so.

    Raises:
        BadInput: There is none.
    """
    if kind not in FORMATS:
        *most, last = FORMATS
        raise BadInput(f"There is no kind of text called {shown(kind)}.", f"Use {', '.join(most)} or {last}.")
    return FORMATS[kind]


def are_installed(modules: Iterable[str]) -> bool:
    """Whether some modules are there; none of them is loaded to know."""
    return all(find_spec(module) is not None for module in modules)


def how_to_install(extra: str) -> str:
    """What a reader does to get an optional part of postil."""
    return f"Install it: python -m pip install 'postil[{extra}]'"
