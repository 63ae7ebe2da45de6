"""What is done once the first picture stands: nothing that was made for it is looked at or held twice, and keys come first."""

from __future__ import annotations

import gc
import sys

SWITCH_SECONDS = 0.0005
"""After this long a thread at work lets another one go on: a key waits so long for each turn, not Python's 5 ms."""


def settle_down() -> None:
    """Lets the collector run again, over new things only, gives unused memory back to the system, and threads less time.

    The C library keeps what a text took while it was read; only glibc has a call to let go of it.
    """
    import ctypes  # not before the first picture

    sys.setswitchinterval(SWITCH_SECONDS)
    gc.enable()
    gc.freeze()
    try:
        trim = ctypes.CDLL(None).malloc_trim
    except (OSError, TypeError, AttributeError):
        return  # another C library: it keeps what it keeps
    trim(0)
