"""A text is opened by its path or its address, read beside the screen while the prompt tells how far it is."""

from __future__ import annotations

import os
from threading import Event
from typing import TYPE_CHECKING

from postil.core.addresses import is_address
from postil.core.errors import Stopped, WrongUse
from postil.core.quoting import so_far
from postil.tui.screens.base import attempt, work_aside
from postil.tui.waiting import awaited

if TYPE_CHECKING:
    from postil.core.model import Article
    from postil.ingest.document import Document
    from postil.tui.screens.base import CommandScreen
    from postil.tui.widgets.prompt import Prompt


class Opening:
    """Asks what is to be opened, and opens it; escape stops it.

    Args:
        screen: Where it is asked.
    """

    def __init__(self, screen: CommandScreen) -> None:
        self._screen = screen
        self._stop = Event()
        self._come = (0, 0)

    async def ask(self, origin: str = "") -> None:
        """Asks for a path or an address in a prompt, in which a first answer may stand already."""
        from postil.tui.path_completion import completed
        from postil.tui.widgets.prompt import Question

        question = Question(self.begin, cancelled=self._stop.set, completed=completed, keeps=True)
        placeholder = "a path or an address; tab completes a path"
        await self._screen.ask("open:", question, origin, placeholder=placeholder)

    async def open(self, origin: str) -> None:
        """Opens what has been named already; what it cannot do is told, and the name stays in a prompt."""
        await self.ask(origin.strip())
        await attempt(self._screen.app, lambda: self.begin(origin))

    def begin(self, typed: str) -> None:
        """Opens what was typed, in place of what is being opened; the prompt stays until it is there.

        Raises:
            WrongUse: That is nothing to open.
        """
        from postil.tui.widgets.prompt import Prompt

        origin = typed.strip()
        if not origin:
            raise WrongUse("There is no path or address yet.", "Type one; escape leaves.")
        if origin == "-":
            raise WrongUse("Standard input is the keyboard here.", "Type a path; ./- is a file named -.")
        self._stop.set()
        self._stop, self._come = Event(), (0, 0)
        path = origin if is_address(origin) else os.path.expanduser(origin)  # noqa: PTH111 - it never raises
        work_aside(self._screen.app, self._open(path, self._stop, self._screen.query_one(Prompt)))

    async def _open(self, origin: str, stop: Event, prompt: Prompt) -> None:
        from postil.services.articles import open_found

        screen = self._screen
        try:
            found = await self._found(origin, stop, prompt)
        except Stopped:
            return
        finally:
            prompt.tell("")
        if prompt.is_attached:
            screen.close_prompt()
            await screen.postil.places.read(open_found(screen.workspace, found))

    async def _found(self, origin: str, stop: Event, prompt: Prompt) -> Document | Article:
        """Reads beside the screen, and tells how far it is where that takes its time.

        Raises:
            Stopped: The prompt was left, or something else is to be opened.
        """
        from postil.services.articles import look_up

        screen = self._screen
        allow_private = screen.postil.settings.allow_private

        def come(done: int, total: int) -> None:
            self._come = done, total

        def work() -> Document | Article:
            return look_up(
                screen.workspace, origin, allow_private=allow_private, progress=come, stopped=stop.is_set
            )

        def tell() -> None:
            if not prompt.is_attached:
                stop.set()
            prompt.tell(
                f"{so_far(*self._come)} came; escape stops" if self._come[0] else "opening; escape stops"
            )

        return await awaited(work, tell, stop)
