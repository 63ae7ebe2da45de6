"""A site on this machine whose pages answer as they are told to, also as no decent site does."""

from __future__ import annotations

import socket
import ssl
import subprocess
from contextlib import contextmanager, suppress
from threading import Event, Thread
from typing import TYPE_CHECKING, TypeAlias

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

Talk: TypeAlias = "Callable[[socket.socket], object]"

_TLS = 0x16
"""How a question begins that is asked in TLS."""

PAGE = """<!DOCTYPE html><html lang="en"><head><title>The harbour report</title></head><body><article>
<h1>The harbour report</h1>
<p>The harbour of Saltmarsh Quay closed on 3 March, after the dredger had lain idle for a whole winter.</p>
<p>The mayor said that the harbour closed for good, and that nobody had asked the fishermen about it.</p>
<p>Forty boats stayed in; their owners read the notice on the wall and <a href="/log">went home</a>.</p>
</article></body></html>
"""


def answer(
    body: bytes | str = PAGE, *headers: str, status: str = "200 OK", media_type: str = "text/html"
) -> bytes:
    """A whole answer."""
    data = body.encode() if isinstance(body, str) else body
    told = "".join(f"{header}\r\n" for header in headers)
    if not any(header.lower().startswith("content-length") for header in headers):
        told += f"Content-Length: {len(data)}\r\n"
    head = f"HTTP/1.1 {status}\r\nContent-Type: {media_type}\r\n{told}Connection: close\r\n\r\n"
    return head.encode() + data


def leads_to(location: str, status: str = "302 Found") -> bytes:
    """A redirect."""
    return answer(b"", f"Location: {location}", status=status)


class Site:
    """Listens on loopback until it is closed.

    Attributes:
        pages: What each path answers: bytes, or what talks to the asking side itself.
        asked: The heads of the questions that came, in turn.
        closing: Set when the site is taken down, so that what drips may end.
    """

    def __init__(self, secure: ssl.SSLContext | None = None, family: int = socket.AF_INET) -> None:
        self.pages: dict[str, bytes | Talk] = {"/": answer()}
        self.asked: list[str] = []
        self.closing = Event()
        self._secure = secure
        self._listening = socket.socket(family, socket.SOCK_STREAM)
        self._listening.bind(("127.0.0.1" if family == socket.AF_INET else "::1", 0))
        self._listening.listen(16)
        self._listening.settimeout(0.05)
        self.port = self._listening.getsockname()[1]
        self._threads = [Thread(target=self._listen, daemon=True)]
        self._threads[0].start()

    def url(self, path: str = "/", host: str = "127.0.0.1") -> str:
        """The address of a page."""
        return f"{'https' if self._secure else 'http'}://{host}:{self.port}{path}"

    def close(self) -> None:
        """Takes the site down."""
        self.closing.set()
        for thread in self._threads:
            thread.join()
        self._listening.close()

    def _listen(self) -> None:
        while not self.closing.is_set():
            with suppress(TimeoutError):
                asking, _ = self._listening.accept()
                asking.settimeout(5)
                thread = Thread(target=self._talk, args=(asking,), daemon=True)
                self._threads.append(thread)
                thread.start()

    def _talk(self, asking: socket.socket) -> None:
        with suppress(OSError), asking:
            line = self._secure.wrap_socket(asking, server_side=True) if self._secure else asking
            with line:
                self._answer(line)

    def _answer(self, line: socket.socket) -> None:
        question = b""
        while b"\r\n\r\n" not in question:
            part = line.recv(4096)
            if not part:
                return
            question += part
            if question[0] == _TLS:
                line.sendall(answer(b"", status="400 Bad Request"))
                return
        head = question.decode("latin-1")
        self.asked.append(head)
        page = self.pages.get(head.split(" ", 2)[1], answer(b"", status="404 Not Found"))
        if isinstance(page, bytes):
            line.sendall(page)
        else:
            page(line)
        line.shutdown(socket.SHUT_RDWR)


@contextmanager
def serving(secure: ssl.SSLContext | None = None, family: int = socket.AF_INET) -> Iterator[Site]:
    """A site that is taken down in the end."""
    site = Site(secure, family)
    try:
        yield site
    finally:
        site.close()


def certificate(folder: Path, host: str) -> Path:
    """Makes a key and the certificate of a host that it signs itself, in one file; skips the test where it cannot."""
    file = folder / "certificate.pem"
    request = [
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:prime256v1",
        "-nodes",
    ]
    request += ["-days", "2", "-subj", f"/CN={host}", "-addext", f"subjectAltName=DNS:{host}"]
    try:
        made = subprocess.run([*request, "-keyout", "-", "-out", "-"], capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("openssl, which makes the certificate, is not on this machine")
    file.write_bytes(made.stdout)
    return file


def identity(file: Path) -> ssl.SSLContext:
    """How a site proves itself by such a certificate."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    return context
