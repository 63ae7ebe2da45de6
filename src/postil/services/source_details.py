"""A source as the lines of a form or the options of a command: what is typed of it, and what is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.citation.csl import is_named, issued, make_item, names, parse_items, words
from postil.core.errors import BadInput, WrongUse
from postil.core.model import SOURCE_DETAILS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from postil.core.model import JSON, Source

UNNAMED = "A source needs a title or an address."

_CSL = {"title": "title", "author": "author", "date": "issued", "container": "container-title", "url": "URL"}


def details_of(source: Source) -> dict[str, str]:
    """The lines of a source that is known."""
    item = source.csl
    return {
        "title": words(item, "title"),
        "author": "; ".join(name.full for name in names(item)),
        "date": _date(item),
        "container": words(item, "container-title"),
        "url": words(item, "URL"),
    }


def item_of(details: Mapping[str, str]) -> dict[str, JSON]:
    """The CSL-JSON item that the lines make."""
    return make_item(
        title=details.get("title", ""),
        authors=[name for name in details.get("author", "").split(";") if name.strip()],
        date=details.get("date", ""),
        container=details.get("container", ""),
        url=details.get("url", ""),
    )


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
    made |= {_CSL.get(name, name): None for name, value in fields.items() if not value.strip()}
    if authors and "author" not in made:
        made["author"] = None
    return [{**item, **made} for item in items or [{}]] if made else items


def changed_fields(before: Mapping[str, str], after: Mapping[str, str]) -> dict[str, JSON]:
    """The fields of the item that differ between two states of the lines; None for one that was emptied.

    What a line cannot show whole, a name of many parts say, stays as it is while its line does.
    """
    made = item_of(after)
    touched = [_CSL[name] for name in SOURCE_DETAILS if before.get(name, "") != after.get(name, "")]
    return {field: made.get(field) for field in touched}


def _date(item: Mapping[str, JSON]) -> str:
    value = item.get("issued")
    parts = value.get("date-parts") if isinstance(value, dict) else None
    if isinstance(parts, list) and all(isinstance(day, list) for day in parts):
        days = ["-".join(f"{int(str(part)):02}" for part in day) for day in parts if isinstance(day, list)]
        return "/".join(days)
    return issued(item).text
