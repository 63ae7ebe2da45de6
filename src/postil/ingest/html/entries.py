"""Pages that hold several articles: the entries of a live blog, the posts on a blog's front page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.core.snapshot import BlockKind
from postil.ingest.html.alignment import words_of
from postil.ingest.html.names import listed, name_of
from postil.ingest.html.parts import Parts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from lxml import etree
    from lxml.html import HtmlElement

    from postil.core.snapshot import Block
    from postil.ingest.html.naming import Found

LEAST = 2
"""Words of the shortest block of an entry that is more than a button."""

_LIVE = ("LiveBlogPosting",)
_SEVERAL = ("QAPage", "DiscussionForumPosting")
"""What schema.org calls a page of a question with its answers, and one of a discussion."""

_POSTS = listed("hentry h-entry post blog-post")


def with_entries(
    root: HtmlElement, found: Sequence[Found], kept: Sequence[bool], leads_on: Callable[[Block], bool]
) -> list[bool]:
    """Adds to what was kept of a page the entries that belong to it, and the headings of those that were kept.

    A live blog is read with all its entries, of which the extraction takes one for the article. Where several
    articles were kept, each has its heading, which leads to the page of the article alone.

    Args:
        root: The page.
        found: All blocks of the page, in order.
        kept: Which of them are of the article.
        leads_on: Tells whether a block only leads to another page.
    """
    kept = list(kept)
    entries = _around(found, is_article)
    chosen = {entry for entry, keep in zip(entries, kept, strict=True) if keep and entry is not None}
    if chosen and _is_called(root, _LIVE):
        classes = {entry.get("class") for entry in chosen}
        chosen = {entry for entry in entries if entry is not None and entry.get("class") in classes}
        return [
            keep or (entry in chosen and _is_of_entry(one.block, leads_on))
            for one, entry, keep in zip(found, entries, kept, strict=True)
        ]
    if len(chosen) < 2:
        entries = _around(found, _is_post)
        chosen = {entry for entry, keep in zip(entries, kept, strict=True) if keep and entry is not None}
    if len(chosen) > 1:
        headed: set[etree._Element] = set()
        for at, entry in enumerate(entries):
            if entry in chosen and entry not in headed and found[at].block.kind is BlockKind.HEADING:
                kept[at] = True
                headed.add(entry)
    return kept


def with_answers(
    root: HtmlElement, found: Sequence[Found], kept: Sequence[bool], leads_on: Callable[[Block], bool]
) -> list[bool]:
    """Adds to what was kept of a page of questions and answers, or of a discussion, what is set as it is: the other posts.

    Args:
        root: The page.
        found: All blocks of the page, in order.
        kept: Which of them are of the article.
        leads_on: Tells whether a block only leads to another page.
    """
    posts = {
        _called(one.parent)
        for one, keep in zip(found, kept, strict=True)
        if keep
        and one.block.kind is BlockKind.PARAGRAPH
        and one.parent is not None
        and one.parent.get("class")
    }
    if not posts or not _is_called(root, _SEVERAL):
        return list(kept)
    is_post = Parts(lambda element: _called(element) in posts)
    return [
        keep or (is_post.around(one.parent) is not None and not leads_on(one.block))
        for one, keep in zip(found, kept, strict=True)
    ]


def _called(element: etree._Element) -> tuple[str, str | None]:
    return name_of(element), element.get("class")


def _around(found: Sequence[Found], is_one: Callable[[etree._Element], bool]) -> list[etree._Element | None]:
    """The outermost element of a kind around each block."""
    parts = Parts(is_one)
    return [parts.around(one.parent) for one in found]


def is_article(element: etree._Element) -> bool:
    """Whether an element is an `article`."""
    return name_of(element) == "article"


def _is_post(element: etree._Element) -> bool:
    """Whether an element is called a post, as the microformat hAtom or a system for blogs calls it."""
    return not _POSTS.isdisjoint((element.get("class") or "").lower().split())


def _is_of_entry(block: Block, leads_on: Callable[[Block], bool]) -> bool:
    return block.kind is BlockKind.HEADING or (len(words_of(block.text)) >= LEAST and not leads_on(block))


def _is_called(root: HtmlElement, kinds: Iterable[str]) -> bool:
    """Whether a page says, in the terms of schema.org, that it is of one of several kinds."""
    scripts = (
        script.text or "" for script in root.iter("script") if "ld+json" in (script.get("type") or "").lower()
    )
    said = [
        element.get("itemtype") or ""
        for element in root.iter("div", "article", "section", "main", "body", "html")
    ]
    return any(kind in words for kind in kinds for words in (*scripts, *said))
