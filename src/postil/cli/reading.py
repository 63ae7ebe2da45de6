"""What a command takes in: an option's text or file, or standard input for `-`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from postil.core.errors import BadInput
from postil.core.system_errors import in_words
from postil.core.text import shown, shown_path

if TYPE_CHECKING:
    from postil.cli.context import Context


def text_of(context: Context, given: str) -> str:
    """The text that was given, or standard input for `-`.

    Raises:
        BadInput: Standard input is not text or is too large.
    """
    from postil.services.reading import decoded

    return decoded(context.read_stdin(), "Standard input") if given == "-" else given


def file_text(context: Context, path: str) -> str:
    """The text of a file, or standard input for `-`.

    Raises:
        BadInput: It cannot be read, is not text or is too large.
    """
    from postil.services.reading import decoded

    if path == "-":
        return text_of(context, path)
    try:
        data = Path(path).read_bytes()
    except FileNotFoundError:
        raise BadInput(f"There is no file {shown(path)}.", "Check the name and the folder.") from None
    except (OSError, ValueError) as error:
        why = in_words(error) if isinstance(error, OSError) else "a file's name holds no NUL"
        raise BadInput(f"{shown_path(path)} cannot be read: {why}.") from error
    return decoded(data, shown(path))
