"""Which items of a bibliography are of one work: among themselves, and with the sources that are here."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from postil.citation.csl import names, words
from postil.citation.reference import short_reference
from postil.services.sources.arrivals import identity
from postil.services.sources.signs import bare_words, doi_of, signs
from postil.services.sources.sources import key_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from postil.core.model import JSON, Source
    from postil.services.library.workspace import Workspace

_SAME = ("title", "container-title", "volume", "issue")
"""What is the same in two items of one work, where both have it."""


class Twin(NamedTuple):
    """An item that is another one of its bibliography.

    Attributes:
        key: The key that it came with, or an empty string.
        name: What a reader knows it by: its key or its title.
        why: By what it was recognised, as `the same DOI`.
    """

    key: str
    name: str
    why: str


class Once(NamedTuple):
    """An item of a bibliography, with all that its twins tell too.

    Attributes:
        item: CSL-JSON, checked and cleaned.
        twins: The other items of the same work.
    """

    item: Mapping[str, JSON]
    twins: tuple[Twin, ...] = ()


class Met(NamedTuple):
    """An item of a bibliography that comes in.

    Attributes:
        item: CSL-JSON, checked and cleaned.
        twins: The other items of its bibliography that are of the same work.
        known: The source that it is, or None.
        why: By what that was recognised, as `the same DOI`; empty for a new one.
        more: The fields that it has and the known source lacks.
    """

    item: Mapping[str, JSON]
    twins: tuple[Twin, ...] = ()
    known: Source | None = None
    why: str = ""
    more: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """What the item is called: `Reed 2029: Silt`, or what stands for that."""
        short, title = short_reference(self.item), words(self.item, "title")
        return ": ".join(filter(None, [short, title if title not in short else ""]))


def each_once(items: Iterable[Mapping[str, JSON]]) -> list[Once]:
    """The items of a bibliography, those of one work as one; the first counts, and gets the fields that it lacks."""
    once: list[Once] = []
    places: dict[str, list[int]] = {}
    for item in items:
        told = [(f"item:{identity(item)}", "word for word")]
        told += [(sign, f"the same {why}") for sign, why in signs(item)]
        same = ((at, why) for sign, why in told for at in places.get(sign, ()) if may_be(item, once[at].item))
        at, why = next(same, (len(once), ""))
        if at == len(once):
            once.append(Once(item))
        else:
            first, twins = once[at]
            more = {name: value for name, value in item.items() if is_news(name, item, first)}
            twin = Twin(key_of(item), key_of(item) or words(item, "title"), why)
            once[at] = Once({**first, **more}, (*twins, twin))
        for sign, _ in told:
            places.setdefault(sign, []).append(at)
    return once


def recognised(workspace: Workspace, items: Sequence[Once]) -> Iterator[Met]:
    """Tells of each item whether it is here already."""
    known: dict[str, list[Source]] = {}
    for source in workspace.living_sources:
        for sign, _ in signs(source.csl):
            known.setdefault(sign, []).append(source)
    for item, twins in items:
        found = (
            (source, why)
            for sign, why in signs(item)
            for source in known.get(sign, ())
            if may_be(item, source.csl)
        )
        first = next(found, None)
        if first is None:
            yield Met(item, twins)
            continue
        source, why = first
        more = tuple(name for name in item if name != "id" and is_news(name, item, source.csl))
        yield Met(item, twins, source, f"the same {why}", more)


def may_be(item: Mapping[str, JSON], known: Mapping[str, JSON]) -> bool:
    """Whether two items that share a sign may be one: two chapters of one book, or two editorials, are two."""
    if (one := doi_of(item)) and (other := doi_of(known)):
        return one == other
    return _are_by_one(item, known) and all(
        not here or not there or here == there
        for here, there in ((bare_words(item, field), bare_words(known, field)) for field in _SAME)
    )


def _are_by_one(item: Mapping[str, JSON], known: Mapping[str, JSON]) -> bool:
    """Whether the first authors, where both are named, have one family name, whatever stands before it."""
    one, other = (next((name.short.casefold() for name in names(each)), "") for each in (item, known))
    return one.endswith(other) or other.endswith(one)


def is_news(field: str, item: Mapping[str, JSON], known: Mapping[str, JSON]) -> bool:
    """Whether a field is lacking in what is known; `document` says nothing of a type."""
    return field not in known or (field == "type" and known[field] == "document" != item[field])
