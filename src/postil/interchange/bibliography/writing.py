"""CSL-JSON items become a bibliography for another program, and what it cannot carry is told."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, NamedTuple

from postil.core.errors import BadInput
from postil.core.patterns import pattern
from postil.core.text import clean_line
from postil.interchange.bibliography.custom import own_fields
from postil.interchange.bibliography.endnote import document
from postil.interchange.bibliography.entries import NAME, READ, entries, is_balanced
from postil.interchange.bibliography.formats import named
from postil.interchange.bibliography.reading import SECONDS, TAG, read_bibliography
from postil.interchange.bibliography.ris import record
from postil.pandoc.running import INSTALL, PandocFailed, PandocMissing, PandocStopped, run

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from postil.core.model import JSON


_UNFIT_KEY = pattern(r"[^A-Za-z0-9_:./+-]+")
"""What an entry's key must not hold for every program to read it."""

_NAME = pattern(r"[A-Za-z][A-Za-z0-9_:+-]*")

_MORE = {
    "biblatex": {"keywords": "keyword"},
    "bibtex": {
        "doi": "DOI", "isbn": "ISBN", "issn": "ISSN", "langid": "language", "abstract": "abstract", "keywords": "keyword",
    },
}  # fmt: skip
"""What pandoc 3 leaves out, by the names of the formats: what CSL calls it."""

_TEX = str.maketrans(
    {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
    | {sign: f"\\{sign}" for sign in "&%$#_{}"}
)


class Written(NamedTuple):
    """What was written.

    Attributes:
        text: The bibliography.
        losses: The fields that do not come back as they were, a line each: `holm2031: accessed`.
    """

    text: str
    losses: tuple[str, ...] = ()


def write_bibliography(items: Sequence[Mapping[str, JSON]], kind: str) -> Written:
    """Writes a bibliography, and reads it again to tell what the format cannot carry.

    Args:
        items: CSL-JSON with the keys as ids.
        kind: A name of `formats.FORMATS` that is written.

    Raises:
        BadInput: There is no such format, or pandoc, which writes it, is missing.
    """
    form = named(kind)
    if kind == "csl":
        return Written(json.dumps(list(items), ensure_ascii=False, indent=1, sort_keys=True) + "\n")
    if not form.reader:
        text = "\r\n".join(map(record, items)) if kind == "ris" else document(items)
        return Written(text, tuple(_losses(items, text, kind)))
    keyed = [{**item, "id": _UNFIT_KEY.sub("-", str(item.get("id") or "")) or "item"} for item in items]
    text = _completed(_by_pandoc(keyed, form.reader, form.said), keyed, kind)
    renamed = (
        f"{item.get('id')}: its key, which is {one['id']} there"
        for item, one in zip(items, keyed, strict=True)
        if item.get("id") != one["id"]
    )
    return Written(text, (*renamed, *_losses(keyed, text, kind)))


def _by_pandoc(items: Sequence[Mapping[str, JSON]], writer: str, said: str) -> str:
    try:
        data = json.dumps([{**item, "language": item.get("language") or TAG} for item in items]).encode()
        answer = run(
            ["--from", "csljson", "--to", writer, "--wrap", "none", "--sandbox"], data, seconds=SECONDS
        )
    except PandocMissing:
        raise BadInput(f"{said} is written by pandoc, which is not installed.", INSTALL) from None
    except (PandocFailed, PandocStopped) as error:
        raise BadInput(f"The bibliography was not written as {said}: pandoc {error}.") from error
    text = answer.decode("utf-8", "replace")
    return re.sub(rf",?\n\s*(?:langid|language) = \{{{TAG}\}}", "", text)


def _completed(text: str, items: Sequence[Mapping[str, JSON]], kind: str) -> str:
    """Entries with the fields that most files of the format have and pandoc leaves out."""
    known = {str(item["id"]): item for item in items}
    pieces, begun = [], 0
    for entry in entries(text):
        item = known.get(entry.key, {})
        more = ((name, item.get(field)) for name, field in _MORE[kind].items() if name not in entry.fields)
        lines = [
            f"\n  {name} = {{{_in_tex(name, value)}}}," for name, value in more if isinstance(value, str)
        ]
        lines += [
            f"\n  {name} = {{{clean_line(value)}}},"
            for name, value in own_fields(item, NAME).items()
            if name not in {*entry.fields, *READ} and _NAME.fullmatch(name)
            if isinstance(value, str) and is_balanced(clean_line(value))
        ]
        pieces += [text[begun : entry.inside], *lines]
        begun = entry.inside
    return "".join([*pieces, text[begun:]])


def _in_tex(field: str, value: str) -> str:
    return (
        re.sub(r"[{}]", "", value) if field == "doi" else value.translate(_TEX)
    )  # a DOI is read as it stands


def _losses(items: Sequence[Mapping[str, JSON]], text: str, kind: str) -> Iterator[str]:
    try:
        there_now = read_bibliography(text, kind).items
    except BadInput as error:
        yield f"nobody knows what: the bibliography cannot be read back ({error.what})"
        return
    back = {str(item.get("id")): item for item in there_now}
    by_place = there_now if len(there_now) == len(items) else [None] * len(items)
    for item, same_place in zip(items, by_place, strict=True):
        there = back.get(str(item.get("id")), same_place)
        if there is None:
            yield f"{item.get('id')}: all of it"
            continue
        lost = [name for name, value in item.items() if not is_same(value, there.get(name))]
        if lost:
            yield f"{item.get('id')}: {', '.join(sorted(lost))}"


def is_same(one: JSON, other: JSON) -> bool:
    """Whether two values of a field say the same, however formats write them."""
    return _plain(one) == _plain(other)


def _plain(value: JSON) -> str:
    """A value without what formats write differently: dashes, numbers as words, the order of parts."""
    return json.dumps(value, sort_keys=True).replace("\\u2013", "-").replace('"', "").replace("--", "-")
