"""Work on a thread, which the screen waits for without standing still."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, TypeVar

from postil.core.errors import Stopped

if TYPE_CHECKING:
    from collections.abc import Callable
    from threading import Event

T = TypeVar("T")

PATIENCE_SECONDS = 0.2
"""How long work may take before the screen tells that it goes on."""

PACE_SECONDS = 0.1
"""How long it waits until it tells again."""


async def awaited(work: Callable[[], T], tell: Callable[[], object], stop: Event) -> T:
    """Does work on a thread, and tells how far it is where that takes longer than `PATIENCE_SECONDS`.

    Args:
        work: What is done; it is to end by itself once `stop` is set.
        tell: Tells, on the screen's own thread; called every `PACE_SECONDS`. It may set `stop`.
        stop: Set by whoever wants the work no more. It is set in the end in any case: also where the app goes
            meanwhile, since nobody waits for the thread then.

    Raises:
        Stopped: It was stopped; whatever it is at comes to nothing.
    """
    task = asyncio.ensure_future(asyncio.to_thread(work))
    task.add_done_callback(lambda done: done.cancelled() or done.exception())  # which nobody may ask for
    wait = PATIENCE_SECONDS
    try:
        while not (await asyncio.wait([task], timeout=wait))[0] and not stop.is_set():
            wait = PACE_SECONDS
            tell()
        if stop.is_set():
            raise Stopped
        return task.result()
    finally:
        stop.set()
