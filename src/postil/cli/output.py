"""Standard output for data, standard error for words; nothing in either acts on a terminal."""

from __future__ import annotations

import json
import re
import sys
from io import TextIOWrapper
from typing import TYPE_CHECKING

from postil.core.text import shown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from postil.core.model import JSON

# What JSON may hold raw and a terminal may obey or hide: DEL, C1, bidi controls, other invisible
# characters, lone surrogates. JSON holds them in strings only, where an escape means the same.
_ACTING = re.compile(
    "[\x7f-\x9f\u00ad\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]"
)

WIDEST = 100
"""Columns of a line that is printed where there is no terminal to measure."""


def put(text: str = "") -> None:
    """Prints lines of data."""
    _print("\n".join(map(shown, text.split("\n"))))


def put_json(document: Mapping[str, JSON]) -> None:
    """Prints one JSON document, as UTF-8 whatever the locale is."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    text = json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False)
    print(_ACTING.sub(lambda found: f"\\u{ord(found[0]):04x}", text))


def put_raw(text: str) -> None:
    """Prints a text that has been made harmless and keeps its own line ends, as UTF-8."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    sys.stdout.write(text)


def say(words: str) -> None:
    """Says something to the person, in one line on standard error."""
    if sys.stderr is not None:
        print(shown(words), file=sys.stderr)


def columns() -> int:
    """The width of the terminal, or `WIDEST` where standard output is none."""
    from shutil import get_terminal_size

    return max(get_terminal_size().columns, 40) if sys.stdout.isatty() else WIDEST


def _print(text: str) -> None:
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")
    print(text)
