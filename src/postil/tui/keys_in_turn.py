"""One key after the other: what is typed quickly reaches what an earlier key has opened.

Textual hands each key to the part that has the keys when it arrives, and runs a command only after the key has
come up through the screen. Of `/dog`, typed in one go or before the program was loaded, the `d` would reach the
article and not the line that `/` opens. Here a key waits until the one before it has been worked off.
"""

from __future__ import annotations

from collections import deque
from functools import partial
from typing import TYPE_CHECKING, Any

from textual import events
from textual.app import App

if TYPE_CHECKING:
    from textual.message_pump import MessagePump

PATIENCE_SECONDS = 0.5
"""How long a key is waited for whose part of the screen is taken down meanwhile."""


class KeysInTurn(App[Any]):
    """An app that works off keys and pastes in turn.

    Args:
        options: As `App` takes them.
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._typed: deque[events.Event] = deque()
        self._turn = 0

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
        else:
            self.set_timer(PATIENCE_SECONDS, partial(self._end, self._turn))

    async def _begin(self) -> None:
        """Hands on the first key that waits; a call that goes the same way behind it tells when it is done."""
        self._turn += 1
        turn = self._turn
        target = self.focused or self.screen
        await super().on_event(self._typed[0])
        self.call_after_refresh(self._follow, turn, list(target.ancestors_with_self))

    def _follow(self, turn: int, way: list[MessagePump]) -> None:
        if way and way[0].call_later(self._follow, turn, way[1:]):
            return
        self.call_after_refresh(self._end, turn)

    async def _end(self, turn: int) -> None:
        if self._exit:
            self._typed.clear()
        if turn == self._turn and self._typed:
            self._typed.popleft()
            if self._typed:
                await self._begin()
                self.set_timer(PATIENCE_SECONDS, partial(self._end, self._turn))
