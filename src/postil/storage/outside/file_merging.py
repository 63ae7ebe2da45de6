"""Two versions of a file of a library become one, without a library: what git asks a merge driver for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.core.errors import BadInput
from postil.core.merging import merged
from postil.core.system_errors import in_words
from postil.core.text import shown, shown_path
from postil.storage.files import canonical
from postil.storage.files.article_files import hold_two
from postil.storage.files.atomic import replace
from postil.storage.outside.conflict_markers import beside_each_other
from postil.storage.outside.flipped import mended

if TYPE_CHECKING:
    from pathlib import Path

    from postil.storage.files.canonical import Tables


def merge_file(base: Path, ours: Path, theirs: Path) -> None:
    """Writes into `ours` what both sides hold, record by record and field by field.

    A field that was changed on both sides keeps the later value, and the other among the record's
    `conflicts`; so there is always a result.

    Args:
        base: What both began from; an empty file where there is none.
        ours: One side, which is replaced.
        theirs: The other side.

    Raises:
        BadInput: One of them cannot be read, or is no file of a library; all stand as they were. Or the two
            sides hold different articles, whose titles gave one name: `ours` has both then, with git's marks.
    """
    both = _tables(base)
    one, other = (mended(both, _tables(side), lambda _: True)[0] for side in (ours, theirs))
    are_two = hold_two(one, other)
    data = beside_each_other(*map(canonical.encode_tables, (one, other))) if are_two else b""
    try:
        replace(ours, data or canonical.encode_tables(merged(both, one, other)), durable=False)
    except OSError as error:
        raise BadInput(f"{shown_path(ours)} cannot be written: {in_words(error)}.") from None
    if are_two:
        raise BadInput(
            f"{shown_path(ours)} holds another article on each side; both are in it, as git leaves a merge.",
            "Any postil command on the library gives each a file of its own; add both, and commit.",
        )


def _tables(path: Path) -> Tables:
    try:
        return canonical.decode_tables(path.read_bytes().strip() or b"{}")
    except FileNotFoundError:
        raise BadInput(f"There is no file {shown_path(path)}.", "An empty one stands for nothing.") from None
    except OSError as error:
        raise BadInput(f"{shown_path(path)} cannot be read: {in_words(error)}.") from None
    except canonical.Malformed as error:
        raise BadInput(
            f"{shown_path(path)} is no file of a library: {shown(str(error))}.",
            "All three files stand as they were; git keeps both sides until you have made the merge.",
        ) from None
