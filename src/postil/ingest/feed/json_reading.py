"""A JSON Feed (version 1.1) is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.core.errors import BadInput
from postil.core.strict_json import Malformed, parse
from postil.core.text import clean_line
from postil.ingest.document import About, Parsed
from postil.ingest.encoding.decoding import decode
from postil.ingest.feed.items import Item, about_all, item_blocks, plain_html

if TYPE_CHECKING:
    from postil.core.model import JSON
    from postil.ingest.document import Received

_Object = dict[str, "JSON"]


def read(received: Received) -> Parsed:
    """Reads the items of a feed in their order; a single one is a text of its own.

    Raises:
        BadInput: It is damaged, or there are no items in it; the message has no subject.
    """
    decoded = decode(received.data, received.encoding or received.charset)
    try:
        told = parse(decoded.text)
    except Malformed as error:
        raise BadInput(
            f"is a JSON feed that is damaged: {error}.", "Open the page that it belongs to."
        ) from error
    channel = told if isinstance(told, dict) else {}
    feed = _about(channel, "home_page_url")
    items = [_item(entry, feed) for entry in _objects(channel, "items")]
    blocks = item_blocks(items)
    if not blocks:
        raise BadInput("is a feed without items.", "Open the page that it belongs to.")
    return Parsed(blocks, about_all(feed, items), decoded.encoding, decoded.guessed)


def _about(told: _Object, where: str) -> About:
    authors = [*_objects(told, "authors"), told.get("author")]
    names = [_line(author, "name") for author in authors if isinstance(author, dict)]
    return About(
        title=_line(told, "title"),
        authors=tuple(dict.fromkeys(filter(None, names))),
        published=_line(told, "date_published")[:10],
        url=_line(told, where),
        language=_line(told, "language"),
    )


def _item(entry: _Object, feed: About) -> Item:
    about = _about(entry, "url")
    html = entry.get("content_html")
    text = entry.get("content_text") or entry.get("summary")
    body = html if isinstance(html, str) else plain_html(text) if isinstance(text, str) else ""
    return Item(about, body, about.url or feed.url)


def _objects(told: _Object, name: str) -> list[_Object]:
    found = told.get(name)
    return [held for held in found if isinstance(held, dict)] if isinstance(found, list) else []


def _line(told: _Object, name: str) -> str:
    found = told.get(name)
    return clean_line(found) if isinstance(found, str) else ""
