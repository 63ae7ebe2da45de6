"""What a process that reads a text is given, and what it hands back: a line of JSON, then bytes."""

from __future__ import annotations

import json
from array import array
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple, cast

from postil.core import strict_json
from postil.core.blocks import block_from_json, block_to_json
from postil.core.digests import sha256
from postil.core.errors import BadInput
from postil.core.snapshot import Blocks
from postil.core.text import clean, shown
from postil.ingest.document import About, Parsed, Received

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from mmap import mmap

    from postil.core.model import JSON
    from postil.core.snapshot import Block

SECONDS = 60
"""The time that the process may take: by the clock, and of the processor."""

MEMORY = 1 << 30
"""The bytes of address space that it may take, where the system can limit them, and of its answer."""

_NARROW, _WIDE = "ascii", "utf-16-le"
"""How the text is written: as it lies in memory mostly, so that it need not be worked out."""

_PIECE = 1 << 16
"""Code points of a text that are written at once."""

ANEW = "Open it in another program, save it anew, and open that."
"""What is to be done with a text that is damaged."""

SMALLER = "Split it into parts, or save its text as a file and open that."
"""What is to be done with one that takes too much."""

_WORDS = ("name", "ending", "url", "encoding", "charset", "kind")


class Question(NamedTuple):
    """What the process is asked.

    Attributes:
        kind: The name of the text's format.
        received: The text, whose data are not told: they come in a file.
        memory: The bytes of address space that it may take.
    """

    kind: str
    received: Received
    memory: int = MEMORY

    def __str__(self) -> str:
        words = {word: getattr(self.received, word) for word in _WORDS}
        return json.dumps({"kind": self.kind, "memory": self.memory, "received": words})


def asked(words: str) -> Question:
    """Reads a question; its text has no data yet."""
    told = json.loads(words)
    return Question(told["kind"], Received(b"", **told["received"]), told["memory"])


def answer(parsed: Parsed) -> Iterable[bytes]:
    """What was made of a text, piece by piece: a line of JSON, where each block begins, and the canonical text."""
    blocks = parsed.blocks if isinstance(parsed.blocks, Blocks) else Blocks(parsed.blocks)
    text = blocks.text
    coding = _NARROW if text.isascii() else _WIDE
    head: dict[str, JSON] = {
        "blocks": len(blocks),
        "forms": [[index, block_to_json(form)] for index, form in blocks.forms.items()],
        "about": {**parsed.about._asdict(), "authors": list(parsed.about.authors)},
        "encoding": parsed.encoding,
        "guessed": parsed.guessed,
        "digest": parsed.digest,
        "length": len(text),
        "coding": coding,
    }
    pieces = (text[at : at + _PIECE].encode(coding, "replace") for at in range(0, len(text), _PIECE))
    return chain((_line(head), blocks.starts.tobytes()), pieces)


def refusal(error: BadInput) -> bytes:
    """Why nothing was made of it."""
    return _line({"what": error.what, "hint": error.hint})


def answered(answer: bytes | mmap, *, believed: bool = False) -> Parsed:
    """Reads what was handed back.

    Args:
        answer: It.
        believed: Whether a whole answer is taken for a true one; otherwise none of it is believed.

    Raises:
        BadInput: The text cannot be read; the message is the reader's own.
        ValueError: It is no such answer.
    """
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
            "digest": str(digest),
            "length": int(length),
            "coding": ("ascii" | "utf-16-le") as coding,
        } if 0 <= count <= len(answer):
            starts = array("I")
            text_at = end + count * starts.itemsize
            starts.frombytes(answer[end:text_at])
            with memoryview(answer) as whole, whole[text_at:] as coded:
                text = str(coded, coding)
            if len(text) != length:
                raise ValueError("it is not whole")
            made = dict(map(_form, forms))
            if believed:
                blocks = Blocks.of_parts(text, starts, made)
            else:
                blocks, digest = _checked(text, starts, made)
            return Parsed(blocks, _about(about), shown(encoding), guessed, digest)
        case _:
            raise ValueError("it has the wrong shape")


def _line(head: JSON) -> bytes:
    return json.dumps(head).encode("ascii") + b"\n"


def _checked(text: str, starts: array[int], forms: Mapping[int, Block]) -> tuple[Blocks, str]:
    """The blocks of a text that nobody vouches for, and the name that it has."""
    utf8 = text.encode()
    if clean(text, utf8) != text:
        raise ValueError("it holds characters that no text has")
    if not starts and not text:
        return Blocks(()), ""
    blocks = Blocks.of_text(text, starts, forms)
    for index in blocks.linked:
        length = blocks.length(index)
        if any(not 0 <= link.start <= link.end <= length for link in blocks.form(index).links):
            raise ValueError("one of its links lies outside of its block")
    return blocks, sha256(utf8).hexdigest()


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
