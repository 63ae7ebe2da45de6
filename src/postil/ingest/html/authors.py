"""The names of a page's authors, out of what its metadata say."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from postil.core.text import clean_line
from postil.ingest.html.linked_data import texts_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from postil.core.model import JSON

MOST = 100
"""Authors of one page that are taken."""

LONGEST = 100
"""Code points of the longest name."""

LONGEST_PARTICLE = 3
"""Letters of the longest word in small letters that a name has, as `von`; longer ones are of a sentence."""

_BYLINE = re.compile(
    r"^(?:(?:\w+ ){0,3}(?:posts?|articles?|stories|beiträge|artikel) (?:by|von|par|de)"
    r"|by|von|par|por|di|da|door|af|av|autor(?:in)?|author|text)\s*:?\s+(?=\S)",
    re.IGNORECASE,
)
_SEPARATORS = re.compile(r"\s*;\s*|\s*[/|]\s+")
_BETWEEN = re.compile(r"\s+(?:and|und|et|y|e|&)\s+")
_IN_CAPITALS = re.compile(r"([^\W\d_a-z]{2,}(?: [^\W\d_a-z.]+\.?)+) (?=[^\W\d_]*[a-z])")
_WORD = re.compile(r"[^\W_]+")
_NO_NAMES = frozenset(
    {"admin", "administrator", "author", "by", "editor", "no author", "posted", "staff", "unknown", "作者"}
)


def authors_in(
    written: Iterable[str],
    works: Iterable[dict[str, JSON]],
    seen: str,
    plain: Iterable[str],
    *,
    container: str,
    page: Callable[[], str],
) -> tuple[str, ...]:
    """Names each author once.

    Args:
        written: The authors that the tags of a scholarly publisher tell, one name in each.
        works: The descriptions of the page in JSON-LD.
        seen: What was found otherwise, names parted by `;`, signs and small letters often changed.
        plain: What the page's plain author tags tell.
        container: The site's name, which is no author's.
        page: Tells all words of the page, in which what was seen must be found.
    """
    plain = list(plain)
    told = [name for work in works for name in texts_of(work.get("author"), "name")]
    for source in (written, told, plain if _is_in(seen, plain) else _confirmed(seen, page), plain):
        names = [name for words in source for name in _names(clean_line(words), container)]
        if names:
            return tuple(dict.fromkeys(names))[:MOST]
    return ()


def words_in(text: str) -> str:
    """The words of a text without the signs between them, one blank before and behind each."""
    return f" {' '.join(_WORD.findall(text))} "


def _names(words: str, container: str) -> Iterator[str]:
    if _same(words, container):
        return
    for part in _SEPARATORS.split(words):
        for name in _apart(_apart([part], _BETWEEN), re.compile(",")):
            bare = _bare(name, container)
            if (
                1 < len(bare) <= LONGEST
                and bare.casefold() not in _NO_NAMES
                and "://" not in bare
                and not _same(bare, container)
            ):
                yield bare


def _apart(names: Iterable[str], sign: re.Pattern[str]) -> Iterator[str]:
    """Names apart where a sign stands between them, unless that would leave one of a single word."""
    for name in names:
        parts = [part.strip() for part in sign.split(name)]
        yield from parts if all(len(part.split()) > 1 for part in parts) else [name]


def _bare(name: str, container: str) -> str:
    """A name without `by` before it, and without an office or the name of the site behind it."""
    bare = _BYLINE.sub("", name).strip(" ,;:")
    if in_capitals := _IN_CAPITALS.match(bare):
        return in_capitals[1]
    before, found, _ = bare.partition(f" {container}") if container else ("", "", "")
    return before.rstrip(" ,;:") if found and len(before.split()) > 1 else bare


def _confirmed(seen: str, page: Callable[[], str]) -> list[str]:
    """What was seen, each name as the page has it; nothing where one of them is no name there."""
    names: list[str] = []
    words = page() if seen else ""
    for name in filter(None, (_BYLINE.sub("", said.strip()) for said in seen.split(";"))):
        wanted = words_in(name)
        several = len(wanted.split()) > 1
        known = wanted in words or wanted.upper() in words or not several
        if not known or (several and any(map(_is_of_sentence, wanted.split()))):
            return []
        names.append(_without_month(name, wanted, words) if several else name)
    return names


def _without_month(name: str, wanted: str, words: str) -> str:
    """A name without the month of the date that stands behind it on the page: `Ada Quill March 25, 2015`."""
    dated = re.search(rf"{re.escape(wanted)}\d{{1,2}} (?:19|20)\d\d ", words)
    return name.rpartition(" ")[0] if dated and len(wanted.split()) > 2 else name


def _is_of_sentence(word: str) -> bool:
    return word.islower() and len(word) > LONGEST_PARTICLE


def _is_in(seen: str, plain: Iterable[str]) -> bool:
    """Whether all words that were seen come from plain author tags, which have them as they were written."""
    known = set(words_in(" ".join(plain)).casefold().split())
    return bool(known) and set(words_in(seen).casefold().split()) <= known


def _same(one: str, other: str) -> bool:
    """Whether two names have the same words, in whatever order."""
    return sorted(words_in(one).casefold().split()) == sorted(words_in(other).casefold().split()) != []
