"""What a process that reads a text is given, and what it hands back: a line of JSON, then bytes."""

from __future__ import annotations

import json
from array import array
from typing import TYPE_CHECKING, cast

from postil.core import strict_json
from postil.core.blocks import block_from_json, block_to_json
from postil.core.errors import BadInput
from postil.core.snapshot import Blocks
from postil.core.text import clean, shown
from postil.ingest.document import About, Parsed, Received

if TYPE_CHECKING:
    from collections.abc import Sequence
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


def answer(parsed: Parsed) -> bytes:
    """What was made of a text: a line of JSON, then where each block begins, then the canonical text."""
    blocks = Blocks(parsed.blocks)
    head: dict[str, JSON] = {
        "blocks": len(blocks),
        "forms": [[index, block_to_json(form)] for index, form in blocks.forms.items()],
        "about": {**parsed.about._asdict(), "authors": list(parsed.about.authors)},
        "encoding": parsed.encoding,
        "guessed": parsed.guessed,
    }
    return b"".join((_line(head), blocks.starts.tobytes(), blocks.text.encode("utf-8", "replace")))


def refusal(error: BadInput) -> bytes:
    """Why nothing was made of it."""
    return _line({"what": error.what, "hint": error.hint})


def answered(answer: bytes) -> Parsed:
    """Reads what was handed back, and believes none of it.

    Raises:
        BadInput: The text cannot be read; the message is the reader's own.
        ValueError: It is no such answer.
    """
    from concurrent.futures import ThreadPoolExecutor  # neither in the process that reads the text
    from hashlib import sha256

    end = answer.find(b"\n") + 1
    match strict_json.parse(answer[:end].decode("utf-8")):
        case {"what": str(what), "hint": str(hint)}:
            raise BadInput(shown(what), shown(hint))
        case {
            "blocks": int(count),
            "forms": list(forms),
            "about": dict(about),
            "encoding": str(encoding),
            "guessed": bool(guessed),
        } if 0 <= count <= len(answer):
            starts = array("I")
            text_at = end + count * starts.itemsize
            starts.frombytes(answer[end:text_at])
            text = answer[text_at:]
            with ThreadPoolExecutor(1) as threads:  # which need not wait for each other
                digest = threads.submit(lambda: sha256(text).hexdigest())
                blocks = _blocks(text, starts, forms)
            return Parsed(blocks, _about(about), shown(encoding), guessed, digest.result())
        case _:
            raise ValueError("it has the wrong shape")


def _line(head: JSON) -> bytes:
    return json.dumps(head).encode("ascii") + b"\n"


def _blocks(utf8: bytes, starts: array[int], forms: Sequence[JSON]) -> Blocks:
    text = utf8.decode("utf-8")
    if clean(text, utf8) != text:
        raise ValueError("it holds characters that no text has")
    if not starts and not text:
        return Blocks(())
    blocks = Blocks.of_text(text, starts, dict(map(_form, forms)))
    for index in blocks.linked:
        length = blocks.length(index)
        if any(not 0 <= link.start <= link.end <= length for link in blocks.form(index).links):
            raise ValueError("one of its links lies outside of its block")
    return blocks


def _form(value: JSON) -> tuple[int, Block]:
    match value:
        case [int(index), form]:
            return index, block_from_json(form)._replace(text="")
        case _:
            raise ValueError("one of its forms has the wrong shape")


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
