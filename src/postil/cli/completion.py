"""`postil completion`: what makes a shell complete postil's commands and options."""

from __future__ import annotations

import argparse
import re
from typing import TYPE_CHECKING

from postil.cli.command_line import COMMANDS
from postil.cli.output import put_json, put_raw
from postil.cli.parser import Parser, configure, describe
from postil.core.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from postil.cli.context import Context

_SHELLS = ("bash", "zsh", "tcsh")
_CHOICES = pattern(r"^_shtab_postil_pos_0_choices=.*$", re.MULTILINE)
_FILES = frozenset({"FILE", "DIR"})
_PREAMBLE = {
    "bash": """
_postil_backup_words() {
  compgen -W "list restore" -- "$1"
  _shtab_compgen_files "$1"
}
""",
    "zsh": """
_postil_backup_words() {
  _alternative "words:command:(list restore)" "files:file:_files"
}
""",
}
"""What completes the words of `postil backup`: a file, or one of its two commands."""


def configure_completion(parser: argparse.ArgumentParser) -> None:
    """Declares `postil completion`."""
    describe(
        parser,
        _completion,
        usage="SHELL",
        summary="Print what makes a shell complete postil's commands and options.",
        example='eval "$(postil completion bash)"',
        hint="Put that line into ~/.bashrc; for zsh write to a file _postil in a folder of $fpath.",
    )
    parser.add_argument("shell", choices=_SHELLS, metavar="SHELL", help=", ".join(_SHELLS))


def _completion(options: argparse.Namespace, context: Context) -> int:
    import shtab

    del context
    parser = whole_parser()
    for action in _actions(parser):
        if action.metavar in _FILES and not hasattr(action, "complete"):
            action.complete = shtab.DIR if action.metavar == "DIR" else shtab.FILE  # type: ignore[attr-defined]
    script = shtab.complete(parser, options.shell, preamble=_PREAMBLE.get(options.shell, ""))
    if options.shell == "bash":  # the first word may be a file as well, which shtab has no way to say
        script = _CHOICES.sub(r"\g<0>\n_shtab_postil_pos_0_COMPGEN=_shtab_compgen_files", script, count=1)
    if options.json:
        put_json({"shell": options.shell, "script": script})
    else:
        put_raw(f"{script}\n")  # a script is not shown, it is run: its tabs and escapes are its own
    return 0


def whole_parser() -> Parser:
    """One parser of all commands."""
    parser = Parser("postil")
    commands = parser.add_subparsers(parser_class=Parser)
    for name in COMMANDS:
        command = commands.add_parser(name, prog=f"postil {name}", help="")
        configure(command, name)
        command.description = (command.description or "").split(";")[0]
    parser.add_argument("--version", action="store_true", help="tell the version")
    parser.add_argument("--help", action="store_true", help="tell the commands")
    parser.add_argument("--library", metavar="DIR", help="the library's folder")
    return parser


def _actions(parser: argparse.ArgumentParser) -> Iterator[argparse.Action]:
    for action in parser._actions:  # noqa: SLF001 - argparse has no other way to list them
        yield action
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001
            for nested in action.choices.values():
                yield from _actions(nested)
