"""The one clock of a fetch: every wait of it is short, and all of them together are limited."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from postil.core.errors import BadInput, Stopped

if TYPE_CHECKING:
    from collections.abc import Callable

SLICE_SECONDS = 0.1
"""How long a wait lasts before it is asked again whether the page is still wanted."""


class Patience:
    """Runs out.

    Args:
        seconds: How long all may take together.
        stopped: Asked before each wait; ends all by answering yes.
        now: Tells the time in seconds, and never goes back.
    """

    def __init__(
        self,
        seconds: float,
        stopped: Callable[[], bool] = lambda: False,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._seconds = seconds
        self._stopped = stopped
        self._now = now
        self._end = now() + seconds

    @property
    def left(self) -> float:
        """The seconds that are left, which may be none."""
        return max(self._end - self._now(), 0.0)

    def slice(self) -> float:
        """How long the next wait may last, in seconds.

        Raises:
            BadInput: Patience has run out; the message has no subject.
            Stopped: The page is not wanted any more.
        """
        if self._stopped():
            raise Stopped
        left = self.left
        if not left:
            raise BadInput(
                f"did not come within {self._seconds:g} seconds.",
                "Try again later; or save the page from a browser and open the file.",
            )
        return min(SLICE_SECONDS, left)
