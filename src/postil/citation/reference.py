"""The plain engine: references in no promised style, that read as a person would write them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from postil.citation.csl import issued, names, number_alone, words
from postil.citation.locator import locator_text, parse_locator
from postil.citation.styles import Manner
from postil.core.identifiers import bare_doi
from postil.core.model import Locator
from postil.core.text import copyable, copyable_line, shortened

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from postil.core.model import JSON

_ROLES = ("author", "editor", "director")
_NAMED = 3
_DATED_BY_YEAR = frozenset({
    "article-journal", "book", "chapter", "dataset", "entry-dictionary", "entry-encyclopedia", "manuscript",
    "motion_picture", "pamphlet", "paper-conference", "report", "standard", "thesis",
})  # fmt: skip
_TITLE_LIMIT = 40
_NOWHERE = Locator()


@dataclass(frozen=True, slots=True)
class Citation:
    """A source and a place in it, formatted by some engine and ready to be copied.

    Attributes:
        mark: What stands after a quote: `(Holm, 2031, p. 7)`, `[1]`, or a whole note.
        entry: The entry of the bibliography, as plain text.
        url: The source's address, or an empty string.
        manner: How the style cites.
        key: The source's key in the bibliography; empty where the article itself is cited.
        locator: The place in the source.
        set_entry: The entry in the markup in which it is wanted, where an engine has set it.
    """

    mark: str
    entry: str
    url: str = ""
    manner: Manner = Manner.IN_TEXT
    key: str = ""
    locator: Locator = _NOWHERE
    set_entry: str = ""

    @property
    def without_entry(self) -> Citation:
        """The same where its entry was told before."""
        return replace(self, entry="", set_entry="")

    @property
    def numbered(self) -> str:
        """The mark in one line; a bare number, which a style raises, in brackets."""
        mark = copyable_line(self.mark)
        return f"[{mark}]" if self.manner is Manner.NUMERIC and mark[:1].isdigit() else mark

    @property
    def credit(self) -> str:
        """The mark without parentheses around all of it, for a line of its own."""
        mark = self.numbered
        inner = mark[1:-1]
        whole = mark[:1] == "(" and mark[-1:] == ")" and not {"(", ")"} & set(inner)
        return inner if whole else mark


def plain(item: Mapping[str, JSON], locator: Locator = _NOWHERE, key: str = "") -> Citation:
    """Cites a place in a source with this engine."""
    told = in_text(item, locator)
    mark = f"({told})" if told else ""
    return Citation(mark, reference(item, locator), address(item), key=key, locator=locator)


def reference(item: Mapping[str, JSON], locator: Locator = _NOWHERE) -> str:
    """The full reference: authors, title, container, date, place, address; what is missing leaves no hole."""
    people = _people(item)
    title = words(item, "title") or number_alone(item)
    where = words(item, "container-title")
    if title and where:
        title = f"“{title.replace('“', '‘').replace('”', '’')}”"
    published = [part for part in (_publication(item, people, where), issued(item).text) if part]
    place = [
        part for part in (not published and _accessed(item), locator_text(locator) or _pages(item)) if part
    ]
    if title and not published:
        title = (" " if _ends(title) else ", ").join([title, *place])
        place = []
    sentences = [
        part if _ends(part) else f"{part}." for part in (people, title, ", ".join(published + place)) if part
    ]
    return copyable(" ".join([*sentences, *filter(None, [address(item)])]))


def in_text(item: Mapping[str, JSON], locator: Locator = _NOWHERE) -> str:
    """What stands in parentheses after a quote: `Israel Hayom, 7 March 2022, ¶ 4`, `Watson & Crick, 1953, p. 737`.

    Books and the like are dated by their year, everything else as exactly as is known.
    """
    date = issued(item)
    when = date.year if words(item, "type") in _DATED_BY_YEAR and date.year else date.text
    return copyable(", ".join(filter(None, [_short_people(item), when, locator_text(locator)])))


def short_reference(item: Mapping[str, JSON]) -> str:
    """A name for a source in a list: `Israel Hayom 2022`, `Watson & Crick 1953`, `Watson et al. 1953`.

    Returns:
        An empty string where the item names neither people, container, title, publisher nor host.
    """
    date = issued(item)
    return copyable(" ".join(filter(None, [_short_people(item), date.year or date.text])))


def who(item: Mapping[str, JSON]) -> tuple[str, ...]:
    """Who answers for it: the authors' short names, or what stands for them where there are none."""
    for role in _ROLES:
        if people := names(item, role):
            return tuple(name.short for name in people)
    stand_in = (
        words(item, "container-title")
        or shortened(words(item, "title-short") or words(item, "title"), _TITLE_LIMIT)
        or words(item, "publisher")
        or (_host(words(item, "URL")) if words(item, "URL") else _doi(item) and f"doi:{_doi(item)}")
        or number_alone(item)
    )
    return (stand_in,) if stand_in else ()


def address(item: Mapping[str, JSON]) -> str:
    """Where it can be looked up: its URL, or its DOI as one."""
    return words(item, "URL") or (f"https://doi.org/{_doi(item)}" if _doi(item) else "")


def _doi(item: Mapping[str, JSON]) -> str:
    return bare_doi(words(item, "DOI"))


def _short_people(item: Mapping[str, JSON]) -> str:
    people = who(item)
    return f"{people[0]} et al." if len(people) > 2 else " & ".join(people)


def _people(item: Mapping[str, JSON]) -> str:
    for role in _ROLES:
        if people := [name.full for name in names(item, role)]:
            return _listed(people) + (f" ({role}{'s' * (len(people) > 1)})" if role != "author" else "")
    return ""


def _listed(people: Sequence[str]) -> str:
    if len(people) > _NAMED:
        return f"{people[0]} et al."
    return " and ".join(filter(None, [", ".join(people[:-1]), people[-1]]))


def _publication(item: Mapping[str, JSON], people: str, where: str) -> str:
    if not where or where == people:
        publisher = words(item, "publisher")
        return (
            ": ".join(filter(None, [words(item, "publisher-place"), publisher]))
            if publisher != people
            else ""
        )
    issue = words(item, "issue")
    inside = "In " if words(item, "type") == "chapter" else ""
    return inside + " ".join(filter(None, [where, words(item, "volume"), issue and f"({issue})"]))


def _accessed(item: Mapping[str, JSON]) -> str:
    accessed = issued(item, "accessed").text
    return accessed and f"accessed {accessed}"


def _pages(item: Mapping[str, JSON]) -> str:
    return locator_text(Locator("page", parse_locator(words(item, "page")).value))


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _ends(part: str) -> bool:
    return part.rstrip("”’\"')").endswith((".", "?", "!", "…"))
