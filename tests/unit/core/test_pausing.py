"""Long work asks before each batch of items, and none of them waits for the others of its batch."""

from __future__ import annotations

import pytest

from postil.core.errors import Stopped
from postil.core.pausing import EVERY, asking, paused


@pytest.mark.parametrize(
    ("items", "pauses"), [(0, 0), (1, 1), (EVERY, 1), (EVERY + 1, 2), (3 * EVERY - 1, 3)]
)
def test_all_items_come_with_a_pause_before_each_batch(items: int, pauses: int) -> None:
    asked: list[None] = []
    assert list(paused(range(items), lambda: asked.append(None))) == list(range(items))
    assert len(asked) == pauses


def test_an_item_is_taken_when_it_is_asked_for() -> None:
    items = iter(range(9))
    rest = paused(items, lambda: None)
    assert [next(rest), next(rest)] == [0, 1]
    assert next(items) == 2


def test_work_that_is_stopped_ends_at_the_next_pause() -> None:
    rest = paused(range(2 * EVERY), asking(lambda: True))
    with pytest.raises(Stopped):
        next(rest)
