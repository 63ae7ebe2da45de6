"""Addresses as they are handed to the reader's browser or mail program, and the hosts that they name."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import parse_qs, quote, unquote, urlsplit, urlunsplit

from postil.core.errors import WrongUse
from postil.core.patterns import pattern
from postil.core.text import clean_line, shown

_MAIL = "mailto:"
_RECIPIENT = pattern(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9.-]{1,253}")


def web_address(address: str) -> tuple[str, str]:
    """Takes an address apart and writes it anew.

    Returns:
        The host, in ASCII, and the address as it is handed to the browser.

    Raises:
        WrongUse: It is not http or https, or names no host.
    """
    try:
        parts = urlsplit(address)
        host = unquote(parts.hostname or "").encode("idna").decode("ascii")
        host = f"[{host}]" if ":" in host else host
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        host, parts, port = "", urlsplit(""), ""
    if parts.scheme not in {"http", "https"} or not host:
        raise WrongUse(f"{shown(address[:80])} is no web address.", "Only http, https and mailto are opened.")
    return host, urlunsplit((parts.scheme, host + port, parts.path, parts.query, parts.fragment))


def mail_address(address: str) -> tuple[str, str]:
    """Takes a mailto address apart and writes it anew: a recipient and a subject, nothing else.

    Other fields could attach the reader's files or send copies where nobody sees it.

    Returns:
        The recipient, and the address as it is handed to the mail program.

    Raises:
        WrongUse: It names no recipient, or several.
    """
    recipient, _, fields = address[len(_MAIL) :].partition("?")
    recipient = unquote(recipient)
    if not _RECIPIENT.fullmatch(recipient):
        raise WrongUse(f"{shown(address[:80])} names no one to write to.")
    subject = clean_line("".join(parse_qs(fields).get("subject", [])[:1]))
    told = f"?subject={quote(subject)}" if subject else ""
    return recipient, f"{_MAIL}{quote(recipient, safe='@')}{told}"


@lru_cache(maxsize=1024)
def host_shown(address: str) -> str:
    """The host of an address in ASCII, or whom it writes to; empty where it is no address that is opened."""
    try:
        return handed_over(address)[0]
    except WrongUse:
        return ""


def handed_over(address: str) -> tuple[str, str]:
    """The host of an address or whom it writes to, and the address as it is handed over.

    Raises:
        WrongUse: It is neither an address of the web nor one to write to.
    """
    is_mail = address[: len(_MAIL)].lower() == _MAIL
    return mail_address(address) if is_mail else web_address(address)
