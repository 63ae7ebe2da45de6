"""Which addresses are asked at all, and in which one spelling."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import quote, urljoin, urlsplit

from postil.core.errors import BadInput
from postil.core.patterns import pattern
from postil.core.text import shortened, shown

LONGEST = 8_000
"""Code points of the longest address; servers refuse longer ones."""

_PORTS = {"http": 80, "https": 443}
_HOST = pattern(r"[a-z0-9_](?:[a-z0-9_.-]{0,252}[a-z0-9_.])?")
_LITERAL = pattern(r"[0-9a-f:.]{2,45}")
_CONTROL = pattern("[\\x00-\\x1f\\x7f]")
_SAFE = "/%:@!$&'()*+,;=?~"
"""What stands in a path or a query as it is (RFC 3986, pchar)."""

_EXAMPLE = "An address reads https://example.org/page."


class Address(NamedTuple):
    """The address of a page, as it is asked for.

    Attributes:
        scheme: `http` or `https`.
        host: In ASCII; an IPv6 address without its brackets.
        port: The number, also where it is the usual one.
        target: The path and the query, in ASCII.
    """

    scheme: str
    host: str
    port: int
    target: str

    @property
    def authority(self) -> str:
        """The host and, where it is not the usual one, the port, as `Host` names them."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"

    def __str__(self) -> str:
        return f"{self.scheme}://{self.authority}{self.target}"


def address_of(typed: str) -> Address:
    """Reads an address that somebody has given; its fragment is left out.

    Raises:
        BadInput: It is none, is not of the web, or holds a name and a password.
    """
    text = typed.strip()
    name = told(text)
    if len(text) > LONGEST or _CONTROL.search(text):
        raise BadInput(f"{name} is no address: it is too long, or holds control characters.", _EXAMPLE)
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        raise BadInput(f"{name} is no address: its host or its port makes no sense.", _EXAMPLE) from None
    if parts.scheme not in _PORTS:
        raise BadInput(
            f"{name} begins with {shown(parts.scheme[:20])}:, and postil fetches http and https only.",
            "Save the text as a file and open that.",
        )
    if "@" in parts.netloc:
        raise BadInput(
            "The address holds a name or a password, which postil sends nowhere.",
            "Leave out what stands before the @; or save the page from a browser and open the file.",
        )
    if port == 0:
        raise BadInput(f"{name} is no address: there is no port 0.", _EXAMPLE)
    query = f"?{quote(parts.query, _SAFE, errors='replace')}" if parts.query else ""
    path = quote(parts.path or "/", _SAFE, errors="replace")
    return Address(
        parts.scheme, _host(parts.hostname or "", name), port or _PORTS[parts.scheme], path + query
    )


def redirected(address: Address, location: str) -> Address:
    """Where a page leads on to.

    Raises:
        BadInput: To nothing that would be asked for; the message names where it came from.
    """
    try:
        return address_of(urljoin(str(address), location.strip()))
    except ValueError:
        pass
    except BadInput as error:
        raise BadInput(f"{told(str(address))} leads elsewhere. {error.what}", error.hint) from None
    raise BadInput(f"{told(str(address))} leads to an address that makes no sense.", "Open it in a browser.")


def told(address: str) -> str:
    """An address as it is told in a message: harmless, short, and without a name or a password in it."""
    scheme, mark, rest = address.strip().partition("://")
    home, slash, path = rest.partition("/")
    if "@" in home:
        home = home.rpartition("@")[2]
    elif (
        "@" in path and not home.partition(":")[2].isdecimal() and ":" in home
    ):  # a password with a slash in it
        home, slash, path = "", "", path.rpartition("@")[2]
    return shortened(shown(f"{scheme}{mark}{home}{slash}{path}"), 100)


def _host(host: str, name: str) -> str:
    """A host in the letters that the name servers know.

    Raises:
        BadInput: It is none.
    """
    if not host.isascii():
        import idna

        try:
            host = idna.encode(host, uts46=True).decode("ascii")
        except idna.IDNAError:
            raise BadInput(f"{name} is no address: no site can have that name.", _EXAMPLE) from None
    if not (_LITERAL.fullmatch(host) if ":" in host else _HOST.fullmatch(host)):
        raise BadInput(f"{name} is no address: no site can have that name.", _EXAMPLE)
    return host
