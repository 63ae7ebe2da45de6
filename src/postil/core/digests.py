"""SHA-256, for what is small without OpenSSL: loading that takes 2 ms and 3 MiB, more than hashing a page."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _hashlib import HASH
    from collections.abc import Callable

LARGE = 1 << 20
"""Bytes from which on OpenSSL's hashing, three times as fast, has made up for its loading."""


def sha256(data: bytes | memoryview = b"", *, expected: int = 0) -> HASH:
    """Begins a SHA-256, as `hashlib` does.

    Args:
        data: The first bytes.
        expected: About how many bytes there will be in all, where that is more.
    """
    if max(len(data), expected) < LARGE:
        return _built_in(data)
    from hashlib import sha256

    return sha256(data)


def _found() -> Callable[[bytes | memoryview], HASH]:
    """Python's own SHA-256, which `random` takes for the same reason; `hashlib`'s where Python was built without."""
    try:
        made: Callable[[bytes | memoryview], HASH] = import_module(
            "_sha2" if sys.version_info >= (3, 12) else "_sha256"
        ).sha256
    except ImportError:
        from hashlib import sha256 as made
    return made


_built_in = _found()
