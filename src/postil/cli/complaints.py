"""What is wrong with a command line, in postil's own words instead of argparse's."""

from __future__ import annotations

import argparse
import re
from typing import TYPE_CHECKING

from postil.core.patterns import pattern
from postil.core.text import shortened, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_LONGEST = 60

_WHAT: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = tuple(
    (pattern(message, re.DOTALL), words)
    for message, words in (
        (r"the following arguments are required: (.*)", lambda found: f"{_named(found[1])} is missing"),
        (r"unrecognized arguments: (.*)", lambda found: f"{quoted(found[1])} is too much here"),
        (r"argument (\S+): expected .*", lambda found: f"{_named(found[1])} needs a value"),
        (r"argument (\S+): ignored explicit argument .*", lambda found: f"{found[1]} takes no value"),
        (
            r"argument (\S+): not allowed with argument (\S+)",
            lambda found: f"{found[1]} and {found[2]} do not go together",
        ),
        (r"argument (\S+): (.*)", lambda found: f"{_named(found[1])}: {found[2]}"),
    )
)


def named(word: str) -> str:
    """A word that names something, for an argument that may be left out: an empty one is not the same.

    Raises:
        ArgumentTypeError: It is empty.
    """
    if not word.strip():
        raise argparse.ArgumentTypeError("it is empty; leave it out for the usual one")
    return word


def whole_number(text: str) -> int:
    """Reads an option's number.

    Raises:
        ArgumentTypeError: It is none.
    """
    try:
        return int(text)
    except ValueError:  # also for a number of more digits than Python reads
        raise argparse.ArgumentTypeError(f"{quoted(text)} is not a whole number") from None


def one_of(value: str, choices: Iterable[object]) -> str:
    """Says that a value is none of those that can be chosen."""
    return f"{quoted(value)} is none of {', '.join(str(choice) for choice in choices if choice)}"


def quoted(text: str) -> str:
    """What somebody typed, fit to be shown."""
    return f"“{shortened(shown(text), _LONGEST)}”"


def told(message: str) -> str:
    """A message of argparse as a sentence."""
    for shape, words in _WHAT:
        if found := shape.fullmatch(message):
            return f"{words(found)}."
    return f"{message[:1].upper()}{message[1:]}."


def _named(names: str) -> str:
    return " and ".join(name.partition("/")[0] for name in names.split(", "))
