"""Addresses on the web: where one ends in a text, and whether two lead to the same page."""

from __future__ import annotations

import re

from postil.core.patterns import pattern

_CLOSING = ".,;:!?…'’”»)]*_~"
_BRACKETS = {")": "(", "]": "["}
_ADDRESS = pattern(r"\s*[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_WEB_ADDRESS = pattern(r"https?://[^\s/]+\S*", re.IGNORECASE)
_PORTS = {"http": 80, "https": 443}
_SAME_SITE = frozenset({"www", "m", "mobile", "amp"})
"""Labels of a host that stand for another dress of the same site."""


def without_end(address: str) -> str:
    """Leaves the sentence's own punctuation out of an address; a bracket that was opened inside belongs to it."""
    while address and address[-1] in _CLOSING:
        opening = _BRACKETS.get(address[-1])
        if opening and address.count(opening) >= address.count(address[-1]):
            break
        address = address[:-1]
    return address


def is_address(origin: str) -> bool:
    """Whether what somebody named is an address, of whatever scheme, and no path."""
    return "://" in origin and bool(_ADDRESS.match(origin))


def is_web_address(line: str) -> bool:
    """Whether all of a line is an address of the web: `http` or `https`, a host, no blank."""
    return bool(_WEB_ADDRESS.fullmatch(line))


def page_of(address: str) -> str:
    """What two addresses share that lead to the same page: no fragment, no scheme, host and port in one spelling.

    Args:
        address: Any text.

    Returns:
        A key to compare; an empty string for what is no address of a page on the web.
    """
    from urllib.parse import quote, urlsplit

    try:
        parts = urlsplit(address.strip())
        host, port = parts.hostname, parts.port or _PORTS.get(parts.scheme)
    except ValueError:
        return ""
    if not host or parts.scheme not in _PORTS:
        return ""
    path, query = (quote(part, "/%:@!$&'()*+,;=?~", errors="replace") for part in (parts.path, parts.query))
    home = _ascii(host) + ("" if port in _PORTS.values() else f":{port}")
    return f"{home}{path or '/'}{f'?{query}' if query else ''}"


def is_same_site(one: str, other: str) -> bool:
    """Whether two addresses are of one host, but for a `www.` or the name of its version for telephones."""
    from urllib.parse import urlsplit

    try:
        hosts = [urlsplit(address).hostname for address in (one, other)]
    except ValueError:
        return False
    first, second = (_site(_ascii(host or "")) for host in hosts)
    return bool(first) and first == second


def _site(host: str) -> list[str]:
    *front, domain, top = ["", *host.rstrip(".").split(".")]
    return [label for label in front if label and label not in _SAME_SITE] + [domain, top] if top else []


def _ascii(host: str) -> str:
    """A host as the name servers know it; one that has no such form stays as it is."""
    try:
        return host.lower() if host.isascii() else host.encode("idna").decode("ascii").lower()
    except UnicodeError:
        return host.lower()
