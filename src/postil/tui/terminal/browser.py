"""Opening an address in the reader's browser: only the web, and only after its host was shown."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit, urlunsplit

from postil.core.errors import WrongUse
from postil.core.text import shown
from postil.tui import notices
from postil.tui.screens.base import telling, work_aside
from postil.tui.screens.choice import Choice

if TYPE_CHECKING:
    from postil.tui.app import PostilApp

_trusted: set[str] = set()


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
        raise WrongUse(f"{shown(address[:80])} is no web address.", "Only http and https are opened.")
    return host, urlunsplit((parts.scheme, host + port, parts.path, parts.query, parts.fragment))


async def ask_and_open(app: PostilApp, address: str) -> None:
    """Opens an address; asks the first time that a host is to be opened in this session.

    Raises:
        WrongUse: It is not an address of the web.
    """
    host, safe = web_address(address)

    def chosen(index: int | None) -> None:
        if index == 0:
            _trusted.add(host)
            work_aside(app, _open(app, safe))

    if host in _trusted:
        chosen(0)
    else:
        await app.push_screen(Choice(f"Open {host}?", [safe, "no"]), telling(app, chosen))


async def _open(app: PostilApp, address: str) -> None:
    import webbrowser

    opened = await asyncio.to_thread(webbrowser.open, address)
    if not opened:
        notices.warn(app, "No browser could be started.", hint=f"The address is {address}")
