"""A page is fetched: one question, the redirects that it leads to, and no more than a limit of time and size."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from postil import __version__
from postil.core.errors import BadInput
from postil.core.pages import Page
from postil.ingest.document import Received
from postil.ingest.fetching import answers
from postil.ingest.fetching.addresses import address_of, redirected, told
from postil.ingest.fetching.patience import Patience
from postil.ingest.formats import FETCHING, are_installed, how_to_install
from postil.ingest.sniffing import looks_binary, sniff

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Iterator, Mapping

    from httpcore import URL, ConnectionPool

    from postil.ingest.fetching.addresses import Address

SECONDS = 20.0
"""How long all of it may take, redirects included."""

HOPS = 5
"""How many redirects are followed."""

USER_AGENT = f"postil/{__version__} (+https://pypi.org/project/postil/)"
_ACCEPTED = "text/html, application/xhtml+xml, text/*;q=0.9, application/pdf;q=0.8, */*;q=0.5"
_PAGES = frozenset({200, 203})
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PICTURES = ("image/", "audio/", "video/", "font/")
_HEAD = 4096
"""Bytes by which a picture is known."""


class _Answer(NamedTuple):
    status: int
    headers: Mapping[str, str]
    data: bytes = b""


def fetch(
    origin: str,
    *,
    allow_private: bool = False,
    progress: Callable[[int, int], object] = lambda _done, _total: None,
    stopped: Callable[[], bool] = lambda: False,
    seconds: float = SECONDS,
    accept: str = _ACCEPTED,
) -> Page:
    """Fetches a page, without cookies, and past any proxy that the environment names.

    Args:
        origin: Its address; `http` or `https`.
        allow_private: Whether hosts of this machine and of private networks are asked too.
        progress: Told how many bytes have come, and of how many; of 0 where the site does not tell.
        stopped: Asked about ten times a second; ends the fetch by answering yes.
        seconds: How long all of it may take.
        accept: The media types that are wanted, as RFC 9110 writes them (12.5.1).

    Returns:
        The page as it was received; it has no moment yet.

    Raises:
        BadInput: It does not come, is too large, or is nothing to read.
        Stopped: It was ended.
    """
    if not are_installed(FETCHING):
        what = f"{told(origin)} is an address, and what fetches one is not installed."
        raise BadInput(what, how_to_install("web"))
    address = address_of(origin)
    import httpcore

    from postil.ingest.fetching.connecting import Connecting

    connecting = Connecting(Patience(seconds, stopped), allow_private=allow_private)
    with httpcore.ConnectionPool(ssl_context=_trust(), network_backend=connecting) as pool:
        return _followed(pool, address, accept, progress)


def _followed(
    pool: ConnectionPool, first: Address, accept: str, progress: Callable[[int, int], object]
) -> Page:
    address, seen = first, [first]
    while True:
        answer = _asked(pool, address, accept, progress)
        if answer.status not in _REDIRECTS:
            break
        address = redirected(address, answer.headers.get("location", ""))
        if address in seen:
            raise BadInput(f"{told(str(first))} leads in a circle.", "Open it in a browser.")
        seen.append(address)
        if len(seen) > HOPS + 1:
            raise BadInput(f"{told(str(first))} leads on more than {HOPS} times.", "Open it in a browser.")
    return Page(
        answer.data,
        str(first),
        str(address),
        answers.media_type(answer.headers),
        answers.charset(answer.headers),
        headers=answers.of_interest(answer.headers),
    )


def _asked(
    pool: ConnectionPool, address: Address, accept: str, progress: Callable[[int, int], object]
) -> _Answer:
    """Asks for one address; the body of a redirect is not read.

    Raises:
        BadInput: There is no page; the message names the address.
    """
    import httpcore

    try:
        with pool.stream("GET", _url(address), headers=_headers(address, accept)) as response:
            headers = _joined(response.headers)
            if response.status in _REDIRECTS and headers.get("location"):
                return _Answer(response.status, headers)
            if response.status not in _PAGES:
                raise answers.refused(response.status, headers)
            return _Answer(200, headers, _body(address, response.iter_stream(), headers, progress))
    except BadInput as error:
        raise _named(address, error) from error
    except httpcore.RemoteProtocolError as error:
        broken = BadInput(
            "did not come whole: it was cut off, or is no answer of a web site.", "Try again later."
        )
        raise _named(address, broken) from error


def _body(
    address: Address,
    parts: Iterator[bytes],
    headers: Mapping[str, str],
    progress: Callable[[int, int], object],
) -> bytes:
    total = answers.told_length(headers)
    data, looked_at, came = bytearray(), False, 0

    def counted() -> Iterator[bytes]:
        nonlocal came
        for part in parts:
            came += len(part)
            progress(came, total)
            yield part

    for part in answers.unpacked(counted(), headers):
        data += part
        if not looked_at and len(data) >= _HEAD:
            _refuse_picture(address, bytes(data[:_HEAD]), headers)
            looked_at = True
    return bytes(data)


def _refuse_picture(address: Address, head: bytes, headers: Mapping[str, str]) -> None:
    """Refuses what calls itself a picture, a sound or a film and looks like one, before the rest of it comes.

    Raises:
        BadInput: It is one; the message has no subject.
    """
    called = answers.media_type(headers)
    if called.startswith(_PICTURES) and called != "image/svg+xml":
        kind = sniff(Received(head, told(str(address))))
        if kind == "text" and looks_binary(head, valid=False):
            raise BadInput(f"is {called}, and holds no text.", "Save its text as a file and open that.")


def _named(address: Address, error: BadInput) -> BadInput:
    """An error with its subject, where it has none."""
    if error.what[:1].isupper():
        return error
    return BadInput(f"{told(str(address))} {error.what}", error.hint)


def _url(address: Address) -> URL:
    import httpcore

    return httpcore.URL(
        scheme=address.scheme.encode(),
        host=address.host.encode(),
        port=address.port,
        target=address.target.encode(),
    )


def _headers(address: Address, accept: str) -> list[tuple[str, str]]:
    return [
        ("Host", address.authority),
        ("User-Agent", USER_AGENT),
        ("Accept", accept),
        ("Accept-Encoding", answers.PACKED),
    ]


def _joined(headers: list[tuple[bytes, bytes]]) -> dict[str, str]:
    """An answer's head by names in lower case, what is told twice joined by commas (RFC 9110, 5.3)."""
    found: dict[str, str] = {}
    for raw, value in headers:
        name, words = raw.decode("latin-1").lower(), value.decode("latin-1")
        found[name] = f"{found[name]}, {words}" if name in found else words
    return found


def _trust() -> ssl.SSLContext:
    """Whom to believe that they are who they say: those the system trusts, and those the Mozilla project does."""
    import ssl

    import certifi

    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context
