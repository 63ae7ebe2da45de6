"""The kinds of text that postil reads: a module each, named here, loaded when one is met."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, NamedTuple, Protocol, cast

from postil.core.errors import BadInput
from postil.core.text import shown

if TYPE_CHECKING:
    from collections.abc import Iterable

    from postil.ingest.document import Parsed, Received


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
    """

    name: str
    said: str
    module: str
    extra: str = ""
    needs: tuple[str, ...] = ()

    @property
    def installed(self) -> bool:
        """Whether the optional part that it needs is there."""
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
    Format("text", "a plain text", "postil.ingest.plain.reading"),
    Format("markdown", "a Markdown text", "postil.ingest.markdown.reading"),
    Format("html", "a web page", "postil.ingest.html.reading", "web", ("lxml", "trafilatura")),
    Format("mail", "a mail", "postil.ingest.mail.reading"),
    Format("mhtml", "a saved web page", "postil.ingest.mail.saved_page", "web", ("lxml", "trafilatura")),
    Format("webarchive", "a web archive", "postil.ingest.webarchive", "web", ("lxml", "trafilatura")),
    Format("feed", "a feed", "postil.ingest.feed.reading", "web", ("feedparser", "lxml")),
    Format("jsonfeed", "a JSON feed", "postil.ingest.feed.json_reading", "web", ("lxml",)),
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
