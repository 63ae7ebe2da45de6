"""What stands in the lines of forms while they are empty."""

from __future__ import annotations

import pytest

from postil.core.settings import Settings
from postil.tui import source_fields
from postil.tui.commands import citation
from postil.tui.widgets import evidence_form


@pytest.mark.parametrize("labels", [source_fields.LABELS, citation.LABELS, evidence_form.LABELS])
def test_nothing_reads_as_if_somebody_had_typed_it(labels: dict[str, tuple[str, str]]) -> None:
    for _, words in labels.values():
        assert not words or " " in words or "…" in words


def test_nothing_in_the_margin_is_cut_off() -> None:
    room = Settings().margin_width - evidence_form.LABEL_CELLS - len("│  ")
    assert all(len(words) <= room for _, words in evidence_form.LABELS.values())
