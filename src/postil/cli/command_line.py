"""Which command a line names; what reads options is loaded where there are any."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.core.errors import WrongUse

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence

COMMANDS = {
    "open": "screen",
    "review": "screen",
    "demo": "screen",
    "add": "articles",
    "articles": "articles",
    "ingest": "articles",
    "rm": "articles",
    "edit": "article_citation",
    "refresh": "refreshing",
    "show": "showing",
    "claim": "claims",
    "evidence": "evidence",
    "source": "sources",
    "list": "listing",
    "check": "checking",
    "quote-check": "quotes",
    "suggest": "suggesting",
    "cite": "copying",
    "copy": "copying",
    "styles": "styles",
    "works": "works",
    "undo": "undo",
    "redo": "undo",
    "history": "undo",
    "trash": "trash",
    "backup": "backup",
    "conflicts": "conflicts",
    "merge-file": "merging",
    "doctor": "doctor",
    "completion": "completion",
    "help": "help_pages",
}
"""Each command and the module in which `configure_<command>` declares it."""

QUERIES = frozenset({"list", "review", "works"})
"""The commands whose words are a query, in which `-tag:later` is a word and no option."""

_OF_SOURCES = frozenset({"import", "export"})
"""Words that are no commands alone, and are commands of `postil source`."""


def parse(words: Sequence[str]) -> Namespace:
    """Reads a command line.

    Returns:
        The options, `command`, `library` (a folder or an empty string), and `run`, which takes the
        options and a context and gives the exit code.

    Raises:
        WrongUse: It has other options than the command, or names a command of sources alone.
    """
    library, command, rest = split(words)
    if command == "open" and len(rest) < 2 and not any(word[:1] == "-" != word for word in rest):
        from postil.cli.opening import bare

        options = bare(*rest)
    else:
        from postil.cli.parser import options_of

        options = options_of(command, rest)
    options.library = options.library or library
    options.command = command
    return options


def split(words: Sequence[str]) -> tuple[str, str, list[str]]:
    """Divides a command line into the library's folder, the command, and what belongs to it.

    A word that is no command is a file or an article for `open`.

    Raises:
        WrongUse: An option stands before the command, or the word is a command of sources alone.
    """
    library, rest = "", list(words)
    while rest:
        word = rest[0]
        if word in COMMANDS:
            return library, word, rest[1:]
        if word == "--library" and len(rest) > 1:
            library, rest = rest[1], rest[2:]
        elif word.startswith("--library="):
            library, rest = word.partition("=")[2], rest[1:]
        elif word == "--":
            return library, "open", rest
        elif word.startswith("-") and word != "-":
            from postil.cli.complaints import quoted

            raise WrongUse(f"{quoted(word)} is not an option of postil.", "`postil --help` shows how.")
        else:
            _refuse_alone(word)
            return library, "open", rest
    return library, "open", rest


def _refuse_alone(word: str) -> None:
    from postil.services.articles.articles import names_file

    if word in _OF_SOURCES and not names_file(word):
        raise WrongUse(f"`postil {word}` alone is no command.", f"Sources have it: `postil source {word}`.")
