"""What is done once the first picture stands: nothing that was made for it is looked at or held twice."""

from __future__ import annotations

import gc


def settle_down() -> None:
    """Lets the collector run again, over new things only, and gives unused memory back to the system.

    The C library keeps what a text took while it was read; only glibc has a call to let go of it.
    """
    import ctypes  # not before the first picture

    gc.enable()
    gc.freeze()
    try:
        trim = ctypes.CDLL(None).malloc_trim
    except (OSError, TypeError, AttributeError):
        return  # another C library: it keeps what it keeps
    trim(0)
