"""Figures and tables that stand in the middle of a paragraph, where the page had room for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.ingest.pdf.lines import SMALL
from postil.ingest.pdf.paragraphs import CAPTION, Paragraph

if TYPE_CHECKING:
    from collections.abc import Sequence

    from postil.ingest.pdf.lines import Line

_MOST = 4
"""The paragraphs of a figure or a table: its cells, its caption, its remarks."""


def mended(paragraphs: Sequence[Paragraph], size: float) -> list[Paragraph]:
    """Puts a paragraph together again that a figure or a table parts; that stands behind it then.

    Args:
        paragraphs: All of a text.
        size: The size of the text's type.
    """
    found: list[Paragraph] = []
    at = 0
    while at < len(paragraphs):
        whole = paragraphs[at]
        floats: list[Paragraph] = []
        at += 1
        while parted := _floats(whole, paragraphs[at : at + _MOST + 1], size):
            floats += paragraphs[at : at + parted]
            whole = Paragraph([*whole.lines, *paragraphs[at + parted].lines])
            at += parted + 1
        found += [whole, *floats]
    return found


def _is_open(paragraph: Paragraph) -> bool:
    """Whether a paragraph of several lines ends in the middle of a sentence."""
    last = paragraph.lines[-1]
    if len(paragraph.lines) == 1 or paragraph.is_table or last.fixed or last.ends:
        return False
    return last.hyphen or last.text[-1:] == "," or last.text[-1:].isalpha()


def _floats(paragraph: Paragraph, rest: Sequence[Paragraph], size: float) -> int:
    """How many figures and tables stand between an open paragraph and that which goes on with it; 0 for no such."""
    last = paragraph.lines[-1]
    number = next((at for at, following in enumerate(rest) if not _is_float(following, last)), 0)
    if not number or not _is_open(paragraph) or abs(last.size - size) > 0.06 * size:
        return 0
    first = rest[number].lines[0]
    return number if first.is_like(last) and not first.fixed and first.text[:1].islower() else 0


def _is_float(paragraph: Paragraph, last: Line) -> bool:
    """Whether a paragraph belongs to a figure or a table, and not to the text that ends with `last`."""
    first = paragraph.lines[0]
    return paragraph.is_table or CAPTION.match(first.text) is not None or first.size < last.size * SMALL
