"""Sources that a sentence names: a link, a note, a number of a catalogue, a medium with a date, an author with a year."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from postil.core.addresses import without_end
from postil.core.attribution import Mention
from postil.core.text import shortened
from postil.ingest.attribution.names import NAME, named
from postil.ingest.attribution.phrases import phrases

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from postil.core.snapshot import Link

LONGEST_TITLE = 200
"""Code points after which the words of a note are cut where they become a title."""

_MONTH = r"[^\W\d_]{3,12}\.?"
_DATE = (
    r"(?:\d{4}-\d{2}-\d{2}|\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d{2})"
    rf"|{_MONTH} \d{{1,2}}, \d{{4}}|\d{{1,2}}\.? (?:de )?{_MONTH} (?:de )?\d{{4}})"
)
_YEAR = r"(?:1[5-9]|20)\d\d"
_DATED = re.compile(
    rf"(?P<name>{NAME}),?[ \u00a0]\((?P<date>{_DATE})\)|\((?P<inner>{NAME}),[ \u00a0](?P<day>{_DATE})\)"
)
_AND_OTHERS = r"(?: et al\.?| u\. a\.| и др\.| та ін\.)?"
_AUTHORED = re.compile(
    rf"(?P<author>{NAME}){_AND_OTHERS},?[ \u00a0]\((?P<year>{_YEAR})[a-z]?(?:[,:] ?[^)]{{1,20}})?\)"
    rf"|[(;] ?(?:see |cf\. |vgl\. |siehe )?(?P<inner>{NAME}(?: & {NAME})?){_AND_OTHERS},?[ \u00a0](?P<when>{_YEAR})[a-z]?(?=[,:;)])"
)
_NUMBERED = re.compile(
    r"(?P<doi>\b10\.\d{4,9}/[^\s\"<>“”«»]+)|arXiv:\s?(?P<arxiv>\d{4}\.\d{4,5}|[a-z-]+/\d{7})"
    r"|\bPMID:?\s?(?P<pmid>\d{4,9})\b|\bISBN(?:-1[03])?:?\s?(?P<isbn>97[89][\d -]{10,14}\d|\d[\d -]{8,12}[\dX])",
    re.IGNORECASE,
)
_TELLING_ELSEWHERE = re.compile(
    "据([^，。“”]{2,12}?)(?:报道|报导|消息|称)|([^、。「」]{2,16}?)によると|(?:وفق[اًاَ]* ل|بحسب |حسب )([^\\s،.]+(?: [^\\s،.]+)?)"
)
_PUBLISHER = re.compile(r"\b(?:Press|Publish\w*|Verlag|Éditions|Editorial|Books|Uitgeverij|Wydawnictwo)\b")
_NO_TITLE_WORDS = "here this link source article report study read more click hier ici aquí qui aqui"
_NO_TITLES = frozenset(_NO_TITLE_WORDS.split())


def mentions(
    sentence: str,
    links: Sequence[Link] = (),
    note: Callable[[str], str] = lambda _: "",
    language: str = "",
) -> Iterator[Mention]:
    """The sources that a sentence names, the most telling first.

    Args:
        sentence: Its text.
        links: The links in it; their offsets are its own.
        note: The words of the note to which a `#name` leads, or nothing.
        language: Chooses the phrases, as `according to`.
    """
    yield from _dated(sentence)
    yield from _numbered(sentence)
    for link in links:
        yield from _linked(sentence[link.start : link.end], link.href, note)
    yield from _authored(sentence)
    for told in _telling(language):
        for match in told.finditer(sentence):
            if name := named(next(filter(None, match.groups()), "")):
                yield Mention(match[0].strip(), title=name)


def _dated(sentence: str) -> Iterator[Mention]:
    for match in _DATED.finditer(sentence):
        if name := named(match["name"] or match["inner"]):
            yield Mention(match[0].removeprefix("("), title=name, date=match["date"] or match["day"])


def _authored(sentence: str) -> Iterator[Mention]:
    for match in _AUTHORED.finditer(sentence):
        name = named(match["author"] or match["inner"])
        if name and not _PUBLISHER.search(name):
            words = match[0].strip("; ").removeprefix("(")
            yield Mention(words, author=name, date=match["year"] or match["when"])


def _linked(words: str, href: str, note: Callable[[str], str]) -> Iterator[Mention]:
    if href.startswith("#"):
        yield from _noted(words, note(href[1:]))
    elif href.startswith(("http://", "https://")):
        yield Mention(words, title=_title(words), url=href)


def _numbered(text: str) -> Iterator[Mention]:
    for match in _NUMBERED.finditer(text):
        if match["doi"]:
            yield Mention(match[0], url=f"https://doi.org/{without_end(match['doi'])}")
        elif match["arxiv"]:
            yield Mention(match[0], url=f"https://arxiv.org/abs/{match['arxiv']}")
        elif match["pmid"]:
            yield Mention(match[0], url=f"https://pubmed.ncbi.nlm.nih.gov/{match['pmid']}/")
        else:
            yield Mention(match[0], title=f"ISBN {match['isbn']}")


def _noted(mark: str, words: str) -> Iterator[Mention]:
    """What a note tells: its address or number with its words as the title."""
    line = " ".join(words.split())
    if not line:
        return
    from postil.ingest.links import addresses

    found = next((link.href for link in addresses(line)), "")
    found = found or next((mention.url for mention in _numbered(line)), "")
    yield Mention(f"{mark} {shortened(line, 80)}", title=shortened(line, LONGEST_TITLE), url=found)


def _title(words: str) -> str:
    told = words.split()
    return (
        " ".join(told)
        if len(told) > 1 and not {word.lower() for word in told} <= _NO_TITLES and "://" not in words
        else ""
    )


@lru_cache(maxsize=16)
def _telling(language: str) -> tuple[re.Pattern[str], ...]:
    """Find a medium that tells something: behind a phrase, before a verb, and as languages without capitals do."""
    known = phrases(language)
    behind = rf"|({NAME}) (?:{known.behind})\b" if known.behind else ""
    return (
        re.compile(rf"(?i:\b(?:{known.citing})) (?:(?!in |im |from )[^\W\d_]+[ ’']){{0,4}}?({NAME})"),
        re.compile(rf"({NAME}) (?:(?:has|had|also|have|a|ha|hat) )?(?:{known.reported})\b{behind}"),
        _TELLING_ELSEWHERE,
    )
