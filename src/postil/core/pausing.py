"""Long work that asks now and then whether it is still wanted."""

from __future__ import annotations

from itertools import chain, islice
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from postil.core.errors import Stopped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

EVERY = 4096
"""Items that are worked on from one pause to the next: some hundredths of a second."""

Pause: TypeAlias = "Callable[[], object]"
"""Is called again and again while work goes on; ends it by raising."""

_T = TypeVar("_T")


def asking(stopped: Callable[[], bool]) -> Pause:
    """A pause that asks whether work is to be stopped; then it raises `Stopped`."""

    def pause() -> None:
        if stopped():
            raise Stopped

    return pause


def unasked() -> None:
    """The pause of work that nobody ends."""


def paused(items: Iterable[_T], pause: Pause) -> Iterator[_T]:
    """The same items, with a pause before each `EVERY` of them."""
    return chain.from_iterable(_batches(iter(items), pause))


def _batches(rest: Iterator[_T], pause: Pause) -> Iterator[Iterator[_T]]:
    for first in rest:
        pause()
        yield chain((first,), islice(rest, EVERY - 1))
