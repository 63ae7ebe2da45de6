"""What belongs to an article and was left out of its text: its lead, captions, short lists, notes."""

from __future__ import annotations

import re
from functools import cached_property
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, NamedTuple

from postil.core.patterns import pattern
from postil.core.snapshot import BlockKind
from postil.core.structure import typed_mark
from postil.ingest.html.addresses import host_of
from postil.ingest.html.alignment import words_of
from postil.ingest.html.entries import is_article
from postil.ingest.html.headline import FURTHEST, first_paragraph
from postil.ingest.html.names import listed, name_of
from postil.ingest.html.parts import Parts
from postil.ingest.html.prose import is_prose

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lxml import etree

    from postil.core.snapshot import Block
    from postil.ingest.html.naming import Found

LONGEST = 20
"""Blocks of the longest gap in an article that is filled."""

CAPTIONED = 6
"""Blocks of the longest gap in which a caption belongs to the article whatever stands beside it."""

LEAD = 80
"""Code points of the shortest lead."""

ITEM = 40
"""Columns of the shortest item of a list that tells something."""

OPENING = 4
"""Blocks before a headline among which the caption of a picture that opens the article is looked for."""

QUOTED = 5
"""Words of the shortest quotation that is taken."""

SHORTEST = 20
"""Code points of the shortest line that is a lead because it is called one."""

_LEAD = pattern(
    r"(?:^|[\s_-])(?:stand-?first|dek|deck|sub-?(?:title|head(?:line)?|heading)|lead|lede|summary|intro(?:duction)?|excerpt"
    r"|desc(?:ription)?|abstract|teaser|vorspann|untertitel|chap(?:o|eau)|accroche|entradilla|bajada|subtitulo|sottotitolo"
    r"|occhiello|sommario|ingress|лид|подзаголовок)(?:$|[\s_-])",
    re.IGNORECASE,
)
"""How an element is called that introduces an article."""

_CREDIT = pattern(
    r"\W*(?:©|\(c\)|(?:fotos?|photos?|photograph|bild(?:er)?|images?|pictures?|credits?|quelle|source|crédit)"
    r"(?: (?:credit|source))?\s*(?::|/|©|\b(?:by|von|par|de|di)\b))[^.!?]{0,50}",
    re.IGNORECASE,
)
"""A caption that only tells whose a picture is."""

_OF_NOTHING = listed("avatar logo icon")
"""Words of pictures that show whose a page is."""

_MOSTLY = 0.8
"""The share of a block's text from which on the block is nothing but a link."""

_BETWEEN = frozenset({BlockKind.HEADING, BlockKind.ITEM})
_LEADS = frozenset({BlockKind.PARAGRAPH, BlockKind.QUOTE, BlockKind.HEADING})


def with_gaps_filled(
    found: Sequence[Found], kept: Sequence[bool], headline: int | None, about: Said, base: str
) -> list[bool]:
    """Adds to an article what is missing between its parts.

    That is: the paragraphs between the headline and the text; sentences loose beside a block of it; the notes to which a reference leads; in
    short gaps captions, headings and lists that do not lead to other pages of the site, programs, sentences that stand
    beside nothing that leads there, and paragraphs that lie in the same element as those around the gap.

    Args:
        found: All blocks of the page, in order.
        kept: Which of them are of the article.
        headline: The index of its headline, if that is known.
        about: What the page's metadata say: a picture called as it is says nothing, a line that describes it is a lead.
        base: The address of the page.

    Returns:
        Which blocks are of the article now.
    """
    filling = _Filling(found, list(kept), about, host_of(base))
    filling.add_lead(headline)
    filling.add_opening_caption(headline)
    filling.add_notes()
    filling.fill_gaps()
    filling.add_loose()
    filling.add_lists()
    return filling.kept


class Said(NamedTuple):
    """What a page's metadata say of it: how it is called, and in which words it is described."""

    titles: Sequence[str]
    descriptions: Sequence[str] = ()


class _Filling:
    def __init__(self, found: Sequence[Found], kept: list[bool], about: Said, host: str) -> None:
        self.kept = kept
        self._found = found
        self._host = host
        self._titles = [set(words_of(title.lower())) for title in about.titles if title]
        self._descriptions = [words_of(words) for words in about.descriptions]
        self._captions: set[str] = set()
        self._texts: dict[str, int] = {}
        for one in found:
            self._texts[one.block.text] = self._texts.get(one.block.text, 0) + 1

    def add_lead(self, headline: int | None) -> None:
        """Takes the sentences between the headline, or else the last first-level heading, and the text."""
        first = first_paragraph(self._found, self.kept)
        if first == len(self._found):
            return
        for at in range(first - 1, max(first - FURTHEST, 0) - 1, -1):
            block = self._found[at].block
            if at == headline or (headline is None and block.kind is BlockKind.HEADING and block.level == 1):
                for lead in range(at + 1, first):
                    self.kept[lead] = self.kept[lead] or self._introduces(self._found[lead])
                if first - 1 > at and self._is_content(first - 1):
                    self.kept[first - 1] = True
                return

    def add_opening_caption(self, headline: int | None) -> None:
        """Takes the caption of a picture that stands before the headline, in the same `article` or `main`."""
        if headline is None:
            return
        outer = _whole(self._found[headline])
        for at in range(max(headline - OPENING, 0), headline if outer is not None else 0):
            one = self._found[at]
            if one.block.kind is BlockKind.CAPTION and _whole(one) is outer:
                self.kept[at] = self.kept[at] or self._introduces(one)

    def add_notes(self) -> None:
        """Takes each note to which a block of the article leads, with its later paragraphs."""
        wanted = {
            link.href[1:] for one in self._kept_ones() for link in one.block.links if link.href[:1] == "#"
        }
        within = False
        for at, one in enumerate(self._found):
            if one.block.kind is not BlockKind.FOOTNOTE:
                within = False
                continue
            begins = bool(one.block.marker or typed_mark(one.block))
            within = (within and not begins) or not wanted.isdisjoint(one.names)
            self.kept[at] = self.kept[at] or within

    def fill_gaps(self) -> None:
        """Takes what stands between two blocks of the article that are near to each other."""
        places = [at for at, keep in enumerate(self.kept) if keep]
        for before, after in pairwise(places):
            gap = range(before + 1, after)
            if not gap or len(gap) > LONGEST:
                continue
            captions = [
                at
                for at in gap
                if self._found[at].pictured or self._found[at].block.kind is BlockKind.CAPTION
            ]
            others = [at for at in gap if at not in captions]
            for is_quote, run in groupby(gap, lambda at: self._found[at].block.kind is BlockKind.QUOTE):
                if is_quote:
                    self._take_quoted(list(run))
            if len(gap) <= CAPTIONED or all(map(self._is_content, others)):
                self._take_captions(captions)
            if all(map(self._is_content, others)):
                self._take(others)
            elif self._found[before].parent is self._found[after].parent is not None:
                self._take(at for at in others if self._is_sibling(self._found[at], self._found[before]))
            self._take(self._telling(others))

    def add_loose(self) -> None:
        """Takes sentences that stand loose beside a block of the article, in the same element: an answer to a quotation."""
        for at, one in enumerate(self._found):
            if one.loose and not self.kept[at] and self._is_lead(one.block):
                beside = [
                    near for near in (at - 1, at + 1) if 0 <= near < len(self._found) and self.kept[near]
                ]
                parents = (self._found[near].parent for near in beside)
                self.kept[at] = any(
                    parent is not None and one.parent in {parent, parent.getparent()} for parent in parents
                )

    def add_lists(self) -> None:
        """Takes the other items of a list of which one is of the article and none leads anywhere."""
        lists: dict[etree._Element, list[int]] = {}
        for at, one in enumerate(self._found):
            if one.block.kind is BlockKind.ITEM and one.parent is not None and not one.loose:
                lists.setdefault(one.parent, []).append(at)
        for items in lists.values():
            if any(self.kept[at] for at in items) and not any(self._found[at].block.links for at in items):
                self._take(items)

    def _take_captions(self, places: Iterable[int]) -> None:
        """Takes captions, of long ones that are said of several pictures alike the first."""
        for at in places:
            caption = self._found[at]
            is_said = caption.block.text in self._captions and len(caption.block.text) >= LEAD
            self.kept[at] = not is_said and self._tells_something(caption)
            self._captions.add(caption.block.text)

    def _take_quoted(self, places: list[int]) -> None:
        """Takes what is quoted, as a post of somebody, unless it only repeats the article's own words in larger type."""
        blocks = [self._found[at].block for at in places]
        if self._is_attribution(places[0]) or any(
            self._is_new(block) and not self._leads_on(block) for block in blocks
        ):
            self._take(places)

    def _is_attribution(self, at: int) -> bool:
        """Whether a short line behind words that are quoted tells whose they are, in the same element."""
        one, before = self._found[at], self._found[at - 1]
        if one.parent is None or before.block.kind is not BlockKind.QUOTE or len(one.block.text) > LEAD:
            return False
        return (
            self.kept[at - 1] and {before.parent, before.own} & {one.parent, one.parent.getparent()} != set()
        )

    def _is_new(self, block: Block) -> bool:
        words = words_of(block.text.lower())
        return len(words) >= QUOTED and f" {' '.join(words)} " not in self._said

    @cached_property
    def _said(self) -> str:
        """The words of the article as it was extracted."""
        return f" {' '.join(word for one in self._kept_ones() for word in words_of(one.block.text.lower()))} "

    def _take(self, places: Iterable[int]) -> None:
        for at in places:
            self.kept[at] = True

    def _kept_ones(self) -> Iterator[Found]:
        return (one for one, keep in zip(self._found, self.kept, strict=True) if keep)

    def _introduces(self, one: Found) -> bool:
        """Whether a block between the headline and the text is a lead, by its words or its name, or a caption."""
        if one.block.kind is BlockKind.CAPTION:
            return not one.pictured and self._tells_something(one)
        if one.block.kind not in _LEADS or _linked(one.block) >= 1 - _MOSTLY:
            return False
        called = "" if one.own is None else (one.own.get("class") or "")
        is_named = _LEAD.search(called) is not None and len(one.block.text) > SHORTEST
        return is_named or self._is_lead(one.block) or words_of(one.block.text) in self._descriptions

    def _is_lead(self, block: Block) -> bool:
        return (
            block.kind in {BlockKind.PARAGRAPH, BlockKind.QUOTE}
            and is_prose(block.text)
            and _linked(block) < 1 - _MOSTLY
            and self._texts[block.text] == 1
        )

    def _is_content(self, at: int) -> bool:
        block = self._found[at].block
        return block.kind in _BETWEEN and not self._leads_on(block)

    def _telling(self, gap: Sequence[int]) -> Iterator[int]:
        """What of a gap is set as a program, and sentences beside which nothing leads on, as in a teaser."""
        ways_on = [self._found[at] for at in gap if self._leads_on(self._found[at].block)]
        holding = {way.parent for way in ways_on}
        around = holding.union(*map(_around, ways_on))
        for at in gap:
            one = self._found[at]
            is_item = one.block.kind is BlockKind.ITEM and is_prose(one.block.text, ITEM)
            is_told = self._is_lead(one.block) or (is_item and _linked(one.block) < _MOSTLY)
            is_teaser = one.parent in around or not holding.isdisjoint(_around(one))
            if one.block.kind is BlockKind.CODE or (is_told and not is_teaser):
                yield at

    def _is_sibling(self, one: Found, neighbour: Found) -> bool:
        if one.block.kind is not BlockKind.PARAGRAPH or one.parent is None:
            return False
        around = {one.parent, one.parent.getparent()} if one.loose else {one.parent}
        return neighbour.parent in around

    def _tells_something(self, caption: Found) -> bool:
        """Whether a caption is more than a picture's name or whose it is, or a picture that leads to another page; or a formula."""
        if not caption.pictured or caption.block.kind is not BlockKind.CAPTION:
            return _CREDIT.fullmatch(caption.block.text) is None
        words = set(words_of(caption.block.text.lower()))
        if (
            len(words) < 3
            or words & _OF_NOTHING
            or self._texts[caption.block.text] > 1
            or self._leads_on(caption.block)
        ):
            return False
        return not any(words <= title or title <= words for title in self._titles)

    def _leads_on(self, block: Block) -> bool:
        return leads_on(block, self._host)


def _around(one: Found) -> set[etree._Element]:
    """The two elements around a block, in which what is set beside it lies."""
    outer = None if one.parent is None else one.parent.getparent()
    return {element for element in (one.parent, outer) if element is not None}


def _whole(one: Found) -> etree._Element | None:
    """The element that holds the article in which a block stands."""
    article = Parts(is_article).around(one.parent)
    if article is not None or one.parent is None:
        return article
    return next(
        (outer for outer in (one.parent, *one.parent.iterancestors()) if name_of(outer) == "main"), None
    )


def leads_on(block: Block, host: str) -> bool:
    """Whether a block is nothing but a link to another page of the same site, which has a host."""
    return _linked(block) > _MOSTLY and any(
        not link.href.startswith("#") and host_of(link.href) in {"", host} for link in block.links
    )


def _linked(block: Block) -> float:
    """The share of a block's text from which links lead."""
    return sum(link.end - link.start for link in block.links) / len(block.text)
