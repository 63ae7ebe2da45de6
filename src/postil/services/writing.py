"""Writing at once, for commands, which have nothing else to do meanwhile, and before the screen comes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.core.errors import LibraryError, SaveFailed
from postil.core.quoting import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from postil.core.changes import Operation
    from postil.core.ports import Library, SetAside


def handed_over(library: Library, store: SetAside) -> Iterator[str]:
    """Applies what a library did not take at an earlier time; what it does not take now either is kept on.

    Returns:
        What is to be told about it.
    """
    if library.read_only:
        return
    try:
        waiting, told = store.take()
    except SaveFailed as error:
        yield error.what
        return
    if told:
        yield told
    saved = 0
    for operation in waiting:
        try:
            library.apply(operation)
        except LibraryError as error:
            left = counted(len(waiting) - saved, "change")
            yield f"{left} that could not be saved earlier could not be saved now: {error.what}"
            break
        saved += 1
    if saved:
        yield f"{counted(saved, 'change')} that could not be saved earlier: on disk now."
        store.keep(waiting[saved:])


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
