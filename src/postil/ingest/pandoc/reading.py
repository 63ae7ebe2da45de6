"""A text that pandoc knows is read by it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple, cast

from postil.core.errors import BadInput
from postil.core.patterns import pattern
from postil.core.text import shortened, shown
from postil.ingest.archive import Archive
from postil.ingest.document import About, Parsed, Received
from postil.ingest.encoding.decoding import decode
from postil.ingest.pandoc.identity import about_of
from postil.ingest.pandoc.inclusions import left_out, with_braces, with_gaps_told
from postil.ingest.pandoc.kinds import KINDS
from postil.ingest.pandoc.opening import without_opening
from postil.ingest.pandoc.tree import blocks_of
from postil.pandoc.running import INSTALL, PandocFailed, PandocMissing, PandocStopped, run_with_warnings

if TYPE_CHECKING:
    from postil.core.model import JSON


_INCLUDED = pattern(r"File (.+?) not found in resource path")
"""What pandoc says in its sandbox of a file that a text includes."""


def read(received: Received) -> Parsed:
    """Reads a text of one of `KINDS`, named by `received.kind`.

    Raises:
        BadInput: Pandoc is not there, or cannot read it; the message has no subject.
    """
    kind = KINDS[received.kind]
    source = _SOURCES[kind.coded](received)
    arguments = ("--sandbox", "--from", kind.name, "--to", "json", "--standalone")
    try:
        answer, warnings = _answer(arguments, source.data)
        if missing := left_out(warnings):
            told = with_gaps_told(source.data.decode("utf-8", "replace"), kind.name, missing)
            answer, _ = _answer(arguments, told.encode("utf-8", "replace"))
        tree = cast("dict[str, JSON]", json.loads(answer))
        blocks = blocks_of(_blocks(tree))
        about = about_of(cast("dict[str, JSON]", tree["meta"]))
    except RecursionError:
        raise BadInput("is nested too deeply to be read.", "--type text reads it as it is typed.") from None
    known = {name: told for name, told in about._asdict().items() if told}
    blocks, about = without_opening(blocks, source.about._replace(**known))
    return Parsed(blocks, about, source.encoding, source.guessed)


def _answer(arguments: tuple[str, ...], data: bytes) -> tuple[bytes, str]:
    """What pandoc makes of a text, and its warnings; it may read nothing else (`--sandbox`)."""
    try:
        return run_with_warnings(arguments, data)
    except PandocMissing as error:
        raise BadInput("is read by pandoc, which is not installed.", INSTALL) from error
    except PandocStopped as error:
        raise BadInput(f"cannot be read: pandoc {error}.", "Split it into parts and open those.") from error
    except PandocFailed as error:
        why = str(error).rstrip(".")
        if included := _INCLUDED.search(why):
            name = shown(shortened(included[1], 60))
            raise BadInput(
                f"includes another file, {name}, and only one is read.",
                "Put it into the text, and open that.",
            ) from error
        raise BadInput(
            f"cannot be read by pandoc: {why}.", "Check its kind (--type), and that it is whole."
        ) from error


def _blocks(tree: dict[str, JSON]) -> list[JSON]:
    """The abstract, which pandoc keeps apart, and the text."""
    meta = cast("dict[str, JSON]", tree["meta"])
    match meta.get("abstract"):
        case {"t": "MetaBlocks", "c": list(abstract)}:
            pass
        case {"t": "MetaInlines", "c": list(pieces)}:
            abstract = [{"t": "Para", "c": pieces}]
        case _:
            abstract = []
    return [*abstract, *cast("list[JSON]", tree["blocks"])]


class _Source(NamedTuple):
    """What pandoc is given, and what it does not learn from that."""

    data: bytes
    about: About = About()
    encoding: str = ""
    guessed: bool = False


def _unpacked(received: Received) -> _Source:
    """An archive, once it has been seen to keep to the limits."""
    from postil.ingest.properties import about_in

    archive = Archive(received.data)
    for name in archive.names:
        archive.read(name)
    return _Source(received.data, about_in(archive))


def _without_entities(received: Received) -> _Source:
    """XML in UTF-8, without a document type and what it declares."""
    from lxml import etree

    from postil.ingest.xml import root_of

    root = root_of(received.data)
    if root is None:
        raise BadInput("is damaged: it is not well-formed XML.", "--type text shows it as it is.")
    return _Source(etree.tostring(root, encoding="utf-8"))


def _decoded(received: Received) -> _Source:
    decoded = decode(received.data, received.encoding or received.charset)
    text = with_braces(decoded.text) if received.kind == "latex" else decoded.text
    return _Source(text.encode("utf-8", "replace"), About(), decoded.encoding, decoded.guessed)


_SOURCES = {"text": _decoded, "xml": _without_entities, "zip": _unpacked}
