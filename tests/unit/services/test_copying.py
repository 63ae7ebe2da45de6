from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from postil.citation.shapes import Layout, Shape
from postil.core.errors import WrongUse
from postil.core.model import Stance
from postil.core.snapshot import TextRange
from postil.services.articles.articles import add_text
from postil.services.citing.citing import Citations
from postil.services.citing.copying import copy_of, works_of
from postil.services.marks.claims import mark_claim
from postil.services.marks.evidence import attach_evidence
from postil.services.sources.sources import add_source
from tests.fakes import make_workspace

if TYPE_CHECKING:
    from pathlib import Path

    from postil.core.model import Claim, Evidence
    from postil.services.library.workspace import Workspace

    Subject = tuple[str, Claim, Evidence | None]

WORDS = "The weir was mended. The miller paid for it."


@pytest.fixture
def workspace() -> Workspace:
    return make_workspace()


def subjects(workspace: Workspace, folder: Path) -> list[Subject]:
    """Two claims of one article: the first is quoted from a source, the second from nothing."""
    file = folder / "weir.txt"
    file.write_text(WORDS, encoding="utf-8")
    article = add_text(workspace, str(file), {"title": "The Weir"}).article
    ledger = add_source(workspace, {"type": "book", "title": "The Ledger", "id": "ledger"})
    mended = mark_claim(workspace, article.id, [TextRange(0, 19)])
    paid = mark_claim(workspace, article.id, [TextRange(21, 43)])
    attach_evidence(workspace, article.id, mended, stance=Stance.SUPPORTS, quote="mended", source=ledger)
    return [(article.id, mended, None), (article.id, paid, None)]


def test_claims_are_copied_one_after_the_other(workspace: Workspace, tmp_path: Path) -> None:
    told = copy_of(workspace, subjects(workspace, tmp_path)).split("\n\n")
    assert [one.split("”")[0] for one in told] == ["“The weir was mended", "“The miller paid for it"]
    assert all("Weir" in one for one in told)


def test_a_numeric_style_counts_through_all_claims(workspace: Workspace, tmp_path: Path) -> None:
    layout = Layout(Shape.CLAIM)
    told = copy_of(workspace, subjects(workspace, tmp_path), layout, Citations("ieee"))
    marks = [word for word in told.split() if word.startswith(("[1", "[2", "[3"))]
    assert told.count("The Ledger") == 1
    assert {mark[:2] for mark in marks} == {"[1", "[2"}


def test_the_same_reference_is_told_once(workspace: Workspace, tmp_path: Path) -> None:
    told = copy_of(workspace, subjects(workspace, tmp_path), Layout(Shape.REFERENCE), Citations("apa"))
    assert told.count("Weir") == 1


def test_the_evidence_of_a_single_subject_is_copied(workspace: Workspace, tmp_path: Path) -> None:
    article, claim, _ = subjects(workspace, tmp_path)[0]
    (piece,) = workspace.annotated(article).evidence_of(claim.id)
    assert copy_of(workspace, [(article, claim, piece)]).startswith("“mended” (The Ledger")
    assert "The weir was mended" in copy_of(workspace, [(article, claim, piece)], Layout(Shape.CLAIM))


def test_works_are_the_sources_and_where_asked_the_articles(workspace: Workspace, tmp_path: Path) -> None:
    both = subjects(workspace, tmp_path)
    sources = works_of(workspace, both, articles=False)
    assert "The Ledger" in sources
    assert "The Weir" not in sources
    everything = works_of(workspace, both, articles=True).split("\n\n")
    assert len(everything) == 2
    assert any("The Weir" in one for one in everything)


def test_nothing_quoted_is_no_list(workspace: Workspace, tmp_path: Path) -> None:
    unsourced = subjects(workspace, tmp_path)[1:]
    with pytest.raises(WrongUse, match="No evidence"):
        works_of(workspace, unsourced, articles=False)
