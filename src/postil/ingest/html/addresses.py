"""The addresses in a page: what its links mean, told from where the page is."""

from __future__ import annotations

from urllib.parse import unquote, urljoin, urlsplit


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
    address = joined(base, href)
    page, _, name = address.partition("#")
    return f"#{unquote(name)}" if name and base and page == base.partition("#")[0] else address


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
