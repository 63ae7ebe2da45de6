"""What a Markdown file says about itself before its text begins."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from postil.core.patterns import pattern
from postil.core.text import clean_line
from postil.ingest.document import About

if TYPE_CHECKING:
    from collections.abc import Mapping

LARGEST = 100_000
"""Code points of the longest front matter that is read; a longer one is text."""

_FENCED = pattern(r"\ufeff?---[ ]*\n(.*?)\n(?:---|\.\.\.)[ ]*(?:\n|\Z)", re.DOTALL)

_FENCED_TOML = pattern(r"\ufeff?\+\+\+[ ]*\n(.*?)\n\+\+\+[ ]*(?:\n|\Z)", re.DOTALL)

_FIELD = pattern(r"([A-Za-z][\w-]*)[ ]*:(?:[ ]+(.*?))?[ ]*", re.ASCII)
_MOMENT = pattern(r"(\d{4}-\d{2}-\d{2})[T ]\d{1,2}:\d{2}.*", re.ASCII)
_SYNTAX = frozenset("[]{}&*!|>'\"%@`")
_NOTHING = frozenset({"~", "null", "Null", "NULL"})
_ANCHOR = pattern(r"(?:^|[:,\[{-])[ ]*&\w", re.MULTILINE)


def read_front_matter(text: str) -> tuple[About, str]:
    """Separates front matter in YAML or TOML from the text that follows it.

    Front matter that is no mapping stays part of the text, since nothing may be lost.

    Args:
        text: Canonical text.
    """
    head = text[:LARGEST]
    read = _mapping if (match := _FENCED.match(head)) else _table
    match = match or _FENCED_TOML.match(head)
    fields = read(match[1]) if match else None
    if match is None or fields is None:
        return About(), text
    return _about(fields), text[match.end() :]


def _mapping(source: str) -> Mapping[str, object] | None:
    import yaml

    if _ANCHOR.search(source):  # what is repeated by aliases can grow without bound
        return None
    try:
        value = _value(source)
    except yaml.YAMLError:
        value = _by_lines(source)
    except (ValueError, RecursionError):
        return None
    if not isinstance(value, dict):
        return None
    return {str(key).lower(): field for key, field in value.items()}


def _table(source: str) -> Mapping[str, object] | None:
    """Reads TOML, as Hugo and Zola write it, with every date as the text that it is; `params` and `extra` stand behind."""
    import tomllib

    try:
        table = tomllib.loads(source)
    except (ValueError, RecursionError):
        return None
    inner = [table.get(name) for name in ("extra", "params", "taxonomies")]
    fields = [pair for one in (*inner, table) if isinstance(one, dict) for pair in one.items()]
    return {key.lower(): str(field) if isinstance(field, date) else field for key, field in fields}


def _value(source: str) -> object:
    """Reads YAML with every scalar as the text that it is: no date is impossible, and `no` is Norwegian."""
    import yaml

    return yaml.load(source, Loader=yaml.BaseLoader)  # noqa: S506 - it makes texts, lists and mappings only


def _by_lines(source: str) -> Mapping[str, object] | None:
    """Reads what is not quite YAML, as a title with a colon in it, field by field."""
    import yaml

    fields: dict[str, str] = {}
    last = ""
    for line in source.split("\n"):
        if found := _FIELD.fullmatch(line):
            last = found[1]
            fields[last] = found[2] or ""
        elif last and (line[:1] in {" ", "-"} or not line):
            fields[last] += f"\n{line}"
        elif not line.startswith("#"):
            return None
    read: dict[str, object] = {}
    for name, written in fields.items():
        try:
            read[name] = _value(written)
        except (yaml.YAMLError, ValueError, RecursionError):
            if written[:1] in _SYNTAX:
                return None
            read[name] = written.strip()
    return read


def _about(fields: Mapping[str, object]) -> About:
    return About(
        title=_first(fields, "title"),
        authors=_names(fields.get("authors") or fields.get("author") or fields.get("by")),
        published=_day(_first(fields, "date", "published", "issued")),
        container=_first(fields, "container", "container-title", "publication", "site", "publisher"),
        url=_first(fields, "url", "source", "link", "canonical"),
        language=_first(fields, "lang", "language"),
    )


def _first(fields: Mapping[str, object], *names: str) -> str:
    return next(filter(None, (_line(fields.get(name)) for name in names)), "")


def _names(value: object) -> tuple[str, ...]:
    values = value if isinstance(value, list) else [value]
    return tuple(filter(None, map(_line, values)))


def _line(value: object) -> str:
    """One line of a scalar; a person may be a mapping with a `name`."""
    if isinstance(value, dict):
        value = value.get("name") or value.get("literal") or value.get("title")
    return clean_line(value) if isinstance(value, str) and value not in _NOTHING else ""


def _day(text: str) -> str:
    """The day of a moment, as static site generators write one; any other words as they are."""
    found = _MOMENT.fullmatch(text)
    return found[1] if found else text
