"""A source as the lines of a form or the options of a command, made into an item."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.citation.csl import is_named, make_item, parse_items
from postil.core.errors import BadInput, WrongUse
from postil.services.articles.details import doubts_about

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from postil.core.model import JSON

UNNAMED = "A source needs a title or an address."

_DOUBTED = {
    "issued": "published",
    "date": "published",
    "DOI": "doi",
    "ISBN": "isbn",
    "URL": "url",
    "url": "url",
}
"""What the lines of a source are called where an article has the same."""

IN_CSL = {
    "title": "title",
    "author": "author",
    "date": "issued",
    "container": "container-title",
    "url": "URL",
}
"""What CSL calls each of `SOURCE_DETAILS`."""


def item_of(details: Mapping[str, str]) -> dict[str, JSON]:
    """The CSL-JSON item that the lines make."""
    return make_item(
        title=details.get("title", ""),
        authors=[name for name in details.get("author", "").split(";") if name.strip()],
        date=details.get("date", ""),
        container=details.get("container", ""),
        url=details.get("url", ""),
    )


def doubts_about_source(lines: Mapping[str, str]) -> Iterator[str]:
    """What in some lines of a source looks wrong, a sentence each, by their names in CSL or `SOURCE_DETAILS`."""
    return doubts_about({_DOUBTED[name]: line for name, line in lines.items() if name in _DOUBTED})


def items_of(
    csl: str | None,
    fields: Mapping[str, str],
    *,
    kind: str = "",
    authors: Sequence[str] = (),
    complete: bool = True,
) -> list[dict[str, JSON]]:
    """The CSL-JSON items of a file, of single fields, or of both: the fields overrule.

    Args:
        csl: The text of the file, if there is one.
        fields: What `make_item` takes, by name; an empty text takes a field away.
        kind: CSL's type.
        authors: One name each, as people type it; only empty ones take the authors away.
        complete: Whether an item of fields alone gets a type; not where it changes another.

    Raises:
        BadInput: The file is not CSL-JSON, or an item of it has neither a title nor an address.
        WrongUse: `kind` is not a type of CSL, or the fields name nothing.
    """
    items = [] if csl is None else parse_items(csl)
    made = _with_fields(items, fields, kind, authors, complete=complete)
    for number, item in enumerate(made, 1) if complete else ():
        if not is_named(item):
            if csl is None:
                raise WrongUse(UNNAMED, "Give --title, --url, --doi or --csl FILE.")
            raise BadInput(UNNAMED, f"Item {number} of {len(made)} has neither.")
    return made


def _with_fields(
    items: list[dict[str, JSON]],
    fields: Mapping[str, str],
    kind: str,
    authors: Sequence[str],
    *,
    complete: bool,
) -> list[dict[str, JSON]]:
    if not (fields or authors or kind):
        return items
    made: dict[str, JSON] = make_item(kind=kind, authors=authors, **fields)
    if not kind and (items or not complete):
        del made["type"]
    made |= {IN_CSL.get(name, name): None for name, value in fields.items() if not value.strip()}
    if authors and "author" not in made:
        made["author"] = None
    return [{**item, **made} for item in items or [{}]] if made else items
