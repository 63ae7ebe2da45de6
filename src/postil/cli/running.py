"""One command line: which command it is, what it answers, how it fails."""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False  # the module typing alone takes as long as the rest of `postil --version`
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from postil.cli.context import Context

DONE, NO, WRONG_USE, BAD_INPUT, LIBRARY = range(5)
"""Exit codes: done; the answer is no; wrong use; bad input; the library or the output failed."""

INTERRUPTED = 130
BROKEN_PIPE = 141


def run(arguments: Sequence[str], make_context: Callable[[str], Context]) -> int:
    """Runs a command line and tells what went wrong in one line on standard error.

    Args:
        arguments: What stands behind `postil`.
        make_context: Makes what commands work with, given the folder that `--library` named.

    Returns:
        The exit code.
    """
    if sys.stdout is None:  # closed by the caller
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - for the rest of the process
    if hasattr(sys.stdout, "reconfigure"):  # a help text has typographic marks, a terminal may have none
        sys.stdout.reconfigure(errors="replace")
    match list(arguments):
        case ["--version" | "-V", *_]:
            from postil import __version__

            return _guarded(lambda: _print(f"postil {__version__}"))
        case ["--help" | "-h", *_]:
            from postil.cli.overview import OVERVIEW

            return _guarded(lambda: _print(OVERVIEW))
        case words:
            return _guarded(lambda: _run(words, make_context))


def _run(words: list[str], make_context: Callable[[str], Context]) -> int:
    from postil.cli.command_line import parse
    from postil.cli.output import OutputFailed, flush
    from postil.core.errors import PostilError

    options = parse(words)
    context = make_context(options.library)
    try:
        code: int = options.run(options, context)
        flush()
    except OutputFailed as error:
        if options.saves:
            raise OutputFailed(f"The change is saved, but {error.what[:1].lower()}{error.what[1:]}") from None
        raise
    except PostilError:
        _tell(context.troubles)  # which may be why
        raise
    if options.command != "doctor":  # which lists them itself
        _tell(context.troubles)
    return code


def _tell(troubles: Sequence[str]) -> None:
    """Says what was found wrong on the way, so that a list that lacks something does not pass for whole."""
    if troubles:
        from postil.cli.output import say

        for trouble in troubles:
            say(f"postil: {trouble}")


def _print(text: str) -> int:
    try:
        print(text, flush=True)
    except BrokenPipeError:
        raise
    except OSError as error:
        from postil.cli.output import failed

        raise failed(error) from None
    return DONE


def _guarded(command: Callable[[], int]) -> int:
    try:
        return _left(command)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        from postil.cli.output import silence

        silence(sys.stdout)
        return BROKEN_PIPE
    except Exception as error:
        code = _told(error)
        if code is None:
            raise
        return code


def _left(command: Callable[[], int]) -> int:
    """Runs a command; argparse leaves the process where it has printed a help text."""
    try:
        return command()
    except SystemExit as leaving:
        from postil.cli.output import flush

        flush()
        return leaving.code if isinstance(leaving.code, int) else DONE


def _told(error: Exception) -> int | None:
    """Tells an expected error on standard error; None for one that is a fault of postil."""
    from postil.cli.output import say
    from postil.core import errors
    from postil.core.system_errors import in_words

    match error:
        case errors.LibraryError():
            code = LIBRARY
        case errors.BadInput():
            code = BAD_INPUT
        case errors.WrongUse():
            code = WRONG_USE
        case errors.PostilError():
            code = NO
        case OSError():
            say(f"postil: The system refused something: {in_words(error)}.")
            return LIBRARY
        case _:
            return None
    say(f"postil: {error}")
    return code
