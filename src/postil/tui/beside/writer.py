"""The screen's writer: operations reach the library in order while the screen goes on."""

from __future__ import annotations

import threading
from collections import deque
from typing import TYPE_CHECKING, TypeAlias

from postil.core.errors import SaveFailed

if TYPE_CHECKING:
    from collections.abc import Callable

    from postil.core.changes import Operation
    from postil.core.ports import Library

    Done: TypeAlias = Callable[[Operation, Exception | None], None]


PAINT_SECONDS = 0.05
"""How long a change waits for its painting at the most before it is written."""


class ThreadWriter:
    """Applies operations one after the other on a thread of its own.

    Nothing overtakes an operation that failed: what comes later on the same articles fails too, until
    `resume`, so that it can all be tried again in its order.

    The thread lives as long as there is something to write, and begins when the change has been painted:
    both want the interpreter. It is no daemon: a process that ends in any orderly way, an error included,
    ends after the last operation is on disk.

    Args:
        library: What the operations are applied to.
        after_paint: Calls something when what was changed has been painted.
    """

    def __init__(self, library: Library, after_paint: Callable[[Callable[[], None]], object]) -> None:
        self._library = library
        self._after_paint = after_paint
        self._painted = threading.Event()
        self._queue: deque[tuple[Operation, Done]] = deque()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._closed = False
        self._held: set[str] = set()

    def write(self, operation: Operation, done: Done) -> None:
        """Queues an operation and returns at once.

        Args:
            operation: What to apply, after everything that was queued before it.
            done: Called on the writer's thread, once, with the operation as it was applied and None, or
                with the operation that was asked for and whatever kept it from disk.
        """
        if (refusal := self._take(operation, done)) is not None:
            done(operation, refusal)

    def resume(self) -> None:
        """Tries again what an operation failed on."""
        self._held.clear()

    def close(self) -> None:
        """Takes no more operations; those it has are still written, and the process ends after them."""
        with self._lock:
            self._closed = True
        self._painted.set()

    def finish(self, seconds: float) -> None:
        """As `close`, and waits until they are written.

        Args:
            seconds: How long that may take.
        """
        self.close()
        if (thread := self._thread) is not None:
            thread.join(seconds)

    def _take(self, operation: Operation, done: Done) -> SaveFailed | None:
        """Queues an operation and sees to it that the thread runs, or tells why that cannot be."""
        with self._lock:
            if self._closed:
                return SaveFailed("The library is closed.", "Start postil again to go on.")
            self._queue.append((operation, done))
            if self._thread is not None:
                return None
            self._painted.clear()
            thread = threading.Thread(target=self._work, name="postil-writer", daemon=False)
            try:
                thread.start()
            except RuntimeError:
                self._queue.pop()
                return SaveFailed("The system has no thread left to save with.", "Try again.")
            self._thread = thread
            self._after_paint(self._painted.set)
            return None

    def _work(self) -> None:
        self._painted.wait(PAINT_SECONDS)
        while True:
            operation, done = self._queue[0]
            self._apply(operation, done)
            with self._lock:
                self._queue.popleft()
                if not self._queue:
                    self._thread = None
                    return

    def _apply(self, operation: Operation, done: Done) -> None:
        error: Exception | None = None
        homes = {change.collection for change in operation.changes}
        try:
            if homes & self._held:
                error = SaveFailed("It waits for an earlier change.", "Try that again first.")
            else:
                operation = self._library.apply(operation)
        except Exception as failure:  # noqa: BLE001 - whatever it is, the reader is told, and the next one is tried
            error = failure
        if error is not None:
            self._held |= homes
        _told(lambda: done(operation, error))


def _told(tell: Callable[[], None]) -> None:
    """Calls back; what a callback raises is reported as a thread's error and stops no saving."""
    try:
        tell()
    except Exception as failure:  # noqa: BLE001
        thread = threading.current_thread()
        threading.excepthook(
            threading.ExceptHookArgs((type(failure), failure, failure.__traceback__, thread))
        )
