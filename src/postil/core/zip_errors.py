"""What Python's `zipfile` raises on bytes that are no archive, or a broken one."""

from __future__ import annotations

import struct
import zlib
from zipfile import BadZipFile, LargeZipFile

BROKEN = (
    BadZipFile,
    LargeZipFile,
    RuntimeError,  # for a password
    NotImplementedError,  # for a way of packing
    EOFError,
    ValueError,
    OverflowError,
    zlib.error,
    struct.error,
)
"""Read from its source; an `OSError`, as for a place before the beginning, comes beside these."""
