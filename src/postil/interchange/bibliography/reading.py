"""A bibliography of another program becomes CSL-JSON items, and what was odd in it is told."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from postil.core import strict_json
from postil.core.errors import BadInput
from postil.core.patterns import pattern
from postil.core.quoting import counted
from postil.core.text import shown
from postil.interchange.bibliography import endnote, ris
from postil.interchange.bibliography.entries import NAME, READ, bare, entries, without
from postil.interchange.bibliography.formats import FORMATS, lines_of, named, sniff
from postil.pandoc.running import INSTALL, PandocFailed, PandocMissing, PandocStopped, run

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from postil.core.model import JSON
    from postil.interchange.bibliography.entries import Entry
    from postil.interchange.bibliography.formats import Format

    Item = dict[str, JSON]

SECONDS = 60.0
"""The longest that a bibliography may take to be read."""

TAG = "la"
"""The tag of a language in which pandoc leaves the capitals of titles as they are: it changes those of English ones."""

STUMBLES = 20
"""How many broken entries are left out before a file is given up."""

FEW = 5
"""Entries that a remark names one by one."""

MANY = 12
"""Fields that a remark names."""

_ETC = frozenset({"others", "et al.", "et al"})
_SEASONS = range(21, 25)
"""The months that stand for seasons (the Extended Date/Time Format, level 1), spring first."""

_FORMULA = pattern(r"\$([^$\n]{1,200})\$")
_REGION = pattern(r"(?<=^[a-z]{2}-)[a-z]{2}$")  # BCP 47 has it in capitals, and pandoc makes them small

_LANGUAGES = frozenset({"langid", "language", "hyphenation"})
_AND_OTHERS = pattern(r"\band\s+others\s*[}\"]")
_LINE = pattern(r"\(line (\d+)")


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
    text = lines_of(text)
    if form is None:
        wanted = ", ".join(known.said for known in FORMATS.values())
        raise BadInput("This is no bibliography that postil knows.", f"It reads {wanted}.")
    if (
        kind
        and (looks := sniff(text))
        and looks.name != kind
        and {looks.name, kind} != {"bibtex", "biblatex"}
    ):
        raise BadInput(f"This is {looks.said}, and not {form.said}.", f"Use --format {looks.name}, or none.")
    left: Counter[str] = Counter()
    match form.name:
        case "csl":
            return _csl(text)
        case "ris":
            return Read(list(ris.records(text, left)), tuple(_left_out(left)))
        case "endnote":
            return Read(list(endnote.records(text, left)), tuple(_left_out(left)))
    return _bibtex(text, form)


def _csl(text: str) -> Read:
    """The items that are objects."""
    value = _parsed(text)
    if isinstance(value, dict) and isinstance(value.get("items"), list) and "title" not in value:
        value = value["items"]
    listed = value if isinstance(value, list) else [value]
    items = [item for item in listed if isinstance(item, dict)]
    odd = [str(number) for number, item in enumerate(listed, 1) if not isinstance(item, dict)]
    if odd and not items:
        raise BadInput("A CSL-JSON item is an object.", "It begins with { and has a “title” or a “URL”.")
    told = f"{counted(len(odd), 'item')} left out, no object: number {', '.join(odd[:FEW])}." if odd else ""
    return Read(items, tuple(filter(None, [told])), len(odd))


def _bibtex(text: str, form: Format) -> Read:
    """The entries of a BibTeX or BibLaTeX file that pandoc can read."""
    works = [entry for entry in entries(text) if entry.is_work]
    answer, broken = _with_what_can_be_read(text, form)
    told = _parsed(answer)
    items = [_mended(item) for item in (told if isinstance(told, list) else []) if isinstance(item, dict)]
    known = {str(item.get("id")) for item in items}
    lost = [entry for entry in works if entry.start in broken or entry.key not in known]
    own = {entry.key: _own_fields(entry) for entry in reversed(works)}
    items = [{**item, **own.get(str(item.get("id")), {})} for item in items]
    return Read(_with_formulas(items), tuple(_remarks(works, lost, text)), len(lost))


def _with_what_can_be_read(text: str, form: Format) -> tuple[str, set[int]]:
    """What pandoc makes of a file without the entries that it stumbles over, and where these begin.

    Raises:
        BadInput: It stumbles over more than `STUMBLES`, or over all; or it is missing.
    """
    broken: set[int] = set()
    while True:
        try:
            return _converted(_in_no_language(text), form), broken
        except PandocFailed as error:
            odd = _stumbled_over(text, str(error))
            if not odd or len(broken) > STUMBLES:
                what = f"This {form.said} cannot be read: pandoc {error}."
                raise BadInput(what, "Check its braces and commas.") from error
        for entry in odd:
            broken.add(entry.start)
            text = without(text, entry)


def _stumbled_over(text: str, why: str) -> list[Entry]:
    """The entries that have no end, or else the one in the line that pandoc names; none where no other is left."""
    works = [entry for entry in entries(text) if entry.is_work]
    line = _LINE.search(why)
    odd = [entry for entry in works if not entry.is_whole]
    if not odd and line:
        odd = [entry for entry in works if entry.line <= int(line[1])][-1:]
    return odd if len(odd) < len(works) else []


def _in_no_language(text: str) -> str:
    """Gives each entry that names no language one in which nothing is done to its title."""
    pieces, begun = [], 0
    for entry in entries(text):
        if entry.is_work and entry.key and _LANGUAGES.isdisjoint(entry.fields):
            pieces += [text[begun : entry.inside], " langid = {latin},"]
            begun = entry.inside
    return "".join([*pieces, text[begun:]])


def _converted(text: str, form: Format) -> str:
    try:
        arguments = ["--from", form.reader, "--to", "csljson", "--sandbox"]
        answer = run(arguments, text.encode("utf-8", "replace"), seconds=SECONDS)
    except PandocMissing:
        raise BadInput(f"{form.said} is read by pandoc, which is not installed.", INSTALL) from None
    except PandocStopped as error:
        raise BadInput(f"This {form.said} cannot be read: pandoc {error}.", "Take it in in parts.") from error
    return answer.decode("utf-8", "replace")


def _parsed(text: str) -> JSON:
    try:
        return strict_json.parse(text)
    except strict_json.Malformed as error:
        raise BadInput(f"This is not strict JSON: {error}.", "CSL-JSON begins with [ or {.") from error


def _mended(item: Mapping[str, JSON]) -> Item:
    """An item as it was meant: accents on their letters, no author called `others`, seasons as seasons, `de-AT`."""
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
    elif isinstance(language := mended.get("language"), str):
        mended["language"] = _REGION.sub(lambda region: region[0].upper(), language)
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


def _own_fields(entry: Entry) -> Item:
    """The fields of an entry that mean nothing to CSL, as they are written."""
    own: dict[str, JSON] = {name: bare(value) for name, value in entry.fields.items() if name not in READ}
    return {"custom": {NAME: own}} if own else {}


def _remarks(works: list[Entry], lost: list[Entry], text: str) -> Iterator[str]:
    if lost:
        named = "; ".join(f"{entry.name}{_fault(entry)}" for entry in lost[:FEW])
        yield f"{len(lost)} of {counted(len(works), 'entry', 'entries')} could not be read: {named}."
    times = Counter(entry.key for entry in works if entry.key)
    if twice := [key for key, number in times.items() if number > 1]:
        yield f"{counted(len(twice), 'key')} used more than once: {', '.join(twice[:FEW])}."
    ended = [
        entry.key or entry.name
        for entry in works
        if entry not in lost and _AND_OTHERS.search(text, entry.inside, entry.end)
    ]
    if ended:
        yield f"“and others” left out, which CSL cannot say: {_some(ended)}."


def _fault(entry: Entry) -> str:
    """Why an entry cannot be read, behind its name; nothing where the name says so."""
    if not entry.is_whole:
        return ", which does not end"
    return ", whose braces, commas or signs are wrong" if entry.key else ""


def _left_out(left: Counter[str]) -> Iterator[str]:
    """The fields that are not taken in, and how often each is there, the most frequent first."""
    if left:
        yield f"Fields left out: {_some([f'{name} ({number})' for name, number in left.most_common()])}."


def _some(names: Sequence[str]) -> str:
    more = f" and {len(names) - MANY} more" if len(names) > MANY else ""
    return ", ".join(shown(name) for name in names[:MANY]) + more
