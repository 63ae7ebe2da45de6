from __future__ import annotations

import pytest

from postil.core.model import Locator
from postil.core.snapshot import Block, BlockKind, Snapshot
from postil.services.review.reviewing import locator_at

PAGED = Snapshot(
    [
        Block(BlockKind.HEADING, "Title"),
        Block(BlockKind.PARAGRAPH, "First.", page="xi"),
        Block(BlockKind.PARAGRAPH, "Second."),
        Block(BlockKind.HEADING, "Part", page="xii"),
    ]
)


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("Title", Locator()),
        ("First", Locator("page", "xi")),
        ("Second", Locator("page", "xi")),
        ("Part", Locator("page", "xii")),
    ],
)
def test_a_place_in_a_text_of_pages_is_a_page(words: str, place: Locator) -> None:
    assert locator_at(PAGED, PAGED.text.index(words)) == place


def test_a_place_in_another_text_is_a_paragraph() -> None:
    text = Snapshot([Block(BlockKind.HEADING, "Title"), Block(BlockKind.PARAGRAPH, "First.")])
    assert locator_at(text, 0) == Locator()
    assert locator_at(text, text.text.index("First")) == Locator("paragraph", "1")
