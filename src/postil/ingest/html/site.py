"""The name of the site that a page is of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.core.patterns import pattern
from postil.ingest.html.addresses import host_of
from postil.ingest.html.linked_data import texts_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from postil.core.model import JSON
    from postil.ingest.html.extraction import Seen

LONGEST = 60
"""Code points of the longest name that a title tells of its site."""

_PARTS = pattern(r"\s*[|_｜]\s*|\s+[»«·•–—-]+\s+|-(?=[\u4e00-\u9fff]{2,12}$)")
_SIGNS = pattern(r"[\W_]+")


def site_of(
    seen: Seen, title: str, titles: Sequence[str], told: Collection[str], works: Iterable[dict[str, JSON]]
) -> str:
    """The name by which a page calls its site, or its host.

    A title such as `Mud - The Gazette` names the site before a publisher's name does, where the host is called so too.

    Args:
        seen: What a search of the whole page has found.
        title: The page's title, without the name of the site.
        titles: What the page is called by its metadata, the name of the site often with it.
        told: What the page's own tag for the name of the site tells.
        works: The descriptions of the page in JSON-LD.
    """
    host = host_of(seen.address).removeprefix("www.")
    behind = _behind(title, titles)
    named = [] if told or _letters(behind) not in _letters(host) else [behind]
    named += [_written(name, told) for name in (seen.site, *told)]
    named += (name for work in works for name in texts_of(work.get("publisher"), "name"))
    if behind and (not host or not behind.isascii() or " " in behind):
        named.append(behind)
    return next((name for name in named if _is_name(name, title, told)), host)


def _behind(title: str, titles: Sequence[str]) -> str:
    """What stands behind a title in one of the titles, as the last of several parts."""
    for whole in titles:
        before, _, behind = whole.partition(title) if title else ("", "", "")
        parts = _PARTS.split(behind)
        if not before and len(parts) > 1 and not parts[0] and 0 < len(parts[-1]) <= LONGEST:
            return parts[-1].strip()
    return ""


def _written(name: str, told: Collection[str]) -> str:
    """A name as the page writes it, without the sign of an account, or what it says of its rights in Chinese."""
    bare = name.removeprefix("@").removesuffix("版权所有")
    spelled = next((known for known in told if known.casefold() == bare.casefold()), bare)
    return spelled.title() if spelled.islower() and "." not in spelled and not told else spelled


def _is_name(name: str, title: str, told: Collection[str]) -> bool:
    """Whether a name is a site's: no address, no date, nor, unless the page tells so, the title of the page."""
    if "://" in name or not any(letter.isalpha() for letter in name):
        return False
    return name in told or name.casefold() != title.casefold()


def _letters(name: str) -> str:
    return _SIGNS.sub("", name).casefold()
