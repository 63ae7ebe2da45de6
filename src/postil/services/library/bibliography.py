"""One state of the bibliography, looked into by id and by key."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from postil.core.model import Source


class Bibliography:
    """The sources of a library, trash included; each way to look into them is made when it is first needed.

    Args:
        sources: In the order of their making.
    """

    def __init__(self, sources: tuple[Source, ...]) -> None:
        self.sources = sources

    @cached_property
    def by_id(self) -> Mapping[str, Source]:
        """All sources by their ids."""
        return {source.id: source for source in self.sources}

    @cached_property
    def living(self) -> Mapping[str, Source]:
        """The living sources by their keys; of several that share one, the oldest."""
        found: dict[str, Source] = {}
        for source in self.sources:
            if not source.deleted:
                found.setdefault(source.key, source)
        return found
