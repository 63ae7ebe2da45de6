"""Writing at once, for commands, which have nothing else to do meanwhile, and before the screen comes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.core.errors import LibraryError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from postil.core.changes import Operation
    from postil.core.ports import Library, SetAside


def handed_over(library: Library, store: SetAside) -> Iterator[str]:
    """Applies, once, what a library did not take at an earlier time; what it does not take now either is kept on.

    Returns:
        What is to be told about it.
    """

    def apply(operation: Operation) -> None:
        known = library.operations(naming=operation.id)
        if not any(
            done.id == operation.id for done in known
        ):  # whoever did it may have been killed before it was told
            library.apply(operation)

    if not library.read_only:
        yield from store.hand_over(apply)
    elif store.waiting():
        yield "Changes that could not be saved earlier wait until this library can be written."


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
