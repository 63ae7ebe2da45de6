"""What is done once the first picture stands: nothing that was made for it is looked at or held twice, and keys come first."""

from __future__ import annotations

import gc
import sys

SWITCH_SECONDS = 0.0005
"""After this long a thread at work lets another one go on: a key waits so long for each turn, not Python's 5 ms."""

LARGE = 1 << 16
"""Bytes from which on a piece of memory goes back to the system as soon as it is let go of."""

_LARGE_FROM, _MOST_HEAPS = -3, -8  # M_MMAP_THRESHOLD and M_ARENA_MAX of glibc's malloc.h


def settle_down() -> None:
    """Lets the collector run again, over new things only, gives unused memory back to the system, and threads less time.

    The C library keeps what a text took while it was read, and what a file takes each time that it is written; only
    glibc has calls to let go of it.
    """
    import ctypes  # not before the first picture

    sys.setswitchinterval(SWITCH_SECONDS)
    gc.enable()
    gc.freeze()
    try:
        library = ctypes.CDLL(None)
        trim, set_option = library.malloc_trim, library.mallopt
    except (OSError, TypeError, AttributeError):
        return  # another C library: it keeps what it keeps
    set_option(_LARGE_FROM, LARGE)
    set_option(_MOST_HEAPS, 1)  # the threads take turns anyway
    trim(0)
