from __future__ import annotations

import tempfile
from typing import TYPE_CHECKING

import pytest

from postil.citation.forms.known import FORMS
from postil.citation.shapes import Layout, Shape
from postil.core.errors import LibraryError
from postil.core.model import Stance
from postil.core.snapshot import Snapshot, TextRange
from postil.services.articles.articles import listed, trash_article
from postil.services.citing.copying import copy_of_claims, copy_of_evidence, copy_of_source
from postil.services.library import demo
from postil.services.marks.claims import mark_claim
from postil.services.marks.evidence import attach_evidence
from postil.services.review.exporting import Form as Written
from postil.services.review.exporting import ledger_text
from postil.services.review.reviewing import all_rows, filtered, problems
from postil.services.sources.sources import new_source
from tests.fakes import MemoryLibrary, add_article, make_workspace, snapshot_of

if TYPE_CHECKING:
    from pathlib import Path

LOG = {"id": "log", "title": "Harbour log", "issued": {"date-parts": [[1931]]}, "publisher": "Quay Office"}


class CountingLibrary(MemoryLibrary):
    """Counts how often a text is read."""

    read_texts = 0

    def snapshot(self, digest: str) -> Snapshot:
        self.read_texts += 1
        return super().snapshot(digest)


def test_rows_of_all_articles_with_their_paragraphs_and_one_reading_each() -> None:
    library = CountingLibrary()
    workspace = make_workspace(library)
    report = add_article(workspace)
    tides = add_article(workspace, snapshot_of("Noon.", "High water."), "Tides")
    gone = add_article(workspace, snapshot_of("Else."), "Gone")
    for article, start, end in ((report, 4, 11), (report, 54, 59), (tides, 7, 11), (gone, 0, 4)):
        mark_claim(workspace, article.id, [TextRange(start, end)])
    trash_article(workspace, gone)
    again = make_workspace(library)
    library.read_texts = 0
    assert [(row.article.title, row.paragraph) for row in all_rows(again)] == [
        ("The harbour report", 1),
        ("The harbour report", 2),
        ("Tides", 2),
    ]
    assert library.read_texts == 2


def test_a_missing_text_leaves_the_rows() -> None:
    library = MemoryLibrary()
    workspace = make_workspace(library)
    mark_claim(workspace, add_article(workspace).id, [TextRange(4, 11)])
    library.texts.clear()
    assert [row.paragraph for row in all_rows(make_workspace(library))] == [0]


def test_a_query_filters_and_tells_what_it_does_not_know() -> None:
    workspace = make_workspace()
    article = add_article(workspace)
    mark_claim(workspace, article.id, [TextRange(4, 11)], tags=["later"])
    mark_claim(workspace, article.id, [TextRange(15, 24)])
    rows = all_rows(workspace)
    assert [row.claim.target.exact for row in filtered(rows, "tag:later", workspace.clock())] == ["harbour"]
    assert len(filtered(rows, "is:unsourced", workspace.clock())) == 2
    assert problems("is:splendid")
    assert not problems("is:unsourced")


def test_the_library_is_listed_newest_first_with_counts_and_progress() -> None:
    library = MemoryLibrary()
    workspace = make_workspace(library)
    report = add_article(workspace)
    tides = add_article(workspace, snapshot_of("Noon."), "Tides")
    mark_claim(workspace, report.id, [TextRange(4, 11)])
    library.keep_place(report.id, 50, 100)
    rows = listed(workspace)
    assert [(row.article.id, row.claims, row.unsourced, row.progress) for row in rows] == [
        (tides.id, 0, 0, 0.0),
        (report.id, 1, 1, 0.5),
    ]


def test_copies_cite_the_source_or_the_article() -> None:
    workspace = make_workspace()
    article = add_article(workspace)
    claim = mark_claim(workspace, article.id, [TextRange(4, 11)])
    source = new_source(workspace, LOG)  # type: ignore[arg-type]
    evidence = attach_evidence(
        workspace,
        article.id,
        claim,
        stance=Stance.SUPPORTS,
        quote="Gates shut.",
        source=source,
        locator="p. 12",
    )
    cited = copy_of_evidence(workspace, evidence)
    assert cited.startswith("“Gates shut.” (")
    assert "p. 12" in cited
    assert "¶ 1" in copy_of_claims(workspace, [(article.id, claim)])
    whole = copy_of_claims(workspace, [(article.id, claim)], Layout(Shape.CLAIM, FORMS["markdown"]))
    assert "harbour" in whole
    assert "Gates shut" in whole
    assert "Harbour log" in copy_of_source(source)


def test_evidence_whose_source_is_lost_is_cited_by_its_key() -> None:
    library = MemoryLibrary()
    workspace = make_workspace(library)
    article = add_article(workspace)
    claim = mark_claim(workspace, article.id, [TextRange(4, 11)])
    source = new_source(workspace, LOG)  # type: ignore[arg-type]
    evidence = attach_evidence(
        workspace, article.id, claim, stance=Stance.SUPPORTS, quote="Shut.", source=source
    )
    library.held_sources = ()
    assert copy_of_evidence(make_workspace(library), evidence) == "“Shut.” (log)"


def test_a_report_has_a_heading_for_each_article() -> None:
    workspace = make_workspace()
    for title, snapshot in (("Harbour", snapshot_of("The harbour.")), ("Tides", snapshot_of("High water."))):
        mark_claim(workspace, add_article(workspace, snapshot, title).id, [TextRange(0, 4)])
    report = ledger_text(workspace, all_rows(workspace), Written.MARKDOWN)
    assert [line for line in report.split("\n") if line.startswith("# ")] == ["# Harbour", "# Tides"]


def test_the_example_is_copied_without_what_belongs_to_a_machine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    example = tmp_path / "example"
    (example / ".postil").mkdir(parents=True)
    (example / ".postil-library").write_text("{}", encoding="utf-8")
    monkeypatch.setattr(demo, "_PLACES", (tmp_path / "nowhere", example))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    copied = demo.copy_of_example()
    assert sorted(kept.name for kept in copied.iterdir()) == [".postil-library"]
    assert copied.parent.parent == tmp_path


def test_an_installation_without_an_example_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demo, "_PLACES", (tmp_path / "nowhere",))
    with pytest.raises(LibraryError, match="example"):
        demo.copy_of_example()
