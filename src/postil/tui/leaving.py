"""The way out: nothing that was marked or typed is given up without a word."""

from __future__ import annotations

import asyncio
import os
import signal
from contextlib import suppress
from typing import TYPE_CHECKING

from postil.core.errors import SaveFailed
from postil.core.quoting import counted
from postil.tui import notices
from postil.tui.screens.base import Commanded
from postil.tui.terminal.signals import is_behind

if TYPE_CHECKING:
    from postil.tui.app import PostilApp
    from postil.tui.screens.base import Forms

DRAIN_SECONDS = 10.0
"""How long leaving waits for a disk that does not answer."""

_KILLED = 128
"""What shells add to the number of the signal that ended a program."""

WAYS_OUT = {"app.back", "app.quit", "app.palette"}
"""Commands by which one quits, or comes to quitting."""


class Leaving:
    """Quits when everything is on disk; says what is not, and quits when asked again.

    Args:
        app: The app that is left.
    """

    def __init__(self, app: PostilApp) -> None:
        self._app = app
        self._asked = False
        self._warned_of: list[object] = []
        self._answered = asyncio.Event()

    def begin(self) -> None:
        """Quits, at once or when the writer has answered."""
        app = self._app
        forms = self._forms()
        typed = [each.typed for each in forms]
        if typed and typed != self._warned_of:
            self._warned_of = typed
            kept = [each.keep() for each in forms]
            end = "keeps it until you open the form again" if all(kept) else "gives it up"
            words = "What you typed into a form is not saved."
            notices.warn(app, words, hint=f"ctrl+s in the form saves it; quitting again {end}.")
            return
        for screen in app.places.screens():
            screen.leaving()
        if app.workspace.unsaved:
            app.run_worker(self._when_saved(), group="leaving", exclusive=True)
        else:
            self._go()

    def obey(self, number: int) -> None:
        """Ends since the process is told to: what was typed is kept, and what was marked is saved.

        The terminal is left as it was before, unless it is gone or another program has it.

        Args:
            number: The signal's; a second one would have its usual effect.
        """
        for forms in self._forms():
            forms.keep()
        for screen in self._app.places.screens():
            screen.leaving()
        self._app.writer.finish(DRAIN_SECONDS)
        if number == signal.SIGTERM and not is_behind():
            self._go(_KILLED + number)
        else:
            os.kill(os.getpid(), number)

    def answered(self, *, saved: bool) -> None:
        """Takes note of the writer's answer; what was saved since is a new reason to ask."""
        self._answered.set()
        if saved:
            self._asked = False

    def went_on(self, command: str) -> None:
        """Takes note of a command: whoever did something else meanwhile is warned again."""
        if command not in WAYS_OUT:
            self._warned_of = []

    def _forms(self) -> list[Forms]:
        """The forms in which words stand that are nowhere else."""
        screens = dict.fromkeys((*self._app.screen_stack, *self._app.places.screens()))
        found = (screen.forms for screen in screens if isinstance(screen, Commanded))
        return [forms for forms in found if forms is not None and forms.typed]

    async def _when_saved(self) -> None:
        """Waits for the writer's answers, which reach the app as messages."""
        workspace = self._app.workspace
        with suppress(TimeoutError):
            async with asyncio.timeout(DRAIN_SECONDS):
                while workspace.unsaved > workspace.failed:
                    self._answered.clear()
                    await self._answered.wait()
        if workspace.unsaved and not self._asked:
            self._asked = True
            lost = f"{counted(workspace.unsaved, 'change')} could not be saved."
            kept = await self._app.setting_aside.keep()
            end = "keeps that for the next start" if kept else "gives that up"
            notices.tell_error(self._app, SaveFailed(lost, f"ctrl+s tries again; quitting again {end}."))
        else:
            self._go()

    def _go(self, code: int = 0) -> None:
        from postil.tui.terminal.picture import next_sight

        self._app.next_sight = next_sight(self._app)
        self._app.watcher.stop()
        self._app.writer.close()
        self._app.exit(return_code=code)
