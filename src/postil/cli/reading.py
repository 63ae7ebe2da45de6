"""What a command takes in: an option's text or file, or standard input for `-`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.core.errors import BadInput, WrongUse

if TYPE_CHECKING:
    from postil.cli.context import Context


def text_of(context: Context, given: str, option: str) -> str:
    """The text that was given, or standard input for `-`.

    Args:
        context: Where standard input comes from.
        given: The option's value.
        option: What it is called, for an error.

    Raises:
        BadInput: Standard input is empty, not text or too large.
    """
    from postil.services.reading import decoded

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


def file_text(context: Context, path: str) -> str:
    """The text of a file, or standard input for `-`.

    Raises:
        BadInput: It cannot be read, is not text or is too large.
    """
    from postil.services.reading import text_of_file

    return text_of(context, path, "--csl") if path == "-" else text_of_file(path)
