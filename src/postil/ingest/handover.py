"""What a process that reads a text is given, and what it hands back: bytes and JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, cast

from postil.core import strict_json
from postil.core.blocks import block_from_json, block_to_json
from postil.core.errors import BadInput
from postil.core.text import clean, shown
from postil.ingest.document import About, Parsed, Received

if TYPE_CHECKING:
    from typing import BinaryIO

    from postil.core.model import JSON
    from postil.core.snapshot import Block

SECONDS = 60
"""The time that the process may take: by the clock, and of the processor."""

MEMORY = 1 << 30
"""The bytes of address space that it may take, where the system can limit them."""

_WORDS = ("name", "ending", "url", "encoding", "charset", "kind")


def question(received: Received, kind: str) -> bytes:
    """A text and how it is to be read: a line of JSON, then its bytes."""
    words = {word: getattr(received, word) for word in _WORDS}
    return json.dumps({"format": kind, "received": words}).encode("ascii") + b"\n" + received.data


def asked(stream: BinaryIO) -> tuple[str, Received]:
    """Reads what `question` has written: the name of a format, and a text."""
    head = json.loads(stream.readline())
    return head["format"], Received(stream.read(), **head["received"])


def parsed_to_json(parsed: Parsed) -> JSON:
    """Writes what was made of a text."""
    return {
        "blocks": [block_to_json(block) for block in parsed.blocks],
        "about": {**parsed.about._asdict(), "authors": list(parsed.about.authors)},
        "encoding": parsed.encoding,
        "guessed": parsed.guessed,
    }


def error_to_json(error: BadInput) -> JSON:
    """Writes why nothing was made of it."""
    return {"what": error.what, "hint": error.hint}


def answer_from_json(answer: bytes) -> Parsed:
    """Reads what was handed back.

    Raises:
        BadInput: The text cannot be read; the message is the reader's own.
        ValueError: It is no such answer.
    """
    match strict_json.parse(answer.decode("utf-8")):
        case {"what": str(what), "hint": str(hint)}:
            raise BadInput(shown(what), shown(hint))
        case {
            "blocks": list(blocks),
            "about": dict(about),
            "encoding": str(encoding),
            "guessed": bool(guessed),
        }:
            return Parsed([_block(block) for block in blocks], _about(about), shown(encoding), guessed)
        case _:
            raise ValueError("it has the wrong shape")


def _block(value: JSON) -> Block:
    block = block_from_json(value)
    if clean(block.text) != block.text:
        raise ValueError("it holds characters that no text has")
    if any(not 0 <= link.start <= link.end <= len(block.text) for link in block.links):
        raise ValueError("one of its links lies outside of its block")
    return block


def _about(value: dict[str, JSON]) -> About:
    authors = value.pop("authors", [])
    if not isinstance(authors, list) or not all(
        isinstance(word, str) for word in (*authors, *value.values())
    ):
        raise ValueError("what it says about itself has the wrong shape")
    if not value.keys() <= set(About._fields):
        raise ValueError("it says something unknown about itself")
    words = {name: shown(cast("str", word)) for name, word in value.items()}
    return About(authors=tuple(shown(str(author)) for author in authors), **words)
