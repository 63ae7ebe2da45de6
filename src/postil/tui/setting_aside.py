"""What a library does not take is set aside as long as it has not been saved."""

from __future__ import annotations

import asyncio
from functools import cached_property
from typing import TYPE_CHECKING

from postil.core.errors import LibraryError
from postil.tui.screens.base import work_aside

if TYPE_CHECKING:
    from collections.abc import Callable

    from postil.core.ports import SetAside, Unfinished
    from postil.tui.app import PostilApp

PAUSE_SECONDS = 1.0
"""How long what is typed into a form waits before it is kept: what an end without a warning may cost."""


class SettingAside:
    """Keeps the changes that failed where they outlive the app.

    Args:
        app: Whose changes they are.
        make_store: Makes the place where they are kept; None for nowhere.
    """

    def __init__(self, app: PostilApp, make_store: Callable[[], SetAside] | None) -> None:
        self._app = app
        self._make_store = make_store
        self._writing = asyncio.Lock()
        self._kept: tuple[str, ...] = ()

    @cached_property
    def _store(self) -> SetAside | None:
        return self._make_store() if self._make_store else None

    @property
    def unfinished(self) -> Unfinished | None:
        """Keeps what is typed into forms and not saved yet; None for nowhere."""
        return self._store.unfinished if self._store else None

    def settled(self) -> None:
        """Keeps what has failed, or no more what has been saved since."""
        if self._kept != tuple(operation.id for operation in self._app.workspace.refused):
            work_aside(self._app, self.keep())

    async def keep(self) -> bool:
        """Keeps what has failed by now, on another thread; tells whether that is all."""
        async with self._writing:
            refused = self._app.workspace.refused
            if self._store is None:
                return False
            try:
                await asyncio.to_thread(self._store.keep, refused)
            except LibraryError:  # that the changes are not saved stands on the screen, and leaving asks
                return False
            self._kept = tuple(operation.id for operation in refused)
            return len(refused) == self._app.workspace.unsaved
