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
    from collections.abc import Callable, Iterable

    from textual.dom import DOMNode
    from textual.message_pump import MessagePump
    from textual.widget import Widget

GLANCE_SECONDS = 0.02
"""How often a key that waits looks whether the part that has the one before it is still there."""

PATIENCE_SECONDS = 2.0
"""How long it waits for a part that is there and does not get done."""


class _Behind:
    """Goes from part to part behind a key, and tells when it has come to the end or to a part that is gone.

    Each step is a message with a bare method: Textual reads the signature of a callback that has arguments each time.

    Args:
        way: The parts.
        done: What is told.
    """

    def __init__(self, way: Iterable[MessagePump], done: Callable[[], object]) -> None:
        self._way = iter(way)
        self._done = done

    def go_on(self) -> None:
        """Takes the next step."""
        part = next(self._way, None)
        if part is None or not part.post_message(events.Callback(self.go_on)):
            self._done()


class KeysInTurn(App[Any]):
    """An app that works off keys and pastes in turn.

    Args:
        options: As `App` takes them.

    Attributes:
        next_key: Whoever waits for the next key, as the second one of `gg`; a click or a paste ends that.
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.next_key: Callable[[str], object] | None = None
        self._typed: deque[events.Event] = deque()
        self._turn = 0
        self._is_done = False
        self._target: Widget | None = None
        self._heard_from = -inf

    async def on_event(self, event: events.Event) -> None:
        """Lets a key or a paste wait for the one before it."""
        if not isinstance(event, events.Key | events.Paste) or event.is_forwarded:
            if isinstance(event, events.MouseDown):
                self.next_key = None
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

    def worked_off(self) -> None:
        """Told that the key at work has done all that it does: nobody goes behind it, and the next one may come."""
        self._is_done = True

    async def _begin(self) -> None:
        """Hands on the first key that waits, and further ones while each is worked off at once."""
        while self._typed:
            if self._typed[0].time >= self._heard_from:
                turn = self._turn = self._turn + 1
                self._is_done = False
                self._target = target = self.focused or self.screen
                way = list(target.ancestors_with_self)
                await self._hand_on(self._typed[0])
                if not self._is_done or turn != self._turn:  # something has been begun that it is held for
                    self._go_behind(way, turn)
                    return
            self._typed.popleft()

    async def _hand_on(self, event: events.Event) -> None:
        """Gives a key to whoever waits for it, or to a command of the part that has the focus, or else to that part."""
        waiting, self.next_key = self.next_key, None
        if waiting and isinstance(event, events.Key):
            waiting(event.character or event.key)
            self.worked_off()
        else:
            await super().on_event(event)

    def _go_behind(self, way: list[DOMNode], turn: int) -> None:
        """Lets a call that goes the same way behind a key tell when it is worked off."""
        # Twice: what the key does once it has come up may send a message that goes the same way, as a line's `enter`.
        behind = _Behind([*way, *way], partial(self.call_after_refresh, self._end, turn))
        self.call_after_refresh(behind.go_on)
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
