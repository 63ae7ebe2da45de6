"""The heading of a page that is its article's headline."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from postil.core.patterns import pattern
from postil.core.snapshot import BlockKind
from postil.core.text import clean_line
from postil.ingest.html.alignment import words_of
from postil.ingest.html.names import name_of, shown_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lxml import etree

    from postil.ingest.html.naming import Found

PARTS = pattern(r"(?<!\d)(?<!\d\.)\s+[|–—»«:·-]\s+|\s+[|–—»«:·-]\s+(?!\d)|\s*[|»«]\s*")
"""What stands between an article's title and the name of the site; a dash between two numbers does not."""

FURTHEST = 15
"""Blocks before an article's first paragraph among which its headline is looked for."""

LOWEST = 3
"""The lowest level of a headline."""

LONGEST, MOST_HEADINGS = 300, 100
"""Code points of the longest heading that is a title, and headings of a page among which one is looked for."""

ALIKE = 0.6
"""The share of a headline's words that the page's titles have, at least."""


_OF_SITE = pattern(r"\s*\|\s*|\s+[»«·]\s+")
_SITE_BEHIND = pattern(r"\s*[|»«_]|\s+[–—·-]\s|-+(?=.*[\u4e00-\u9fff])")
_SITE_BEFORE = pattern(r"(?:[|»«]|\s[–—·-])\s*$")


_SITE_BEHIND_HAN = pattern(
    r"(?<=[\u3040-\u30ff\u4e00-\u9fff！？…）》”])(?:_|--|-(?=[\u4e00-\u9fff]{1,10}(?:网|网站|频道|在线|报|社)$))\S.*"
)
"""The site's name, and that of a part of it, as they stand behind a title in Chinese."""


def without_site_in_chinese(title: str) -> str:
    """A title in Chinese without what names the site behind it."""
    return _SITE_BEHIND_HAN.sub("", title)


def title_in_heading(titles: Sequence[str], headings: Iterable[etree._Element]) -> str:
    """The heading that is a title without the name of the site; empty where none makes up the most of one."""
    several = list(islice(headings, MOST_HEADINGS))
    texts = [clean_line(shown_text(heading, LONGEST)) for heading in several]
    firsts = [text for heading, text in zip(several, texts, strict=True) if name_of(heading) == "h1"]
    sole = firsts[0] if len(firsts) == 1 and not any(map(_leads_on, several)) else ""
    for title in (title for title in titles if len(title) <= 2 * LONGEST):
        for text in sorted(filter(None, texts), key=len, reverse=True):
            before, found, behind = title.partition(text)
            apart = _SITE_BEHIND.match(behind) if not before else not behind and _SITE_BEFORE.search(before)
            if found and apart and (len(text) * 2 > len(title) or (text == sole and not before)):
                return text
    return ""


def _leads_on(heading: etree._Element) -> bool:
    """Whether a first heading leads to another page, as the name of a site does."""
    return name_of(heading) == "h1" and any(
        name_of(inner) in {"a", "img"} for inner in (*heading.iter(), *heading.iterancestors())
    )


def as_title(headline: str, titles: Sequence[str]) -> str:
    """A headline as a title: in one line, and whole.

    Args:
        headline: The headline as it is set, in lines perhaps, with the site's name, or to be continued behind a colon.
        titles: What the page's metadata call it, by which its parts are told.
    """
    known = {part.strip().casefold() for title in titles for part in (title, *PARTS.split(title))}
    whole = clean_line(" ".join(headline.split("\n")))
    parts = [part.strip() for part in (*headline.split("\n"), *_OF_SITE.split(whole))]
    told = [part for part in parts if part.casefold() in known - {"", whole.casefold()}]
    if whole.casefold() not in known and len(told) == 1 and len(told[0]) * 2 > len(whole):
        whole = told[0]
    inside = (
        name for name in sorted(known, key=len, reverse=True) if f" {whole.casefold()}".endswith(f" {name}")
    )
    if whole.casefold() not in known and (name := next(inside, "")) and len(name) * 2 > len(whole):
        whole = whole[-len(name) :]  # behind what tells its subject
    longer = (title for title in titles if whole.casefold() in title.casefold())
    if whole.endswith(":"):
        return next(longer, whole)
    signed = (title for title in titles if words_of(title) == words_of(whole))
    return max((whole, *signed), key=_signs_in)


def _signs_in(title: str) -> int:
    """How many signs stand between the words of a title; one that a page hides parts no words where it is shown."""
    return sum(not (letter.isalnum() or letter.isspace()) for letter in title.strip(" ."))


def headline_at(found: Sequence[Found], kept: Sequence[bool], titles: Sequence[str]) -> int | None:
    """Finds the headline: of the headings before the first paragraph, the one most like the page's titles.

    Args:
        found: All blocks of the page.
        kept: Which of them are of the article.
        titles: What the page's metadata call it, the name of the site often with it.

    Returns:
        Its index, or None where no heading is like a title.
    """
    parts = [set(words_of(part.lower())) for title in titles for part in PARTS.split(title)]
    known = set().union(*parts)
    first = first_paragraph(found, kept)
    best, most, others = None, 1, 0
    whole = [words_of(title.lower()) for title in titles]
    for at in range(max(first - FURTHEST, 0), first):
        block = found[at].block
        if block.kind is not BlockKind.HEADING or block.level > LOWEST:
            continue
        said = words_of(block.text.lower())
        if said and said in whole:
            return at
        words = set(said)
        alike = len(words & known)
        if alike < max(most, len(words) * ALIKE) or (alike == 1 and words != known):
            continue
        if alike == most and best is not None and len(words) - alike > others:
            continue  # as a button that names what it shares
        if any(part and len(words & part) >= len(part) / 2 for part in parts):
            best, most, others = at, alike, len(words) - alike
    return best


def first_paragraph(found: Sequence[Found], kept: Sequence[bool]) -> int:
    """The index of the first block of the article that is no heading; the number of blocks without one."""
    places = (at for at, keep in enumerate(kept) if keep and found[at].block.kind is not BlockKind.HEADING)
    return next(places, len(found))
