"""Connections that go where the check has looked, and wait no longer than the one clock allows.

httpcore speaks HTTP; what it calls a network backend is how it reaches the other side. Each wait here is a short
one, after which the clock is asked, so that neither a silent host nor one that sends a byte now and then outlasts
it. TLS is spoken with the host's own name, whatever address was connected to.
"""

from __future__ import annotations

import errno
import os
import selectors
import socket
import ssl
from typing import TYPE_CHECKING, Any, TypeVar

from httpcore import NetworkBackend, NetworkStream

from postil.core.errors import BadInput
from postil.core.system_errors import in_words
from postil.ingest.fetching.hosts import doors_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from postil.ingest.fetching.hosts import Door
    from postil.ingest.fetching.patience import Patience

_Given = TypeVar("_Given")

_AGAIN = "Try again later, and check whether this machine is connected."
_ON_ITS_WAY = frozenset({errno.EINPROGRESS, errno.EWOULDBLOCK, errno.EALREADY})
_LEAST_SECONDS = 1.0
"""What each of several addresses of a host is given at least before the next is tried."""


class Connecting(NetworkBackend):
    """Connects to hosts of the open internet, or to any where private ones are allowed."""

    def __init__(self, patience: Patience, *, allow_private: bool) -> None:
        self._patience = patience
        self._allow_private = allow_private

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[object] | None = None,
    ) -> NetworkStream:
        """Looks a host up, checks all its addresses, and connects to the first of them that answers.

        Raises:
            BadInput: None does, or the host is refused; the message may have no subject.
            Stopped: The page is not wanted any more.
        """
        del timeout, local_address, socket_options
        doors = doors_of(host, port, self._patience, allow_private=self._allow_private)
        why = ""
        for number, door in enumerate(doors):
            others = len(doors) - number - 1
            until = max(self._patience.left / 2, _LEAST_SECONDS) if others else self._patience.left
            try:
                return Line(_connected(door, self._patience, self._patience.left - until), self._patience)
            except OSError as error:
                why = in_words(error)
        raise BadInput(f"does not answer: {why}.", _AGAIN)


class Line(NetworkStream):
    """One connection."""

    def __init__(self, connected: socket.socket, patience: Patience) -> None:
        self._socket = connected
        self._patience = patience

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Waits for the next bytes; none where the other side has ended."""
        del timeout
        return self._waited_for(lambda: self._socket.recv(max_bytes))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Sends all of some bytes."""
        del timeout
        rest = memoryview(buffer)
        while rest:
            rest = rest[self._waited_for(lambda: self._socket.send(rest)) :]  # noqa: B023 - it is run at once

    def close(self) -> None:
        """Hangs up."""
        self._socket.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> NetworkStream:
        """Goes on in TLS, once the other side has proved to be the host.

        Raises:
            BadInput: It has not, or does not speak TLS; the message has no subject.
            Stopped: The page is not wanted any more.
        """
        del timeout
        secure = ssl_context.wrap_socket(
            self._socket, server_hostname=server_hostname, do_handshake_on_connect=False
        )
        line = Line(secure, self._patience)
        try:
            line._waited_for(secure.do_handshake)
        except BaseException:
            line.close()
            raise
        return line

    def get_extra_info(self, info: str) -> Any:
        """What httpcore asks: whether a connection that was left has been ended meanwhile."""
        return self._socket if info == "socket" else None

    def _waited_for(self, step: Callable[[], _Given]) -> _Given:
        """Does one step, which is begun again after each slice of time in which it did not come to an end.

        Raises:
            BadInput: The clock has run out, or the connection broke; the message has no subject.
            Stopped: The page is not wanted any more.
        """
        while True:
            self._socket.settimeout(self._patience.slice())
            try:
                return step()
            except TimeoutError:
                continue
            except ssl.SSLCertVerificationError as error:
                raise BadInput(
                    f"does not prove to be what its address says: {error.verify_message}.",
                    "Whoever is asked there may be somebody else; postil reads nothing from them.",
                ) from error
            except ssl.SSLError as error:
                raise BadInput("does not speak TLS as https needs it.", "Check the address.") from error
            except OSError as error:
                raise BadInput(f"broke the connection off: {in_words(error)}.", _AGAIN) from error


def _connected(door: Door, patience: Patience, left: float) -> socket.socket:
    """Connects to one address, and gives up when no more than `left` seconds of patience are left.

    Raises:
        OSError: It does not answer.
    """
    connected = socket.socket(door.family, socket.SOCK_STREAM)
    try:
        connected.setblocking(False)  # noqa: FBT003 - its name says it
        connected.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        begun = connected.connect_ex(door.place)
        _need(0 if begun in _ON_ITS_WAY else begun)
        with selectors.DefaultSelector() as waiting:
            waiting.register(connected, selectors.EVENT_WRITE)
            while not waiting.select(patience.slice()):
                _need(errno.ETIMEDOUT if patience.left <= left else 0)
        _need(connected.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR))
    except BaseException:
        connected.close()
        raise
    return connected


def _need(refused: int) -> None:
    if refused:
        raise OSError(refused, os.strerror(refused))
