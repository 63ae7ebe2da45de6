"""One key after the other: what is typed quickly reaches what an earlier key has opened.

Textual hands each key to the part that has the keys when it arrives, and runs a command only after the key has
come up through the screen. Of `/dog`, typed in one go or before the program was loaded, the `d` would reach the
article and not the line that `/` opens. Here a key waits until the one before it has been worked off.
"""

from __future__ import annotations

from collections import deque
from functools import partial
from math import inf
from typing import TYPE_CHECKING, Any

from textual import events
from textual._time import get_time
from textual.app import App

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.message_pump import MessagePump
    from textual.widget import Widget

GLANCE_SECONDS = 0.02
"""How often a key that waits looks whether the part that has the one before it is still there."""

PATIENCE_SECONDS = 2.0
"""How long it waits for a part that is there and does not get done."""


class KeysInTurn(App[Any]):
    """An app that works off keys and pastes in turn.

    Args:
        options: As `App` takes them.
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._typed: deque[events.Event] = deque()
        self._turn = 0
        self._target: Widget | None = None
        self._heard_from = -inf

    async def on_event(self, event: events.Event) -> None:
        """Lets a key or a paste wait for the one before it."""
        if not isinstance(event, events.Key | events.Paste) or event.is_forwarded:
            await super().on_event(event)
            return
        if self._exit:
            return  # it was typed behind the key that quits
        self._typed.append(event)
        if len(self._typed) == 1:
            await self._begin()
        elif len(self._typed) == 2:
            self._look(self._turn, PATIENCE_SECONDS)

    def shown_unasked(self, part: Widget) -> None:
        """Lets keys come to nothing that were typed before a part is drawn, which no key has opened just now.

        They were meant for what stood there before. Where it is not drawn for `PATIENCE_SECONDS` they are heard again.
        """

        def drawn() -> None:
            self._heard_from = get_time()

        self._heard_from = get_time() + PATIENCE_SECONDS
        part.call_after_refresh(drawn)

    async def _begin(self) -> None:
        """Hands on the first key that waits; a call that goes the same way behind it tells when it is done."""
        while self._typed and self._typed[0].time < self._heard_from:
            self._typed.popleft()
        if not self._typed:
            return
        self._turn += 1
        self._target = target = self.focused or self.screen
        way = list(target.ancestors_with_self)
        await super().on_event(self._typed[0])
        # Twice: what the key does once it has come up may send a message that goes the same way, as a line's `enter`.
        self.call_after_refresh(self._follow, self._turn, [*way, *way])
        if len(self._typed) > 1:
            self._look(self._turn, PATIENCE_SECONDS)

    def hold(self) -> Callable[[], object]:
        """Lets the keys behind the one at work wait for what it began beside the screen.

        They wait no longer than `PATIENCE_SECONDS`.

        Returns:
            What lets them go on; to be called once, in the app's own thread.
        """
        self._turn += 1
        return partial(self.call_later, self._end, self._turn)

    def _follow(self, turn: int, way: list[MessagePump]) -> None:
        if way and way[0].call_later(self._follow, turn, way[1:]):
            return
        self.call_after_refresh(self._end, turn)

    def _look(self, turn: int, patience: float) -> None:
        """Goes on with the next key where the call behind this one is lost.

        It is lost with the part that had the key, and where another screen came before it while it waited
        for a refresh of the one below.
        """
        if turn != self._turn or not self._typed:
            return
        target = self._target
        if patience <= 0 or target is None or not target.is_attached or target.screen is not self.screen:
            self.call_after_refresh(self._end, turn)
        else:
            self.set_timer(GLANCE_SECONDS, partial(self._look, turn, patience - GLANCE_SECONDS))

    async def _end(self, turn: int) -> None:
        if self._exit:
            self._typed.clear()
        if turn == self._turn and self._typed:
            self._typed.popleft()
            self._turn += 1
            if self._typed:
                await self._begin()
