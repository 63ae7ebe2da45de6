"""Which blocks of a page are its article."""

from __future__ import annotations

from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from postil.ingest.html.addresses import host_of
from postil.ingest.html.alignment import shares, words_of
from postil.ingest.html.bodies import with_later_bodies
from postil.ingest.html.contents import contents_in
from postil.ingest.html.entries import with_answers, with_entries
from postil.ingest.html.extraction import blocks_as_extracted, extracted, text_of
from postil.ingest.html.gaps import leads_on, with_gaps_filled
from postil.ingest.html.headline import headline_at
from postil.ingest.html.islands import without_islands
from postil.ingest.html.leading_away import without_what_leads_away
from postil.ingest.html.names import listed, name_of
from postil.ingest.html.notes import is_note_by_type
from postil.ingest.html.posts import with_authors_of_posts, with_comments_alone, without_comments
from postil.ingest.html.surroundings import without_surroundings
from postil.ingest.html.walk import found_in
from postil.ingest.plain.gutenberg import book_among
from postil.ingest.sentences.language import settled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml import etree
    from lxml.html import HtmlElement

    from postil.ingest.html.gaps import Said
    from postil.ingest.html.naming import Found

KEPT = 0.5
"""The share of a block's words that the extracted text has from which on the block is of the article."""

SHOWN = 0.5
"""The share of the extracted text that the page shows, below which it comes from somewhere else in the page."""

UNSHOWN = 50
"""Words of the shortest text that is read though the page does not show it; less asks for scripts to be allowed."""

PARAGRAPH = 60
"""Code points from which on a block is more than a button or a heading, which may be in another language."""

SAMPLE = 40
"""Blocks by which the language of a page is told."""

QUICKLY = 1_000_000
WALKED = 2_000_000
"""Code points of a page above which trafilatura works quickly, and is not asked: its time grows faster than the page."""

_AROUND = listed("nav header footer aside form")
_AROUND_ROLES = listed("navigation banner contentinfo complementary search")


class Article(NamedTuple):
    """The blocks of an article, and the heading that is its headline, if one was found."""

    found: list[Found]
    headline: str = ""


def article_of(root: HtmlElement, base: str, said: Said, language: str, length: int) -> Article:
    """Finds the article of a page.

    What trafilatura extracts decides which blocks are in it; how they are set, the page's own elements.

    Args:
        root: The page.
        base: The address to which its relative links belong.
        said: What the page's metadata say of it.
        language: The tag of the language that it declares, or an empty string.
        length: The code points of its source.
    """
    if length > WALKED:
        return Article(_whole(root, base))
    found = found_in(root, base)
    found = found[book_among([one.block.text for one in found])]
    language = settled(language, _sample(found)).partition("-")[0].lower()
    body = extracted(root, fast=length > QUICKLY, language=language)
    text = words_of(text_of(body)) if body is not None else []
    if body is None or not text:
        return Article(_whole(root, base))
    shared, shown = shares([words_of(one.block.text) for one in found], text)
    if shown < SHOWN and len(text) >= UNSHOWN:
        return Article(blocks_as_extracted(body))
    kept = [share >= KEPT for share in shared]
    if not any(kept):  # what was extracted is something else, as where all of a page is comments
        return Article(_whole(root, base))
    is_way_on = partial(leads_on, host=host_of(base))
    kept = with_later_bodies(found, kept, is_way_on)
    kept = with_entries(root, found, kept, is_way_on)
    kept = with_answers(root, found, kept, is_way_on)
    kept = without_comments(found, kept)
    kept = with_comments_alone(found, kept, is_way_on)
    kept = with_authors_of_posts(root, found, kept)
    headline = headline_at(found, kept, said.titles)
    kept = with_gaps_filled(found, kept, headline, said, base)
    kept = without_surroundings(found, kept)
    kept = without_islands(found, kept)
    kept = without_what_leads_away(found, kept, base)
    left_out = contents_in(found)
    chosen = [one for at, one in enumerate(found) if kept[at] and at not in left_out]
    return Article(chosen, found[headline].block.text if headline is not None else "")


def _sample(found: Sequence[Found]) -> str:
    """Words of a page by which its language is told: of its paragraphs, as long as there are some."""
    texts = (one.block.text for one in found if len(one.block.text) >= PARAGRAPH)
    return " ".join(islice(texts, SAMPLE)) or " ".join(one.block.text for one in found[:SAMPLE])


def _whole(root: HtmlElement, base: str) -> list[Found]:
    """All that a page shows, without what stands around an article, if there is anything else."""
    found = found_in(root, base, _is_not_around) or found_in(root, base)
    return found[book_among([one.block.text for one in found])]


def _is_not_around(element: etree._Element) -> bool:
    """Whether an element is not one of those that stand around a page's article."""
    name = name_of(element)
    if element.get("role") in _AROUND_ROLES:
        return False
    if name not in _AROUND or (name == "aside" and is_note_by_type(element)):
        return True
    return name in {"header", "footer"} and any(
        name_of(outer) == "article" for outer in element.iterancestors()
    )
