"""A writer that works at once, for commands, which have nothing else to do meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.core.errors import LibraryError

if TYPE_CHECKING:
    from collections.abc import Callable

    from postil.core.changes import Operation
    from postil.core.ports import Library


class DirectWriter:
    """Applies each operation before it returns."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def resume(self) -> None:
        """Does nothing: no operation waits here for another."""

    def write(self, operation: Operation, done: Callable[[Operation, Exception | None], None]) -> None:
        """Applies an operation.

        Raises:
            SaveFailed: It is not on disk.
        """
        try:
            applied = self._library.apply(operation)
        except LibraryError as error:
            done(operation, error)
            raise
        done(applied, None)
