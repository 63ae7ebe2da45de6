"""What was done, newest first: what is on its way to disk, then what the journals hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from postil.core.changes import Operation
    from postil.core.ports import Library


class History:
    """Reads the journals no further back than it is asked to; may be asked on any thread.

    Args:
        waiting: The operations that are not known to be on disk, newest first.
        library: Holds the others.
    """

    def __init__(self, waiting: Sequence[Operation], library: Library) -> None:
        self._waiting = waiting
        self._library = library

    def __iter__(self) -> Iterator[Operation]:
        return self.naming("")

    def naming(self, word: str) -> Iterator[Operation]:
        """Those in which a word stands, an id or a creator, and maybe others, which need not be looked for."""
        yield from self._waiting
        told = {operation.id for operation in self._waiting}
        yield from (known for known in self._library.operations(word) if known.id not in told)

    def find(self, own: str) -> Operation | None:
        """The operation of an id, or None."""
        return next((known for known in self.naming(own) if known.id == own), None)
