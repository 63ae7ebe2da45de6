"""A bibliography of another program becomes CSL-JSON items, and what was odd in it is told."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from postil.core import strict_json
from postil.core.errors import BadInput
from postil.core.quoting import counted
from postil.interchange.bibliography.formats import FORMATS, named, sniff
from postil.interchange.bibliography.ris import records
from postil.pandoc.running import INSTALL, PandocFailed, PandocMissing, PandocStopped, run

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from postil.core.model import JSON

    Item = dict[str, JSON]

SECONDS = 60.0
"""The longest that a bibliography may take to be read."""

TAG = "la"
"""The tag of a language in which pandoc leaves the capitals of titles as they are: it changes those of English ones."""

_ETC = frozenset({"others", "et al.", "et al"})
_SEASONS = range(21, 25)
"""The months that stand for seasons (the Extended Date/Time Format, level 1), spring first."""

_FORMULA = re.compile(r"\$([^$\n]{1,200})\$")
_ENTRY_KEY = re.compile(
    r"^\s*@\s*(?!comment|string|preamble)[a-z]+\s*[{(]\s*([^,\s{}()]+)\s*,", re.IGNORECASE | re.MULTILINE
)
_LANGUAGE = re.compile(r"\b(?:langid|language|hyphenation)\s*=", re.IGNORECASE)


class Read(NamedTuple):
    """What was read.

    Attributes:
        items: CSL-JSON; an `id` is the key that the other program gave.
        remarks: What was left out or is odd, a sentence each.
        unread: How many entries could not be read.
    """

    items: list[dict[str, JSON]]
    remarks: tuple[str, ...] = ()
    unread: int = 0


def read_bibliography(text: str, kind: str = "") -> Read:
    """Reads a bibliography.

    Args:
        text: All of it.
        kind: A name of `formats.FORMATS`; otherwise told by how the text begins.

    Raises:
        BadInput: It is in no known format or damaged, or pandoc, which reads it, is missing.
    """
    form = named(kind) if kind else sniff(text)
    if form is None:
        wanted = ", ".join(known.said for known in FORMATS.values())
        raise BadInput("This is no bibliography that postil knows.", f"It reads {wanted}.")
    if form.name == "csl":
        return Read([dict(item) for item in _listed(_parsed(text))])
    if (
        kind
        and (looks := sniff(text))
        and looks.name != kind
        and {looks.name, kind} != {"bibtex", "biblatex"}
    ):
        raise BadInput(f"This is {looks.said}, and not {form.said}.", f"Use --format {looks.name}, or none.")
    if form.name == "ris":
        return Read(list(records(text)))
    marked = _in_no_language(text) if form.name in {"bibtex", "biblatex"} else text
    items = [_mended(item) for item in _listed(_parsed(_converted(marked, form.reader, form.said)))]
    lost = _lost(text, items)
    return Read(_with_formulas(items), tuple(_remarks(text, lost)), len(lost))


def _in_no_language(text: str) -> str:
    """Gives each entry that names no language one in which nothing is done to its title."""

    def marked(entry: re.Match[str]) -> str:
        following = _ENTRY_KEY.search(text, entry.end())
        own = text[entry.end() : following.start() if following else len(text)]
        return entry[0] if _LANGUAGE.search(own) else f"{entry[0]} langid = {{latin}},"

    return _ENTRY_KEY.sub(marked, text)


def _converted(text: str, reader: str, said: str) -> str:
    try:
        answer = run(
            ["--from", reader, "--to", "csljson", "--sandbox"],
            text.encode("utf-8", "replace"),
            seconds=SECONDS,
        )
    except PandocMissing:
        raise BadInput(f"{said} is read by pandoc, which is not installed.", INSTALL) from None
    except (PandocFailed, PandocStopped) as error:
        raise BadInput(
            f"This {said} cannot be read: pandoc {error}.", "Check its braces and commas."
        ) from error
    return answer.decode("utf-8", "replace")


def _parsed(text: str) -> JSON:
    try:
        return strict_json.parse(text)
    except strict_json.Malformed as error:
        raise BadInput(f"This is not strict JSON: {error}.", "CSL-JSON begins with [ or {.") from error


def _listed(value: JSON) -> Iterator[Mapping[str, JSON]]:
    if isinstance(value, dict) and isinstance(value.get("items"), list) and "title" not in value:
        value = value["items"]
    for item in value if isinstance(value, list) else [value]:
        if not isinstance(item, dict):
            raise BadInput("A CSL-JSON item is an object.", "It begins with { and has a “title” or a “URL”.")
        yield item


def _mended(item: Mapping[str, JSON]) -> Item:
    """An item as it was meant: accents on their letters, no author called `others`, seasons as seasons."""
    mended: Item = {}
    for name, value in item.items():
        match value:
            case str():
                mended[name] = _accented(value)
            case list():
                people = [_person(each) for each in value]
                mended[name] = [each for each in people if not _is_etc(each)]
            case {"date-parts": [[year, int(month)]]} if month in _SEASONS:
                mended[name] = {"date-parts": [[year]], "season": _SEASONS.index(month) + 1}
            case _:
                mended[name] = value
    if mended.get("language") == TAG:
        del mended["language"]
    return {name: value for name, value in mended.items() if value not in ("", [], {})}


def _person(value: JSON) -> JSON:
    if isinstance(value, dict):
        return {part: _accented(words) if isinstance(words, str) else words for part, words in value.items()}
    return value


def _is_etc(person: JSON) -> bool:
    return isinstance(person, dict) and str(person.get("literal") or person.get("family")).lower() in _ETC


def _accented(text: str) -> str:
    """LaTeX puts accents on a letter i without its dot, which no name means."""
    return unicodedata.normalize(
        "NFC", re.sub("[ıȷ](?=[\u0300-\u036f])", lambda found: "ij"["ıȷ".index(found[0])], text)
    )


def _with_formulas(items: list[Item]) -> list[Item]:
    """Titles whose formulas are words, as far as pandoc knows some for them: `H<sub>2</sub>O`, `α`."""
    titles = [
        (item, name)
        for item in items
        for name in ("title", "container-title")
        if "$" in str(item.get(name, ""))
    ]
    if not titles:
        return items
    formulas = [found[0] for item, name in titles for found in _FORMULA.finditer(str(item[name]))]
    if not formulas:
        return items
    document = "\n\n".join(formulas).encode()
    try:
        told = run(
            ["--from", "markdown", "--to", "html", "--wrap", "none", "--sandbox"], document, seconds=SECONDS
        )
    except (PandocFailed, PandocMissing, PandocStopped):  # the formulas stay as they were written
        return items
    lines = iter(
        [_rich(line) for line in told.decode("utf-8", "replace").splitlines() if line.startswith("<p>")]
    )
    for item, name in titles:
        item[name] = _FORMULA.sub(lambda found: next(lines, found[0]), str(item[name]))
    return items


def _rich(line: str) -> str:
    """HTML with the tags that CSL knows only."""
    return re.sub(r"</?(?!/?(?:sub|sup)>)[a-z][^>]*>", "", line)


def _lost(text: str, items: list[Item]) -> list[str]:
    """The keys of the entries that became no item."""
    known = {str(item.get("id")) for item in items}
    return [key for key in dict.fromkeys(_ENTRY_KEY.findall(text)) if key not in known]


def _remarks(text: str, lost: list[str]) -> Iterator[str]:
    keys = _ENTRY_KEY.findall(text)
    if lost:
        yield f"{len(lost)} of {len(set(keys))} entries could not be read: {', '.join(lost[:5])}."
    twice = [key for key in dict.fromkeys(keys) if keys.count(key) > 1]
    if twice:
        yield f"{counted(len(twice), 'key')} used more than once: {', '.join(twice[:5])}."
