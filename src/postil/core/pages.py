"""A page as it was received from the web, before anything was made of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


class Page(NamedTuple):
    """What a site has answered, so that it can be read again without asking.

    Attributes:
        data: Its body, unpacked.
        url: The address that was asked for.
        final_url: The address that answered, to which its relative links belong.
        media_type: What the site calls it, as `text/html`; empty where it does not tell.
        charset: The encoding that the site names; empty where it does not.
        fetched: The moment, as a stamp.
        headers: What else the site tells of it that a later reader may want, by names in lower case.
    """

    data: bytes
    url: str
    final_url: str
    media_type: str = ""
    charset: str = ""
    fetched: str = ""
    headers: Mapping[str, str] = {}
