"""A text is opened by its path or its address, read beside the screen while it is told how far that is."""

from __future__ import annotations

import os
from threading import Event
from typing import TYPE_CHECKING

from postil.core.addresses import is_address
from postil.core.errors import Stopped, WrongUse
from postil.core.quoting import so_far
from postil.tui.beside.waiting import awaited
from postil.tui.screens.base import attempt, work_aside

if TYPE_CHECKING:
    from collections.abc import Callable

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
        self._stop = Event()
        path = origin if is_address(origin) else os.path.expanduser(origin)  # noqa: PTH111 - it never raises
        work_aside(self._screen.app, self._open(path, self._stop, self._screen.query_one(Prompt)))

    async def _open(self, origin: str, stop: Event, prompt: Prompt) -> None:
        from postil.services.articles.articles import open_found

        screen = self._screen

        def tell(come: str) -> None:
            if not prompt.is_attached:
                stop.set()
            prompt.tell(f"{come or 'opening'}; escape stops")

        try:
            found = await looked_up(screen, origin, tell, stop)
        except Stopped:
            return
        finally:
            prompt.tell("")
        if prompt.is_attached:
            screen.close_prompt()
            await screen.postil.places.read(open_found(screen.workspace, found))


async def looked_up(
    screen: CommandScreen, origin: str, tell: Callable[[str], object], stop: Event
) -> Document | Article:
    """Finds what an origin holds, beside the screen; `articles.open_found` opens it.

    Args:
        screen: Where it is waited for.
        origin: A path or an address.
        tell: Told time and again how much of a page has come, as “600 kB of 1.2 MB came”, or an empty string.
        stop: Set by whoever wants it no more, and in the end, as for `waiting.awaited`.

    Raises:
        BadInput: It cannot be read as a text.
        Stopped: It was stopped.
    """
    from postil.services.articles.articles import look_up

    workspace, allow_private, so_much = screen.workspace, screen.postil.settings.allow_private, (0, 0)

    def come(done: int, total: int) -> None:
        nonlocal so_much
        so_much = done, total

    def work() -> Document | Article:
        return look_up(
            workspace, origin, allow_private=allow_private, apart=True, progress=come, stopped=stop.is_set
        )

    return await awaited(work, lambda: tell(f"{so_far(*so_much)} came" if so_much[0] else ""), stop)
