"""Two versions of a file of a library become one, without a library: what git asks a merge driver for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.core.errors import BadInput
from postil.core.merging import merged
from postil.core.system_errors import in_words
from postil.core.text import shown, shown_path
from postil.storage import canonical
from postil.storage.atomic import replace

if TYPE_CHECKING:
    from pathlib import Path

    from postil.storage.canonical import Tables


def merge_file(base: Path, ours: Path, theirs: Path) -> None:
    """Writes into `ours` what both sides hold, record by record and field by field.

    A field that was changed on both sides keeps the later value, and the other among the record's
    `conflicts`; so there is always a result.

    Args:
        base: What both began from; an empty file where there is none.
        ours: One side, which is replaced.
        theirs: The other side.

    Raises:
        BadInput: One of them cannot be read, or is no file of a library; all stand as they were.
    """
    result = merged(_tables(base), _tables(ours), _tables(theirs))
    try:
        replace(ours, canonical.encode_tables(result), durable=False)
    except OSError as error:
        raise BadInput(f"{shown_path(ours)} cannot be written: {in_words(error)}.") from None


def _tables(path: Path) -> Tables:
    try:
        return canonical.decode_tables(path.read_bytes().strip() or b"{}")
    except OSError as error:
        raise BadInput(f"{shown_path(path)} cannot be read: {in_words(error)}.") from None
    except canonical.Malformed as error:
        raise BadInput(
            f"{shown_path(path)} is no file of a library: {shown(str(error))}.",
            "All three files stand as they were; git keeps both sides until you have made the merge.",
        ) from None
