"""Sources that a sentence names: a link, a note, a number of a catalogue, a medium with a date, an author with a year."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING

from postil.core.addresses import without_end
from postil.core.attribution import Mention
from postil.core.patterns import pattern
from postil.core.text import shortened
from postil.ingest.attribution.dates import DATE, YEAR, is_of_calendar
from postil.ingest.attribution.names import name_at, named_at, names_in
from postil.ingest.attribution.telling import Spotted, told

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from postil.core.snapshot import Link

_DIGIT = pattern(r"\d")
_DATE_BEHIND = pattern(rf",?[ \u00a0]\((?P<date>{DATE})\)")
_DATE_INSIDE = pattern(rf",[ \u00a0](?P<date>{DATE})(?=\))")
_OTHERS = r"(?: et al\.?| u\. a\.| и др\.| та ін\.)?"
_YEAR_BEHIND = pattern(rf"{_OTHERS},?[ \u00a0]\((?P<year>{YEAR})[a-z]?(?:[,:] ?[^)]{{1,20}})?\)")
_YEAR_INSIDE = pattern(rf"{_OTHERS},?[ \u00a0](?P<year>{YEAR})[a-z]?(?=[,:;)])")
_LISTED = pattern(
    rf"\W*(?:\d{{1,3}}\W+)?(?P<author>[^\W\d_]+(?:[- ’'][^\W\d_]+){{0,2}}, (?:[^\W\d_]\.[ -]?){{1,4}})[^()]{{0,200}}?"
    rf"\((?P<year>{YEAR})[a-z]?\)"
)
"""How a list of works begins one: `Holm, I., & Reed, A. (2019)`."""
_INITIALS = pattern(r"(?:[^\W\d_]\.[ -]?)+")
_OPENED = pattern(r"[(;] ?(?:see |cf\. |vgl\. |siehe )?\Z")
_NUMBERED = pattern(
    r"(?P<doi>\b10\.\d{4,9}/[^\s\"<>“”«»]+)|arXiv:\s?(?P<arxiv>\d{4}\.\d{4,5}|[a-z-]+/\d{7})"
    r"|\bPMID:?\s?(?P<pmid>\d{4,9})\b|\bISBN(?:-1[03])?:?\s?(?P<isbn>97[89][\d -]{10,14}\d|\d[\d -]{8,12}[\dX])",
    re.IGNORECASE,
)
_PUBLISHER = pattern(r"\b(?:Press|Publish\w*|Verlag|Éditions|Editorial|Books|Uitgeverij|Wydawnictwo)\b")
_NO_TITLE_WORDS = "here this link source article report study click hier ici aquí qui aqui"
_NO_TITLES = frozenset(_NO_TITLE_WORDS.split())
_CALL = pattern(
    r"(?:follow|subscribe|share|tweet|sign (?:up|in)|log in|register|donate|read (?:more|on)|learn more|see (?:more|all)"
    r"|more|mehr|weiter(?:lesen)?|folgen|abonnieren|teilen|suivez|abonnez|partager|lire (?:la suite|aussi)|síguenos"
    r"|suscríbete|compartir|leer más|seguici|iscriviti|leggi (?:anche|tutto)|siga|leia mais|lees (?:meer|ook)|volg"
    r"|czytaj (?:więcej|też)|читать далее|читайте также|читайте також|підпис|подпис)\b",
    re.IGNORECASE,
)
"""Finds the words of a link that calls upon the reader to do something, and is no source."""


def mentions(
    sentence: str,
    links: Sequence[Link] = (),
    note: Callable[[str], str] = lambda _: "",
    language: str = "",
) -> Iterator[Mention]:
    """The sources that a sentence names, the most telling first; one that is a link has its address.

    Args:
        sentence: Its text.
        links: The links in it; their offsets are its own.
        note: The words of the note to which a `#name` leads, or nothing.
        language: Chooses the phrases, as `according to`.
    """
    for spotted in _dated(sentence):
        yield _with_address(spotted, links)
    yield from _numbered(sentence)
    others = list(chain(_authored(sentence), told(sentence, language)))
    for link in links:
        named_here = (spotted for spotted in others if _overlaps(spotted, link))
        yield from _linked(sentence[link.start : link.end], link.href, note, named_here)
    for spotted in others:
        yield _with_address(spotted, links)


def _dated(sentence: str) -> Iterator[Spotted]:
    """Media with a date: `Gazette (3/10/22)`, `(Gazette, 3/10/22)`."""
    if "(" not in sentence or not _DIGIT.search(sentence):
        return
    for span in names_in(sentence):
        inside = sentence[span[0] - 1 : span[0]] == "("
        match = _DATE_BEHIND.match(sentence, span[1]) or (inside and _DATE_INSIDE.match(sentence, span[1]))
        if match and (name := named_at(sentence, span)):
            start = span[1] - len(name)
            mention = Mention(sentence[start : match.end()], container=name, date=match["date"])
            yield Spotted(mention, start, match.end())


def _authored(sentence: str) -> Iterator[Spotted]:
    """Authors with a year: `Holm et al. (2019, p. 3)`, `(see Holm & Reed 2019; Orm 2001)`."""
    if "(" not in sentence or not _DIGIT.search(sentence):
        return
    if listed := _LISTED.match(sentence):
        start, end = listed.start("author"), listed.end()
        mention = Mention(sentence[start:end], author=listed["author"].strip(), date=listed["year"])
        yield Spotted(mention, start, end)
    for span in names_in(sentence):
        start, end = span
        match = _YEAR_BEHIND.match(sentence, end)
        if match is None and _OPENED.search(sentence[max(0, start - 12) : start]):
            second = name_at(sentence, end + 3) if sentence[end : end + 3] == " & " else None
            end = second[1] if second else end
            match = _YEAR_INSIDE.match(sentence, end)
        name = named_at(sentence, (start, end)) if match else ""
        if not name or is_of_calendar(name) or _PUBLISHER.search(name) or _is_common(name, sentence):
            continue
        if _INITIALS.fullmatch(name):
            continue
        start = end - len(name)
        words = sentence[start : match.end()] if match else ""
        yield Spotted(
            Mention(words, author=name, date=match["year"] if match else ""), start, start + len(words)
        )


def _is_common(name: str, sentence: str) -> bool:
    """Whether a single word is written small too, as in `The law (Law 2020)`."""
    return name.isalpha() and re.search(rf"\b{name.lower()}\b", sentence) is not None


def _overlaps(spotted: Spotted, link: Link) -> bool:
    return spotted.start < link.end and link.start < spotted.end


def _is_web(href: str) -> bool:
    return href.startswith(("http://", "https://"))


def _with_address(spotted: Spotted, links: Sequence[Link]) -> Mention:
    hrefs = (link.href for link in links if _is_web(link.href) and _overlaps(spotted, link))
    return spotted.mention._replace(url=next(hrefs, ""))


def _linked(
    words: str, href: str, note: Callable[[str], str], named_here: Iterable[Spotted]
) -> Iterator[Mention]:
    if href.startswith("#"):
        yield from _noted(words, note(href[1:]))
    elif _is_web(href) and not _CALL.match(words.strip()):
        spotted = next(iter(named_here), None)
        mention = spotted.mention if spotted else Mention(words, title=_title(words))
        yield mention._replace(url=href)


def _numbered(text: str) -> Iterator[Mention]:
    for match in _NUMBERED.finditer(text):
        if match["doi"]:
            doi = without_end(match["doi"])
            yield Mention(doi, url=f"https://doi.org/{doi}")
        elif match["arxiv"]:
            yield Mention(match[0], url=f"https://arxiv.org/abs/{match['arxiv']}")
        elif match["pmid"]:
            yield Mention(match[0], url=f"https://pubmed.ncbi.nlm.nih.gov/{match['pmid']}/")
        else:
            yield Mention(match[0], title=f"ISBN {match['isbn']}")


def _noted(mark: str, words: str) -> Iterator[Mention]:
    """What a note tells: its parts, and its address or number."""
    line = " ".join(words.split())
    if not line:
        return
    from postil.ingest.attribution.notes import details
    from postil.ingest.links import addresses

    found = next((link.href for link in addresses(line)), "")
    found = found or next((mention.url for mention in _numbered(line)), "")
    yield Mention(f"{mark} {shortened(line, 80)}", url=found, **details(line))


def _title(words: str) -> str:
    words_in_it = words.split()
    tells = len(words_in_it) > 1 and not {word.lower() for word in words_in_it} <= _NO_TITLES
    return " ".join(words_in_it) if tells and "://" not in words else ""
