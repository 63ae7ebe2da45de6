"""Which command a line names, and its options; only the module of that command is loaded."""

from __future__ import annotations

import argparse
import re
from importlib import import_module
from textwrap import fill
from typing import TYPE_CHECKING, NoReturn

from postil.core.errors import WrongUse

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from postil.cli.context import Context

    Run = Callable[[argparse.Namespace, Context], int]

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

_VALUED = frozenset({"--limit", "--sort", "--format", "--style", "--locale", "--library"})
"""Their options that take a value."""

_OF_SOURCES = frozenset({"import", "export"})
"""Words that are no commands alone, and are commands of `postil source`."""

_HELP_COLUMN = 26
_HELP_WIDTH = 79


class Parser(argparse.ArgumentParser):
    """A command's options; a wrong use is an error like every other."""

    def __init__(self, prog: str = "postil", **_: object) -> None:
        super().__init__(
            prog=prog,
            add_help=False,
            allow_abbrev=False,
            formatter_class=lambda prog: argparse.RawDescriptionHelpFormatter(
                prog, max_help_position=_HELP_COLUMN, width=_HELP_WIDTH
            ),
        )

    def format_help(self) -> str:
        """The help text, without the lines that would take it off a screen of 24."""
        text = super().format_help()
        return re.sub(r"\n\npositional arguments:\n(.*?)\n\noptions:\n", r"\n\n\1\n", text, flags=re.DOTALL)

    def print_help(self, file: object = None) -> None:
        """Prints the help text; argparse itself keeps silent where it cannot be written."""
        del file
        from postil.cli.output import put

        put(self.format_help().rstrip("\n"))

    def error(self, message: str) -> NoReturn:
        """Refuses a command line.

        Raises:
            WrongUse: Always.
        """
        from postil.cli.complaints import told

        raise WrongUse(told(message), f"`{self.prog} --help` shows how.")

    def _get_values(self, action: argparse.Action, arg_strings: list[str]) -> object:
        if action.option_strings and action.nargs is None and arg_strings == ["--"]:
            # `--note=--`: until Python 3.13 argparse takes the value for the end of the options, and gives a list.
            value = self._get_value(action, "--")
            self._check_value(action, value)
            return value
        return super()._get_values(action, arg_strings)

    def _check_value(self, action: argparse.Action, value: object) -> None:
        if action.choices is not None and value not in action.choices:
            from postil.cli.complaints import one_of

            raise argparse.ArgumentError(action, one_of(str(value), action.choices))


def parse(words: Sequence[str]) -> argparse.Namespace:
    """Reads a command line.

    Returns:
        The options, `command`, `library` (a folder or an empty string), and `run`, which takes the
        options and a context and gives the exit code.

    Raises:
        WrongUse: It has other options than the command, or names a command of sources alone.
    """
    library, command, rest = split(words)
    if not command and not rest:
        command = "open"
    parser = Parser(f"postil {command}")
    configure(parser, command)
    negated = [at for at in range(len(rest)) if _is_negated(rest, at)] if command in QUERIES else []
    options = parser.parse_args([word for at, word in enumerate(rest) if at not in negated])
    if negated:
        options.query += [rest[at] for at in negated]
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


def configure(parser: argparse.ArgumentParser, command: str) -> None:
    """Gives a parser the options of a command."""
    module = import_module(f"postil.cli.{COMMANDS[command]}")
    getattr(module, f"configure_{command.replace('-', '_')}")(parser)


def describe(
    parser: argparse.ArgumentParser,
    run: Run | None,
    *,
    usage: str,
    summary: str,
    example: str,
    hint: str = "",
    saves: bool = False,
) -> None:
    """Gives a parser what every command has: its help text, `--json`, `--library` and what it runs.

    Args:
        parser: The parser of a command, or of a group of commands.
        run: What the command does; None for a group.
        usage: What stands behind the command's name.
        summary: One sentence.
        example: A command line that works.
        hint: More to say about it.
        saves: Whether it changes the library before it answers.
    """
    parser.usage = f"{parser.prog} {usage}".rstrip()
    parser.description = fill(summary, _HELP_WIDTH)
    parser.epilog = f"{fill(hint, _HELP_WIDTH)}\n\nexample: {example}".strip()
    parser.add_argument("-h", "--help", action="help", help=argparse.SUPPRESS)
    if run is not None:
        parser.add_argument("--json", action="store_true", help="print one JSON document")
        parser.add_argument("--library", default="", metavar="DIR", help="the library's folder")
        parser.set_defaults(run=run, saves=saves)


def subcommands(
    parser: argparse.ArgumentParser, *, required: bool = True
) -> Callable[[str, str], argparse.ArgumentParser]:
    """Makes a parser a group; the result adds a command of a name and a summary to it."""
    group = parser.add_subparsers(metavar="COMMAND", required=required, parser_class=Parser)

    def add(name: str, summary: str) -> argparse.ArgumentParser:
        return group.add_parser(name, help=summary, prog=f"{parser.prog} {name}")

    return add


def _is_negated(words: Sequence[str], at: int) -> bool:
    """Whether a word of a query's command line begins with a minus and is neither an option nor a value."""
    word = words[at]
    valued = at > 0 and words[at - 1] in _VALUED
    return len(word) > 1 and word[0] == "-" != word[1] and word != "-h" and not valued


def _refuse_alone(word: str) -> None:
    from postil.services.articles.articles import names_file

    if word in _OF_SOURCES and not names_file(word):
        raise WrongUse(f"`postil {word}` alone is no command.", f"Sources have it: `postil source {word}`.")
