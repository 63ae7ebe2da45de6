"""Tables as CSV (RFC 4180) that a spreadsheet shows and does not calculate."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from postil.core.text import copyable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
_BLANK_START = ("\t", "\r", "\n")


def csv_table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    r"""Writes a table.

    Args:
        header: The names of the columns.
        rows: The cells; each becomes harmless text. A cell that a spreadsheet would take for a formula
            (one that begins with `=`, `+`, `-`, `@`, blanks before it or not, with a tab or with a line
            break) gets an apostrophe in front (OWASP, CSV Injection).

    Returns:
        The table with `\r\n` after each row.
    """
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\r\n")
    writer.writerow([_disarmed(cell) for cell in header])
    writer.writerows([_disarmed(cell) for cell in row] for row in rows)
    return table.getvalue()


def _disarmed(cell: str) -> str:
    text = copyable(cell)
    acts = cell.startswith(_BLANK_START) or text.lstrip().startswith(_FORMULA)
    return f"'{text}" if acts else text
