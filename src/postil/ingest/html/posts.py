"""Discussions, of which the extraction leaves out what others say, and who has written each post."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.core.patterns import pattern
from postil.core.snapshot import BlockKind
from postil.core.text import clean_line
from postil.ingest.html.alignment import words_of
from postil.ingest.html.names import INLINE, is_silent, listed, name_of, shown_text
from postil.ingest.html.parts import Parts
from postil.ingest.links import beside_links

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from lxml import etree
    from lxml.html import HtmlElement

    from postil.core.snapshot import Block
    from postil.ingest.html.naming import Found

FEWEST = 2
"""Posts of the shortest discussion."""

LONGEST = 60
"""Code points of the longest line that tells who has written a post, and when."""

ARTICLE = 60
"""Words of the shortest article beside which comments are none of it."""

MOST_BESIDE = 3
"""How many times the words of an article those of its comments may be; with more, what is called comments holds it."""

COMMENTS = 40
"""Words of the shortest discussion that is read for itself."""

_AUTHORS = listed("author byline creator poster user username user-details message-user")
_COMMENTS = listed(
    "comment comments comentario comentarios comentário comentários kommentar kommentare commentaire commentaires commento"
    " commenti reactie reacties komentarz komentarze"
)
_TELLING = frozenset({BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.QUOTE})
_PARTS = pattern(r"[^\W_]+")
_WORDS = pattern(r"[\w-]+")


def without_comments(found: Sequence[Found], kept: Sequence[bool]) -> list[bool]:
    """Takes the comments out of what was kept of a page that has an article beside them.

    Args:
        found: All blocks of the page, in order.
        kept: Which of them are of the article.
    """
    inside = _comments_among(found)
    beside = _said(
        [one.block for one, keep, is_one in zip(found, kept, inside, strict=True) if keep > is_one]
    )
    among = _said(
        [one.block for one, keep, is_one in zip(found, kept, inside, strict=True) if keep and is_one]
    )
    if beside < max(ARTICLE, among / MOST_BESIDE):
        return list(kept)
    return [keep and not is_one for keep, is_one in zip(kept, inside, strict=True)]


def with_comments_alone(
    found: Sequence[Found], kept: Sequence[bool], leads_on: Callable[[Block], bool]
) -> list[bool]:
    """Adds the comments to what was kept of a page that has hardly anything else, as that of a discussion of another page.

    Args:
        found: All blocks of the page, in order.
        kept: Which of them are of the article.
        leads_on: Tells whether a block only leads to another page.
    """
    said = _said([one.block for one, keep in zip(found, kept, strict=True) if keep])
    if said >= ARTICLE:
        return list(kept)
    inside = _comments_among(found)
    comments = [is_one and not leads_on(one.block) for one, is_one in zip(found, inside, strict=True)]
    length = _said([one.block for one, is_comment in zip(found, comments, strict=True) if is_comment])
    if length < max(COMMENTS, said):
        return list(kept)
    return [keep or is_comment for keep, is_comment in zip(kept, comments, strict=True)]


def _comments_among(found: Sequence[Found]) -> list[bool]:
    """Which blocks lie in elements that are called comments."""
    parts = Parts(_is_comment)
    return [parts.around(one.own) is not None for one in found]


def _said(blocks: Sequence[Block]) -> int:
    """The words of those blocks that say something, outside of their links."""
    telling = (block for block in blocks if block.kind in _TELLING)
    return sum(len(words_of(words)) for block in telling for words in beside_links(block))


def _is_comment(element: etree._Element) -> bool:
    """Whether an element is called a comment, or several."""
    called = _PARTS.findall(f"{element.get('class') or ''} {element.get('id') or ''}".lower())
    return name_of(element) != "body" and not _COMMENTS.isdisjoint(called)


def with_authors_of_posts(root: HtmlElement, found: Sequence[Found], kept: Sequence[bool]) -> list[bool]:
    """Adds to what was kept of a page the lines that name the authors of several posts alike.

    Args:
        root: The page.
        found: All blocks of the page, in order.
        kept: Which of them are of the article.
    """
    kept = list(kept)
    around: set[etree._Element] = set()
    for one, keep in zip(found, kept, strict=True):
        outer = one.parent if keep else None
        while outer is not None and outer not in around:
            around.add(outer)
            outer = outer.getparent()
    places: dict[etree._Element, list[int]] = {}
    for at, one in enumerate(found):
        if one.parent is not None and len(one.block.text) <= LONGEST:
            places.setdefault(one.parent, []).append(at)
    posts: dict[tuple[str, str], dict[etree._Element, int]] = {}
    for author, words in _authors(root):
        post = next((outer for outer in author.iterancestors() if outer in around), None)
        line = _line(author, words, found, places)
        if post is not None and line is not None:
            posts.setdefault((name_of(post), post.get("class") or ""), {}).setdefault(post, line)
    for alike in posts.values():
        if len(alike) >= FEWEST:
            for at in alike.values():
                kept[at] = True
    return kept


def _authors(root: HtmlElement) -> Iterator[tuple[etree._Element, str]]:
    """The elements that are called an author's, and their words."""
    for element in root.iter("*"):
        called = f"{element.get('class') or ''} {element.get('itemprop') or ''}"
        if (
            called != " "
            and not _AUTHORS.isdisjoint(_WORDS.findall(called.lower()))
            and not is_silent(element)
        ):
            words = clean_line(shown_text(element, LONGEST + 1))
            if words and len(words) <= LONGEST:
                yield element, words


def _line(
    author: etree._Element, words: str, found: Sequence[Found], places: dict[etree._Element, list[int]]
) -> int | None:
    """The index of the block in which an author is named."""
    element: etree._Element | None = author
    while element is not None and name_of(element) in INLINE:
        element = element.getparent()
    outer = None if element is None else element.getparent()
    near = [at for one in (element, outer) if one is not None for at in places.get(one, ())]
    return next((at for at in near if words.split(maxsplit=1)[0] in found[at].block.text), None)
