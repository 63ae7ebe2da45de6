from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from postil.core.errors import NotFound
from postil.core.model import Evidence, Source, Stance
from postil.core.snapshot import TextRange
from postil.ingest.document import About, Document
from postil.services.articles.articles import draft, trash_article
from postil.services.articles.references import find_any, find_article, find_claim, find_evidence, find_source
from postil.services.marks.claims import mark_claim, trash_claims
from postil.services.marks.evidence import attach_evidence
from postil.services.sources.sources import add_source
from postil.storage.files import canonical
from tests.fakes import MemoryLibrary, add_article, make_workspace, snapshot_of
from tests.unit.storage.samples import ARTICLE, filled, key, opening, reopened

if TYPE_CHECKING:
    from collections.abc import Callable

    from postil.services.articles.references import Found
    from postil.services.library.workspace import Workspace


def test_an_article_is_named_by_id_parts_path_title_or_fragments() -> None:
    workspace = make_workspace()
    report = add_article(workspace)
    tides = add_article(workspace, snapshot_of("High water at noon."), "Tide tables")
    for name in (
        report.id,
        report.id[-6:],
        "/nowhere/The harbour report.txt",
        "THE HARBOUR REPORT",
        "harb",
        "report.txt",
    ):
        assert find_article(workspace, name).article == report
    assert find_article(workspace, "tide").article == tides


def test_what_names_several_lists_them_and_what_names_none_says_so() -> None:
    workspace = make_workspace()
    first = add_article(workspace)
    second = add_article(workspace, snapshot_of("Noon."), "The harbour again")
    with pytest.raises(NotFound, match=f"{first.id}.*{second.id}"):
        find_article(workspace, "harbour")
    with pytest.raises(NotFound, match=r"2 articles"):
        find_article(workspace, first.id[:10])
    for name in ("lighthouse", "", " ", "17"):
        with pytest.raises(NotFound, match="No article"):
            find_article(workspace, name)


def test_a_path_names_an_article_also_where_the_library_is_named_from_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    workspace = make_workspace(MemoryLibrary(Path("annotations")))
    document = Document(snapshot_of("Noon."), About("Tides"), path=str(tmp_path / "tides.txt"))
    article = draft(workspace, document).article
    workspace.add_article(article.id)
    assert find_article(workspace, "./tides.txt").article == article


def test_an_exact_title_goes_before_a_fragment() -> None:
    workspace = make_workspace()
    add_article(workspace, snapshot_of("One."), "Harbours of the coast")
    exact = add_article(workspace, snapshot_of("Two."), "Harbour")
    assert find_article(workspace, "harbour").article == exact


def test_an_article_in_the_trash_is_not_found_and_told() -> None:
    workspace = make_workspace()
    article = add_article(workspace)
    trash_article(workspace, article)
    with pytest.raises(NotFound, match="is in the trash") as raised:
        find_article(workspace, "harbour")
    assert article.id in raised.value.hint


def test_claims_evidence_and_sources() -> None:
    workspace = make_workspace()
    article = add_article(workspace)
    claim = mark_claim(workspace, article.id, [TextRange(4, 11)])
    source = add_source(workspace, {"id": "log1931", "title": "Harbour log"})
    evidence = attach_evidence(
        workspace, article.id, claim, stance=Stance.SUPPORTS, quote="Shut.", source=source
    )
    assert find_claim(workspace, claim.id[-6:])[1] == claim
    assert find_evidence(workspace, evidence.id)[1] == evidence
    assert find_source(workspace, "harbour LOG") == find_source(workspace, "log1931") == source
    assert isinstance(find_any(workspace, "log1931"), Source)
    found = find_any(workspace, evidence.id)
    assert isinstance(found, tuple)
    assert isinstance(found[1], Evidence)
    for find in (find_claim, find_evidence, find_source, find_any):
        with pytest.raises(NotFound, match="There is no"):
            find(workspace, "nothing")


def test_what_is_in_the_trash_is_not_found() -> None:
    workspace = make_workspace()
    article = add_article(workspace)
    claim = mark_claim(workspace, article.id, [TextRange(4, 11)])
    trash_claims(workspace, article.id, [claim])
    with pytest.raises(NotFound):
        find_claim(workspace, claim.id)


def test_what_was_found_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    library = filled(tmp_path)
    library.apply(opening(2, "Another wall"))
    decoded: list[str] = []

    def noting(data: bytes) -> canonical.Tables:
        tables = decode_tables(data)
        decoded.extend(tables.get("article", ()))
        return tables

    decode_tables = canonical.decode_tables
    monkeypatch.setattr(canonical, "decode_tables", noting)
    finders: tuple[tuple[Callable[[Workspace, str], Found], str], ...] = (
        (find_claim, key(11)),
        (find_evidence, key(21)),
        (find_any, key(12)[-5:]),
    )
    for find, named in finders:
        decoded.clear()
        workspace = make_workspace(reopened(library))
        found = find(workspace, named)
        assert isinstance(found, tuple)
        assert workspace.annotated(ARTICLE) is found[0]
        assert decoded == [ARTICLE]
    decoded.clear()
    workspace = make_workspace(reopened(library))
    assert find_article(workspace, "wall at") is workspace.annotated(ARTICLE)
    assert decoded == [ARTICLE, key(2), ARTICLE]
