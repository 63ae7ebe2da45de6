from __future__ import annotations

import pytest

from postil.core.model import Stance
from postil.core.snapshot import TextRange
from postil.review.ledger import State
from postil.services.articles.articles import listed
from postil.services.marks.claims import mark_claim
from postil.services.marks.evidence import attach_evidence
from postil.services.review.ledger import Ledger
from postil.services.sources.sources import new_source
from postil.tui.lines.marginalia import counted
from postil.tui.looks.glyphs import UNICODE
from tests.fakes import add_article, make_workspace


@pytest.mark.parametrize(("stance", "unsourced"), [(Stance.CONTEXT, 1), (Stance.SUPPORTS, 0)])
def test_reader_library_and_ledger_agree_on_what_is_unsourced(stance: Stance, unsourced: int) -> None:
    workspace = make_workspace()
    article = add_article(workspace)
    claim = mark_claim(workspace, article.id, [TextRange(4, 11)])
    source = new_source(workspace, {"title": "Log"})
    attach_evidence(workspace, article.id, claim, stance=stance, quote="Shut.", source=source)
    assert listed(workspace)[0].unsourced == unsourced
    assert Ledger.read(workspace).counts[State.UNSOURCED] == unsourced
    assert ("unsourced" in counted(workspace.annotated(article.id), UNICODE)[0]) == bool(unsourced)
