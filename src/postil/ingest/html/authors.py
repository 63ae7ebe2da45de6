"""The authors of a page: what its metadata tell, and what it shows beside its headline."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from postil.core.patterns import pattern
from postil.core.text import clean_line
from postil.ingest.html.author_names import BYLINE, is_same, is_written_as_name, names_in, words_in
from postil.ingest.html.linked_data import authors_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from postil.core.model import JSON

MOST = 100
"""Authors of one page that are taken."""

LEAST_OF_SITE = 4
"""Letters and digits of the shortest name that is recognised in that of the site."""

_SITES = pattern(r"\s+[|–—·:-]\s+|\s*[|»«]\s*")
_HOST_ENDS = pattern(r"^www\.|\.[a-z]{2,6}$")
_SIGNS = pattern(r"[\W_]+")
_OF_NOBODY = pattern(
    r"[_@\d]|\b(?:redaktion|rédaction|redacción|redazione|newsroom|editorial|staff|team|bureau)\b",
    re.IGNORECASE,
)


def authors_in(
    written: Iterable[str],
    works: Iterable[dict[str, JSON]],
    seen: str,
    byline: str,
    plain: Iterable[str],
    *,
    container: str,
    page: Callable[[], str],
    shown: Callable[[], Iterable[str]],
) -> tuple[str, ...]:
    """Names each author once.

    The first that names a person is believed; where none does, the first that names a desk, a login or the like.

    Args:
        written: The authors that the tags of a scholarly publisher tell, one name in each.
        works: The descriptions of the page in JSON-LD.
        seen: What other metadata tell, names parted by `;`, signs and small letters often changed.
        byline: What was found somewhere on the page, which may be who has written a comment, in the same form.
        plain: What the page's plain author tags tell.
        container: The site's name, which is no author's.
        page: Tells all words of the page, in which what was seen must be found.
        shown: Tells the people whom the page shows to be its authors.
    """
    plain = list(plain)
    told = [name for work in works for name in authors_of(work)]
    sources = (written, told, plain if _is_in(seen, plain) else _confirmed(seen, page), plain)
    found = [_named_in(source, container) for source in sources]
    names = _of_people(found, container)
    if not names:
        found.append(_named_in(_confirmed(byline, page), container))
        names = _agreed(_of_people(found, container), [*shown()]) or next(filter(None, found), [])
    return tuple(dict.fromkeys(names))[:MOST]


def _agreed(somewhere: list[str], beside: list[str]) -> list[str]:
    """The names that were found somewhere on a page, unless others, or more, stand beside its headline."""
    one, other = (set(words_in(" ".join(names)).casefold().split()) for names in (somewhere, beside))
    return beside if beside and (one.isdisjoint(other) or len(beside) > len(somewhere)) else somewhere


def _named_in(source: Iterable[str], container: str) -> list[str]:
    names = [name for words in source for name in names_in(clean_line(words), container)]
    return [name for name in names if not _is_site(name, container)]


def _of_people(found: Iterable[Iterable[str]], container: str) -> list[str]:
    """The names of the first source that names people."""
    people = ([name for name in names if not _is_nobody(name, container)] for names in found)
    return next(filter(None, people), [])


def _confirmed(seen: str, page: Callable[[], str]) -> list[str]:
    """What was seen, each name as the page has it; nothing where one of them is no name there."""
    names: list[str] = []
    words = page() if seen else ""
    for name in filter(None, (BYLINE.sub("", said.strip()) for said in seen.split(";"))):
        written = _as_written(name, words)
        several = len(words_in(name).split()) > 1
        if several and not written:
            return []
        names.append(_without_month(written, words) if several else written or _as_login(name, words))
    return names


def _as_written(name: str, words: str) -> str:
    """A name with the small letters and capitals that it has on the page; nothing where the page has none like it."""
    wanted, small = words_in(name), words.lower()
    if wanted in words:
        return name if is_written_as_name(wanted) else ""
    at = small.find(wanted.lower()) if len(small) == len(words) else -1
    found = words[at : at + len(wanted)].strip() if at >= 0 else ""
    return name if found.isupper() else found if found and is_written_as_name(found) else ""


def _as_login(name: str, words: str) -> str:
    """A name of one word in small letters, where the page has it in these alone."""
    small = name.lower()
    return small if f" {small} " in words and f" {name} " not in words else name


def _without_month(name: str, words: str) -> str:
    """A name without the month of the date that stands behind it on the page: `Ada Quill March 25, 2015`."""
    dated = re.search(rf"{re.escape(words_in(name))}\d{{1,2}} (?:19|20)\d\d ", words)
    return name.rpartition(" ")[0] if dated and len(name.split()) > 2 else name


def _is_in(seen: str, plain: Iterable[str]) -> bool:
    """Whether all words that were seen come from plain author tags, which have them as they were written."""
    known = set(words_in(" ".join(plain)).casefold().split())
    return bool(known) and set(words_in(seen).casefold().split()) <= known


def _is_site(name: str, container: str) -> bool:
    """Whether a name is one part of the site's, as of `The Gazette | News of the harbour`."""
    return any(is_same(name, part) for part in _SITES.split(container))


def _is_nobody(name: str, container: str) -> bool:
    """Whether a name is a login, a desk or the site: less than what the page shows of its authors."""
    if _OF_NOBODY.search(name) or (name.islower() and " " not in name):
        return True
    one, site = (_SIGNS.sub("", words.lower()) for words in (name, _HOST_ENDS.sub("", container)))
    shorter, longer = sorted((one, site), key=len)
    return len(shorter) >= LEAST_OF_SITE and shorter in longer
