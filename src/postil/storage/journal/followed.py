"""One file's tables as the journal left them: what others journalled is followed, not read again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.storage.files import canonical
from postil.storage.files.spelled import shared
from postil.storage.journal import recovery
from postil.storage.journal.operations import replay

if TYPE_CHECKING:
    from postil.storage.files.canonical import Tables
    from postil.storage.journal.journal import Journal, Mark


class Followed:
    """Goes along with the journal of a library whose lock is held.

    Args:
        name: The file.
        kept: The journal.
    """

    def __init__(self, name: str, kept: Journal) -> None:
        self._name = name
        self._journal = kept
        self._digest = ""
        self._tables: Tables = {}
        self._mark: Mark = (0, 0)

    @property
    def known(self) -> str:
        """The digest that the file has as the journal tells; empty where it tells of none."""
        return self._journal.known.get(self._name, "")

    @property
    def is_ours(self) -> bool:
        """Whether the file was made by the library, and is written as it writes."""
        return self._name in self._journal.ours

    @property
    def held(self) -> Tables:
        """What was last known to have been left in the file; none at first."""
        return self._tables

    def hold(self, tables: Tables) -> None:
        """Begins anew from what the journal left, known from elsewhere: the file as it lies there."""
        self._digest, self._tables, self._mark = self.known, tables, self._journal.mark()

    def tables(self) -> Tables | None:
        """What the journal left in the file; None where it does not hold all of it.

        Raises:
            Malformed: A baseline is no TinyDB file.
            OSError: A journal cannot be read.
        """
        tables = self.replayed()
        if tables is None:
            tables = recovery.rebuilt(self._name, self._journal)
            if tables is not None:
                self.hold(shared(tables, self._tables))
        return tables

    def replayed(self) -> Tables | None:
        """The same, from what was held and what was journalled since; None where that does not suffice."""
        known = self.known
        if self._digest == known != "":
            return self._tables
        if not self._digest or self._mark > self._journal.mark():
            return None
        digest, tables = self._digest, {name: dict(table) for name, table in self._tables.items()}
        for entry in self._journal.every_entry(canonical.line(self._name), self._mark):
            before, after = entry.files.get(self._name, (digest, digest))
            if (whole := entry.whole(self._name)) is not None:
                tables = shared(canonical.decode_tables(whole), tables)
            elif before == digest:
                replay(tables, entry, self._name)
            else:
                return None
            digest = after
        if digest != known:
            return None
        self.hold(tables)
        return tables
