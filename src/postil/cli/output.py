"""Standard output for data, standard error for words; nothing in either acts on a terminal."""

from __future__ import annotations

import json
import os
import sys
from contextlib import contextmanager, suppress
from io import TextIOWrapper
from itertools import islice
from typing import TYPE_CHECKING, TextIO

from postil.core.errors import LibraryError
from postil.core.patterns import pattern
from postil.core.text import shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from postil.core.model import JSON

# What JSON may hold raw and a terminal may obey or hide: DEL, C1, bidi controls, other invisible
# characters, lone surrogates. JSON holds them in strings only, where an escape means the same.
_ACTING = pattern(
    "[\x7f-\x9f\u00ad\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]"
)

_AT_ONCE = 256
"""Pieces of JSON that are written at once."""

WIDEST = 100
"""Columns of a line that is printed where there is no terminal to measure."""


class OutputFailed(LibraryError):
    """The answer of a command could not be written."""


def put(text: str = "") -> None:
    """Prints lines of data."""
    _print("\n".join(map(shown, text.split("\n"))))


def put_json(document: Mapping[str, JSON]) -> None:
    """Prints one JSON document, as UTF-8 whatever the locale is; a list in it has one member a line."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    pieces = _pieces(document)
    with _writing():
        while some := "".join(islice(pieces, _AT_ONCE)):  # a book's paragraphs are never one string
            sys.stdout.write(_ACTING.sub(lambda found: f"\\u{ord(found[0]):04x}", some))
        print()


def _pieces(document: Mapping[str, JSON]) -> Iterator[str]:
    """A document piece by piece: the encoder that indents takes ten times as long, and is for what is short."""
    in_lines = json.JSONEncoder(ensure_ascii=False, allow_nan=False)
    indented = json.JSONEncoder(ensure_ascii=False, allow_nan=False, indent=1)
    before = "{\n "
    for key, value in document.items():
        yield f"{before}{in_lines.encode(key)}: "
        before = ",\n "
        if isinstance(value, list) and value:
            yield "[\n  "
            for number, member in enumerate(value):
                yield f",\n  {in_lines.encode(member)}" if number else in_lines.encode(member)
            yield "\n ]"
        else:
            yield indented.encode(value).replace("\n", "\n ")
    yield "\n}" if document else "{}"


def put_raw(text: str) -> None:
    """Prints a text that has been made harmless and keeps its own line ends, as UTF-8."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    with _writing():
        sys.stdout.write(text)


def say(words: str) -> None:
    """Says something to the person, in one line on standard error; where nobody listens it is lost."""
    if sys.stderr is not None:
        try:
            print(shown(words), file=sys.stderr, flush=True)
        except (OSError, ValueError):
            silence(sys.stderr)


def flush() -> None:
    """Sees to it that what was printed has left the process.

    Raises:
        OutputFailed: It could not be written.
        BrokenPipeError: Nobody reads it any more.
    """
    with _writing():
        sys.stdout.flush()


def failed(error: OSError) -> OutputFailed:
    """What is told where standard output cannot be written; nothing more is written to it."""
    from postil.core.system_errors import in_words

    silence(sys.stdout)
    return OutputFailed(f"The answer could not be written: {in_words(error)}.")


def silence(stream: TextIO) -> None:
    """Leads a stream that fails into nothing, so that the process's own last flush of it does not fail too."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def columns() -> int:
    """The width of the terminal, or `WIDEST` where standard output is none."""
    from shutil import get_terminal_size

    return max(get_terminal_size().columns, 40) if sys.stdout.isatty() else WIDEST


def _print(text: str) -> None:
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")
    with _writing():
        print(text)


@contextmanager
def _writing() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise failed(error) from None
