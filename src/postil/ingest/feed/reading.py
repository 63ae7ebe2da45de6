"""An RSS or Atom feed is read."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

from postil.core.errors import BadInput
from postil.core.text import clean_line
from postil.ingest.document import About, Parsed
from postil.ingest.feed.items import Item, about_all, item_blocks, plain_html, words_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from time import struct_time

    from postil.ingest.document import Received

_HTML = frozenset(("text/html", "application/xhtml+xml"))

LARGEST = 32_000_000
"""Bytes of the largest feed that is read."""

_MOST_ATTRIBUTES = 10_000
"""Of one element: what SAX does for them grows with the square of their number."""

_OPEN_A_PAGE = "Open the page of one of its items."


def read(received: Received) -> Parsed:
    """Reads the items of a feed in their order; a single one is a text of its own.

    Raises:
        BadInput: It is too large, or there are no items in it; the message has no subject.
    """
    import feedparser

    if len(received.data) > LARGEST:
        raise BadInput(f"is a feed of more than {LARGEST // 1_000_000} MB.", _OPEN_A_PAGE)
    if any(tag.count(b"=") > _MOST_ATTRIBUTES for tag in received.data.split(b"<")):
        raise BadInput("is a feed in which an element has too many attributes.", _OPEN_A_PAGE)
    # As a stream: bytes alone could be taken for the name of a file.
    parsed = feedparser.parse(
        BytesIO(received.data),
        response_headers=_headers(received),
        sanitize_html=False,
        resolve_relative_uris=False,
    )
    feed = _about(parsed.feed)
    items = [_item(entry, feed) for entry in parsed.entries]
    blocks = item_blocks(items)
    if not blocks:
        raise BadInput("is a feed without items.", _OPEN_A_PAGE)
    return Parsed(blocks, about_all(feed, items), str(parsed.get("encoding", "")))


def _headers(received: Received) -> dict[str, str]:
    named = received.encoding or received.charset
    return {"content-type": f"application/xml; charset={named}"} if named else {}


def _about(told: Mapping[str, Any]) -> About:
    """What a feed or an item tells; of its dates the first."""
    title = told.get("title", "")
    as_html = told.get("title_detail", {}).get("type") in _HTML
    names = [author.get("name") or author.get("email", "") for author in told.get("authors", [])]
    return About(
        title=words_of(title) if as_html else clean_line(title),
        authors=tuple(filter(None, map(clean_line, names))),
        published=_day(told.get("published_parsed") or told.get("updated_parsed")),
        url=clean_line(told.get("link", "")),
        language=clean_line(told.get("language") or ""),
    )


def _item(entry: Mapping[str, Any], feed: About) -> Item:
    """An item with the fullest of its texts; some feeds hold a summary beside the whole."""
    texts = [*entry.get("content", []), entry.get("summary_detail", {})]
    fullest = max(texts, key=lambda text: len(text.get("value", "")))
    about = _about(entry)
    value = fullest.get("value", "")
    return Item(
        about._replace(language=about.language or clean_line(fullest.get("language") or "")),
        value if fullest.get("type") in _HTML else plain_html(value),
        fullest.get("base") or about.url or feed.url,
    )


def _day(moment: struct_time | None) -> str:
    return f"{moment.tm_year:04}-{moment.tm_mon:02}-{moment.tm_mday:02}" if moment else ""
