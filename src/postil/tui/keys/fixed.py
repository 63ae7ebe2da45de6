"""The keys of what is typed into, which cannot be remapped: a letter there is a letter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.binding import Binding
from textual.screen import Screen

if TYPE_CHECKING:
    from textual.dom import DOMNode


@dataclass(frozen=True, slots=True)
class Fixed:
    """A part of the screen whose keys stay as they are.

    Attributes:
        part: What it is called in the help.
        widget: Where it has the focus.
        rows: Its keys in Textual's names, each row with what they do.
    """

    part: str
    widget: type[DOMNode]
    rows: tuple[tuple[tuple[str, ...], str], ...]


def fixed_parts() -> tuple[Fixed, ...]:
    """All of them, as their bindings tell."""
    from postil.tui.screens.source_form import SourceForm
    from postil.tui.widgets.evidence_form import EvidenceForm
    from postil.tui.widgets.field_form import FieldForm
    from postil.tui.widgets.prompt import Prompt

    parts: tuple[tuple[str, type[DOMNode]], ...] = (
        ("Line of input", Prompt),
        ("Form", FieldForm),
        ("Source form", SourceForm),
        ("Evidence form", EvidenceForm),
    )
    return tuple(Fixed(part, widget, _rows(widget)) for part, widget in parts)


def _rows(widget: type[DOMNode]) -> tuple[tuple[tuple[str, ...], str], ...]:
    from postil.tui.widgets.pasting import PASTE

    bindings = widget.BINDINGS if issubclass(widget, Screen) else (*widget.BINDINGS, PASTE)
    told = [binding for binding in bindings if isinstance(binding, Binding) and binding.description]
    return tuple(
        (tuple(binding.key.split(",")), f"{binding.description[:1].upper()}{binding.description[1:]}.")
        for binding in told
    )
