"""The addresses in a page: what its links mean, told from where the page is."""

from __future__ import annotations

from urllib.parse import parse_qs, unquote, urljoin, urlsplit

_COUNTING = {
    "google.com/url": "q",
    "l.facebook.com/l.php": "u",
    "lm.facebook.com/l.php": "u",
    "youtube.com/redirect": "q",
    "t.umblr.com/redirect": "z",
}
"""Pages that only lead on, and the name under which they are told where to."""


def place(base: str, href: str) -> str:
    """Where a link of a text leads: `#` and a name in the same text, else an address.

    Args:
        base: The text's own address, or an empty string.
        href: As it is written.

    Returns:
        Nothing where no address can be made of it.
    """
    href = href.strip()
    if href.startswith("#"):
        return f"#{unquote(href[1:])}"
    address = _aim_of(joined(base, href))
    page, _, name = address.partition("#")
    return f"#{unquote(name)}" if name and base and page == base.partition("#")[0] else address


def _aim_of(address: str) -> str:
    """Where an address leads by way of a site that only counts who follows its links; the address itself elsewhere."""
    if "http" not in address[4:]:
        return address
    parts = urlsplit(address)
    name = _COUNTING.get(f"{parts.netloc.removeprefix('www.')}{parts.path}")
    aims = parse_qs(parts.query).get(name, []) if name else []
    return next((aim for aim in aims if host_of(aim)), address)


def joined(base: str, href: str) -> str:
    """An address seen from another; nothing where it is none, as `http://[`."""
    try:
        address = urljoin(base, href.strip())
        urlsplit(address)
    except ValueError:
        return ""
    return address


def host_of(address: str) -> str:
    """The server that an http or https address names; nothing for any other."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return parts.netloc if parts.scheme in {"http", "https"} else ""
