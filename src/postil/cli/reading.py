"""What a command takes in: a text and how it is to be read, an option's text or file, standard input for `-`."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

from postil.core.errors import BadInput, WrongUse

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from postil.cli.context import Context
    from postil.services.articles.reading import Manner

EVERY_SECONDS = 2.0
"""How long a page may take before its reader is told of it, and told again."""


FILE_HELP = "a file, an address on the web, - for standard input"


def declare_manner(parser: ArgumentParser) -> None:
    """Declares the options that tell how a text is to be read."""
    from postil.services.articles.reading import kinds

    words = kinds()
    parser.add_argument("--encoding", default="", help="its encoding, where it is guessed wrong")
    parser.add_argument(
        "--type",
        dest="kind",
        default="",
        choices=words,
        metavar="TYPE",
        help=f"what it is: {', '.join(words[:6])} … (`postil help shell`)",
    )
    parser.add_argument(
        "--allow-private", action="store_true", help="ask hosts of this machine and its networks too"
    )


def manner(options: Namespace, context: Context) -> Manner:
    """How a text is to be read, as the options and the settings tell; a file needs no settings."""
    from postil.core.addresses import is_address

    is_fetched = not options.origin or is_address(options.origin)
    coming = Coming()
    how: Manner = {
        "encoding": options.encoding,
        "kind": options.kind,
        "stdin": context.read_stdin,
        "allow_private": options.allow_private or (is_fetched and context.settings.allow_private),
        "progress": coming,
    }
    if is_address(options.origin):
        how["stopped"] = coming.stopped
    return how


class Coming:
    """Says now and then to the person at a terminal how much of a page has come."""

    def __init__(self) -> None:
        self._last, self._told = "", time.monotonic()
        self._words = "Waiting for the site … Ctrl+C ends it."

    def __call__(self, done: int, total: int) -> None:
        """Takes note of some bytes that have come, of how many in all or of 0 where nobody tells."""
        from postil.core.quoting import so_far

        self._words = f"Fetching the page: {so_far(done, total)} …" if done != total else "Reading the page …"
        self._tell()

    def stopped(self) -> bool:
        """Never ends a fetch, which a key does here; says how it stands while nothing comes."""
        self._tell()
        return False

    def _tell(self) -> None:
        from postil.cli.output import say

        now = time.monotonic()
        is_due = self._words != self._last and now - self._told >= EVERY_SECONDS
        if is_due and sys.stderr is not None and sys.stderr.isatty():
            self._last, self._told = self._words, now
            say(self._words)


def text_of(context: Context, given: str, option: str) -> str:
    """The text that was given, or standard input for `-`.

    Args:
        context: Where standard input comes from.
        given: The option's value.
        option: What it is called, for an error.

    Raises:
        BadInput: Standard input is empty, not text or too large.
    """
    from postil.services.articles.reading import decoded

    if given != "-":
        return given
    text = decoded(context.read_stdin(), "Standard input")
    if not text.strip():
        raise BadInput(f"{option} - takes standard input, which is empty.", "Pipe a text into it.")
    return text


def once(*given: str | None) -> None:
    """Refuses to read standard input for more than one option.

    Raises:
        WrongUse: More than one of the values is `-`.
    """
    if given.count("-") > 1:
        raise WrongUse("Standard input can be read once.", "Give all options but one their text.")


def file_text(context: Context, path: str, taker: str) -> str:
    """The text of a file, or standard input for `-`.

    Args:
        context: Where standard input comes from.
        path: The file.
        taker: The option or the command that takes it, for an error.

    Raises:
        BadInput: It cannot be read, is not text or is too large.
    """
    from postil.services.articles.reading import text_of_file

    return text_of(context, path, taker) if path == "-" else text_of_file(path)
