"""A story told to a library on a disk that may refuse: each refused operation is tried once more."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, TypeVar

from postil.core.errors import LibraryError
from postil.storage.disk_library import DiskLibrary
from postil.storage.journal import journal
from tests.faults.story import held
from tests.faults.tally import NOTHING, place
from tests.unit.storage.samples import Clock

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.faults.children import Tell
    from tests.faults.story import Story

_T = TypeVar("_T")

OPERATIONS = 8
"""How many there are: enough to begin a short journal anew, and to undo one."""


def short_journals() -> None:
    """Makes journals so short in this process that a new one is begun in mid-story."""
    journal.ROTATION = 6000


def tell_story(
    folder: Path,
    story: Story,
    tell: Tell,
    *,
    known: int = NOTHING,
    between: Callable[[], None] | None = None,
) -> None:
    """Makes a library and applies operations, telling each that is saved; ends at one refused twice.

    Args:
        folder: Where the library is made.
        story: What is applied.
        tell: Is told the number of each, and `refused` for each refusal.
        known: The last that was told before.
        between: What is done before something refused is tried again.
    """
    try:
        library = _twice(lambda: DiskLibrary.open(folder, Clock(), create=known == NOTHING), tell, between)
        first = max(known, 0)
        begun = place(held(library), story, (first, first + 1)) if known > NOTHING else 0
        assert begun is not None, f"after {known} operations the library holds something else"
        tell(f"{begun}")
        for number in range(begun + 1, OPERATIONS + 1):
            _twice(partial(library.apply, story.operation(number)), tell, between)
            tell(f"{number}")
    except LibraryError:
        tell("ended")


def _twice(work: Callable[[], _T], tell: Tell, between: Callable[[], None] | None) -> _T:
    try:
        return work()
    except LibraryError as error:
        if not str(error):
            raise AssertionError("the reader is told nothing") from error
        tell("refused")
        if between:
            between()
        return work()
