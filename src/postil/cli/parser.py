"""The options of a command; only the module of that command is loaded."""

from __future__ import annotations

import argparse
import re
from importlib import import_module
from textwrap import fill
from typing import TYPE_CHECKING, NoReturn

from postil.cli.command_line import COMMANDS, QUERIES
from postil.core.errors import WrongUse

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from postil.cli.context import Context

    Run = Callable[[argparse.Namespace, Context], int]

_VALUED = frozenset({"--limit", "--sort", "--format", "--style", "--locale", "--library"})
"""Their options that take a value."""

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


def options_of(command: str, words: Sequence[str]) -> argparse.Namespace:
    """Reads what stands behind a command's name.

    Returns:
        The options, and `run`, which takes the options and a context and gives the exit code.

    Raises:
        WrongUse: The command has other options.
    """
    parser = Parser(f"postil {command}")
    configure(parser, command)
    negated = [at for at in range(len(words)) if _is_negated(words, at)] if command in QUERIES else []
    options = parser.parse_args([word for at, word in enumerate(words) if at not in negated])
    if negated:
        options.query += [words[at] for at in negated]
    return options


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
