"""An entry of a bibliography that was pasted where one source is wanted, as the lines in which a reader sees it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.citation.csl import parse_items
from postil.citation.fields import lines_of, retyped
from postil.core.errors import BadInput
from postil.services.sources.details import IN_CSL
from postil.services.sources.importing import met
from postil.services.sources.sources import entry_item, need_name, same_source

if TYPE_CHECKING:
    from collections.abc import Mapping

    from postil.core.model import JSON, Source
    from postil.services.library.workspace import Workspace

_NAMES = ("title", "URL", "DOI")
"""By what a source can be called, the best first."""


def read_entry(workspace: Workspace, text: str) -> tuple[dict[str, JSON], Source | None]:
    """Reads a pasted entry in any format of bibliographies; may take half a second.

    Returns:
        Its CSL-JSON item, and the source that it is of, where that is here already.

    Raises:
        BadInput: It cannot be read.
        WrongUse: It is no entry or more than one, or has neither a title nor an address.
    """
    item = entry_item(text)
    return item, met(workspace, item).met[0].known


def is_item(text: str) -> bool:
    """Whether a text that was kept is the CSL-JSON of one item."""
    try:
        return len(parse_items(text)) == 1
    except BadInput:
        return False


def as_typed(item: Mapping[str, JSON]) -> tuple[str, dict[str, str]]:
    """An item as it would be typed.

    Returns:
        What stands in the line of the source, and the lines of a new one by the names of `SOURCE_DETAILS`.
    """
    lines, name = lines_of(item), _name(item)
    return lines[name], {line: lines[field] for line, field in IN_CSL.items() if field != name}


def more_of(item: Mapping[str, JSON]) -> list[str]:
    """The names of the fields that these lines do not show."""
    return [name for name in item if name not in {*IN_CSL.values(), _name(item), "id", "type"}]


def entry_source(
    workspace: Workspace, item: Mapping[str, JSON], typed: str, details: Mapping[str, str]
) -> Source:
    """The source of an entry, with what was changed in its lines; a known one where another has the same item.

    Args:
        workspace: The open library.
        item: The entry.
        typed: What stands in the line of the source now.
        details: What stands in the others, by the names of `SOURCE_DETAILS`.

    Raises:
        BadInput: What was typed is not what CSL-JSON wants there.
        WrongUse: Neither a title nor an address is left.
    """
    lines = {field: details.get(name, "") for name, field in IN_CSL.items()} | {_name(item): typed}
    made = {**item, **retyped(item, lines)}
    need_name(made)
    return same_source(workspace, made)


def _name(item: Mapping[str, JSON]) -> str:
    return next((name for name in _NAMES if item.get(name)), _NAMES[0])
