"""What a command takes in: an option's text or file, or standard input for `-`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from postil.core.errors import BadInput
from postil.core.text import shown

if TYPE_CHECKING:
    from postil.cli.context import Context

LARGEST = 16 * 1024 * 1024
"""Bytes of a quote, a note or a bibliography."""


def text_of(context: Context, given: str) -> str:
    """The text that was given, or standard input for `-`.

    Raises:
        BadInput: Standard input is not text or is too large.
    """
    return _decoded(context.read_stdin(), "Standard input") if given == "-" else given


def file_text(context: Context, path: str) -> str:
    """The text of a file, or standard input for `-`.

    Raises:
        BadInput: It cannot be read, is not text or is too large.
    """
    if path == "-":
        return text_of(context, path)
    try:
        data = Path(path).read_bytes()
    except FileNotFoundError:
        raise BadInput(f"There is no file {shown(path)}.", "Check the name and the folder.") from None
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else error
        raise BadInput(f"{shown(path)} cannot be read: {why}.") from error
    return _decoded(data, shown(path))


def _decoded(data: bytes, name: str) -> str:
    from postil.ingest.encoding import decode

    if len(data) > LARGEST:
        raise BadInput(f"{name} is larger than {LARGEST >> 20} MB.", "Nobody quotes that much.")
    try:
        return decode(data, "")
    except BadInput as error:
        raise BadInput(f"{name} {error.what}", "It must be text, best as UTF-8.") from error
