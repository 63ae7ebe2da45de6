"""Where a host lies, and whether that is on the open internet."""

from __future__ import annotations

import socket
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from threading import Thread
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from postil.core.errors import BadInput

if TYPE_CHECKING:
    from postil.ingest.fetching.patience import Patience

_Place: TypeAlias = "tuple[str, int] | tuple[str, int, int, int] | tuple[int, bytes]"

_NAT64 = IPv6Network("64:ff9b::/96")
"""Addresses that a gateway turns into the IPv4 address of their last 32 bits (RFC 6052)."""


class Door(NamedTuple):
    """One place at which a host answers, as the system's sockets take it."""

    family: int
    place: _Place


def doors_of(host: str, port: int, patience: Patience, *, allow_private: bool) -> list[Door]:
    """Looks a host up, and refuses one that has any address which is not global.

    Only what is given back here may be connected to: a name that is looked up once more may be another place.

    Args:
        host: A name, or an address in whatever spelling the system understands.
        port: A number.
        patience: How long it may take.
        allow_private: Whether addresses of this machine and of private networks are taken too.

    Raises:
        BadInput: There is no such host, or it is refused; the message may have no subject.
        Stopped: As `patience` tells.
    """
    doors = _looked_up(host, port, patience)
    if not allow_private and not all(is_global(str(door.place[0])) for door in doors):
        raise BadInput(
            "is on this machine or in a private network, where postil asks nobody.",
            "--allow-private, or allow_private = true in the configuration file, lets it.",
        )
    return doors


def is_global(place: str) -> bool:
    """Whether an IP address is one of the open internet, also where a gateway would turn it into another one.

    6to4 is none: no gateway of it needs to exist any more (RFC 7526), and Python is of two minds about it.
    """
    try:
        address = ip_address(place)
    except ValueError:
        return False
    if isinstance(address, IPv4Address):
        return _is_global(address)
    if address in _NAT64:
        return _is_global(IPv4Address(address.packed[-4:]))
    return _is_global(address) and address.sixtofour is None


def _is_global(address: IPv4Address | IPv6Address) -> bool:
    """As the registries have it; IPv4 addresses in the dress of IPv6 are reserved, and refused with that."""
    local = isinstance(address, IPv6Address) and address.is_site_local
    return address.is_global and not (address.is_multicast or address.is_reserved or local)


def _looked_up(host: str, port: int, patience: Patience) -> list[Door]:
    """Asks the system, which may take its time, on a thread that nobody needs to wait for."""
    found: list[Door] = []
    failed: list[Exception] = []

    def ask() -> None:
        try:
            known = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            found.extend(dict.fromkeys(Door(family, place) for family, _, _, _, place in known))
        except (OSError, UnicodeError) as error:
            failed.append(error)

    thread = Thread(target=ask, name=f"looking up {host}", daemon=True)
    thread.start()
    while thread.is_alive():
        thread.join(patience.slice())
    if not found:
        again = any(
            isinstance(error, socket.gaierror) and error.errno == socket.EAI_AGAIN for error in failed
        )
        if again:
            raise BadInput("cannot be looked up now.", "Is this machine connected to the internet?")
        raise BadInput(
            f"There is no site {host}.", "Check the address, and whether this machine is connected."
        )
    return found
