"""Citations in a style, set by pandoc: many in one run, each for itself, as a quote that is copied stands alone."""

from __future__ import annotations

import json
from base64 import b64encode
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from postil.citation.csl import number_alone, words
from postil.citation.locator import with_whole_numbers
from postil.citation.numbering import SEPARATOR, opened, with_marked_numbers
from postil.core import strict_json
from postil.core.errors import BadInput
from postil.core.identifiers import bare_doi
from postil.core.patterns import pattern
from postil.core.text import copyable
from postil.pandoc.running import PandocFailed, PandocMissing, PandocStopped, run

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from postil.citation.styles import Style
    from postil.core.model import JSON, Locator

SECONDS = 30.0
"""The longest that one run may take."""

DEFAULT_LOCALE = "en-US"

_SCRIPT = Path(__file__).with_name("citeproc.lua")
_NO_NUMBER = "\N{WORD JOINER}"
"""Keeps a time in a recording from being taken for a page; it is left out of what comes back."""

_SEASONS = {
    "1": 21,
    "2": 22,
    "3": 23,
    "4": 24,
    "spring": 21,
    "summer": 22,
    "autumn": 23,
    "fall": 23,
    "winter": 24,
}
"""The months by which citeproc knows seasons (the Extended Date/Time Format, level 1)."""

# As the locales of the CSL project call them: citeproc knows a place by the words of the language that it sets.
_LABELS = {
    "de": {
        "page": "S.",
        "paragraph": "Abs.",
        "section": "Abschnitt",
        "chapter": "Kap.",
        "volume": "Bd.",
        "line": "Z.",
    },
    "fr": {
        "page": "p.",
        "paragraph": "paragr.",
        "section": "sect.",
        "chapter": "chap.",
        "volume": "vol.",
        "line": "l.",
    },
    "es": {
        "page": "p.",
        "paragraph": "párr.",
        "section": "sec.",
        "chapter": "cap.",
        "volume": "vol.",
        "line": "línea",
    },
    "it": {
        "page": "pag.",
        "paragraph": "par.",
        "section": "sez.",
        "chapter": "cap.",
        "volume": "vol.",
        "line": "l.",
    },
    "pt": {
        "page": "p.",
        "paragraph": "parágr.",
        "section": "sec.",
        "chapter": "cap.",
        "volume": "vol.",
        "line": "l.",
    },
    "nl": {
        "page": "p.",
        "paragraph": "par.",
        "section": "sec.",
        "chapter": "hfdst.",
        "volume": "vol.",
        "line": "regel",
    },
}
_NUMBER = pattern(r"[0-9]")
_ALONE = frozenset({"family"})


class Wanted(NamedTuple):
    """A citation that is wanted: a CSL-JSON item, and a place in it."""

    item: Mapping[str, JSON]
    locator: Locator


class Formatted(NamedTuple):
    """A citation that was set; in a numeric style its number is left open, as `numbering.told` tells it.

    Attributes:
        mark: What stands at the quote, as plain text; empty in a list of works cited.
        entry: The entry of the bibliography, as plain text.
        markup: The entry in the markup that was asked for; empty for plain text.
    """

    mark: str
    entry: str
    markup: str = ""


def format_citations(wanted: Sequence[Wanted], style: Style, *, locale: str, writer: str) -> list[Formatted]:
    """Sets citations, each as if it were the only one: no `ibid.`, and a number that is left open.

    Takes about 0.2 s and up to 0.2 s for each citation, by the size of the style.

    Args:
        wanted: What to cite.
        style: In which style.
        locale: A language tag that overrules that of the style; empty for the style's own.
        writer: The name of pandoc's writer: `plain`, `commonmark`, `html`, `latex`, `org`, `typst`.

    Raises:
        BadInput: There is no pandoc, or it failed, or the style's file cannot be read.
    """
    items = [{**_mended(one.item), "id": str(at)} for at, one in enumerate(wanted)]
    cites = [
        {"id": str(at), "suffix": _suffix(one.locator, style, locale or style.locale)}
        for at, one in enumerate(wanted)
    ]
    return _answers(items, cites, style, locale, writer, csl=_marked(style))


def format_bibliography(
    items: Sequence[Mapping[str, JSON]], style: Style, *, locale: str, writer: str
) -> list[Formatted]:
    """Sets the entries of a list of works cited, in the style's order, each item once.

    Args:
        items: The works.
        style: In which style.
        locale: As for `format_citations`.
        writer: Likewise.

    Raises:
        BadInput: There is no pandoc, or it failed.
    """
    named = [{**_mended(item), "id": str(at)} for at, item in enumerate(items)]
    cites = [{"id": item["id"], "suffix": ""} for item in named]
    return _answers(named, cites, style, locale, writer, csl=str(style.path), together=True)


def _answers(
    items: Sequence[Mapping[str, JSON]],
    cites: Sequence[Mapping[str, JSON]],
    style: Style,
    locale: str,
    writer: str,
    *,
    csl: str,
    together: bool = False,
) -> list[Formatted]:
    if not cites:
        return []
    job = {
        "items": json.dumps(items, ensure_ascii=False).replace(SEPARATOR, ""),
        "cites": cites,
        "csl": csl,
        "to": writer,
        "together": together,
        "lang": locale or style.locale or DEFAULT_LOCALE,
    }
    try:
        answer = run(["lua", str(_SCRIPT)], json.dumps(job).encode(), seconds=SECONDS)
        told = strict_json.parse(answer.decode("utf-8", "replace"))
    except PandocMissing:
        raise BadInput("Citation styles need pandoc, which is not installed.", _INSTALL) from None
    except PandocStopped as error:
        raise BadInput(f"The citation was not set: pandoc {error}.") from error
    except (PandocFailed, strict_json.Malformed) as error:
        raise BadInput(f"The citation was not set in the style {style.name}: {error}") from error
    return [_taken(one) for one in told] if isinstance(told, list) else []


def _taken(told: JSON) -> Formatted:
    match told:
        case {"mark": str(mark), "entry": str(entry), "markup": str(markup)}:
            return Formatted(_line(mark), _line(entry), _line(markup))
    raise BadInput("The citation was not set: pandoc answered something else.")


def _line(text: str) -> str:
    return opened(" ".join(text.replace(_NO_NUMBER, "").split()))


def _marked(style: Style) -> str:
    """The style whose numbers are marked, as an address that holds it; the address of its file where it has none."""
    try:
        text = style.path.read_text("utf-8")
    except (OSError, UnicodeError) as error:
        raise BadInput(f"The style {style.name} cannot be read.", "Is it a .csl file?") from error
    marked = with_marked_numbers(text)
    if marked == text:
        return str(style.path)
    return f"data:application/xml;base64,{b64encode(marked.encode()).decode()}"


def _suffix(locator: Locator, style: Style, locale: str) -> str:
    """A place as pandoc reads one: in braces where its words alone would be taken for something else."""
    value = copyable(locator.value).replace("{", "(").replace("}", ")")
    if not value:
        return ""
    if locator.label == "timestamp":
        return f", {{{style.timestamp or _NO_NUMBER}{' ' if style.timestamp else ''}{value}}}"
    if not locator.label:
        return f", {{{_NO_NUMBER}{_hyphened(value)}}}" if _NUMBER.search(value) else f", {{}}{value}"
    if locator.label == "sub-verbo":
        return f", {{sub verbo {_hyphened(value)}}}"
    label = _LABELS.get(locale.partition("-")[0].lower(), {}).get(locator.label, locator.label)
    return f", {{{copyable(label)} {with_whole_numbers(value)}}}"


def _hyphened(value: str) -> str:
    """Words whose hyphens are no ranges, for which they are taken otherwise."""
    return value.replace("-", "\\-")


def _mended(item: Mapping[str, JSON]) -> dict[str, JSON]:
    """An item without what citeproc is known to set wrongly: seasons, people of one name, a DOI's address, a bare number."""
    mended = dict(item)
    if isinstance(doi := item.get("DOI"), str):  # as older libraries hold it
        mended["DOI"] = bare_doi(doi)
    for field, value in item.items():
        if isinstance(value, dict) and "season" in value:
            mended[field] = _with_season(value)
        elif isinstance(value, dict) and isinstance(value.get("literal"), str):
            mended[field] = {"literal": f"{_NO_NUMBER}{value['literal']}"}
        elif isinstance(value, list):
            mended[field] = [_with_one_name(name) for name in value]
    if not words(item, "URL").lower().startswith(("http://", "https://")):
        mended.pop("URL", None)
    if number := number_alone(item):
        mended["title"] = number
    if not words(item, "type"):
        mended["type"] = "document"
    return mended


def _with_season(date: dict[str, JSON]) -> JSON:
    month = _SEASONS.get(str(date["season"]).lower())
    parts = date.get("date-parts")
    match parts:
        case [[year]] if month:
            return {
                **{key: value for key, value in date.items() if key != "season"},
                "date-parts": [[year, month]],
            }
    return date


def _with_one_name(name: JSON) -> JSON:
    if isinstance(name, dict) and {key for key, value in name.items() if value} == _ALONE:
        return {"literal": name["family"]}
    return name


_INSTALL = "Install it: python -m pip install 'postil[pandoc]'. Until then, the style “plain” works."
