from __future__ import annotations

import pytest

from postil.core.errors import WrongUse
from postil.core.model import Stance
from postil.core.snapshot import TextRange
from postil.services.marks.claims import mark_claim
from postil.services.marks.evidence import attach_evidence
from postil.services.sources.joining import joined_fields, merge_sources, trash_with_evidence
from postil.services.sources.sources import add_source, uses_of
from postil.services.undo.undoing import undo
from tests.fakes import MemoryLibrary, add_article, make_workspace

MUD = {"type": "book", "title": "Mud", "DOI": "10.1234/MUD", "issued": {"date-parts": [[2031]]}}


def test_two_sources_become_one_with_all_their_evidence() -> None:
    workspace = make_workspace(MemoryLibrary())
    article = add_article(workspace)
    claim = mark_claim(workspace, article.id, [TextRange(4, 11)])
    mud = add_source(workspace, MUD)  # type: ignore[arg-type]
    other = add_source(workspace, {"type": "book", "title": "Mud again", "publisher": "Quay Press"})
    attach_evidence(workspace, article.id, claim, stance=Stance.SUPPORTS, quote="Mud.", source=other)
    merged = merge_sources(workspace, mud, other)
    assert (merged.title, merged.csl["publisher"]) == ("Mud", "Quay Press")
    assert [piece.quote for _, piece in uses_of(workspace, mud)] == ["Mud."]
    assert [source.key for source in workspace.living_sources] == [mud.key]
    undo(workspace)
    assert [piece.quote for _, piece in uses_of(workspace, other)] == ["Mud."]
    with pytest.raises(WrongUse):
        merge_sources(workspace, mud, mud)


def test_a_source_goes_with_its_evidence() -> None:
    workspace = make_workspace(MemoryLibrary())
    article = add_article(workspace)
    claim = mark_claim(workspace, article.id, [TextRange(4, 11)])
    mud = add_source(workspace, MUD)  # type: ignore[arg-type]
    attach_evidence(workspace, article.id, claim, stance=Stance.SUPPORTS, quote="Mud.", source=mud)
    assert trash_with_evidence(workspace, mud) == 1
    assert not workspace.living_sources
    assert not workspace.annotated(article.id).evidence_of(claim.id)
    undo(workspace)
    assert uses_of(workspace, mud)


def test_what_two_sources_have_is_told_field_by_field() -> None:
    workspace = make_workspace()
    mud = add_source(workspace, MUD)  # type: ignore[arg-type]
    other = add_source(workspace, {"title": "Mud again", "publisher": "Quay Press", "x": {"row": [7]}})
    told = {one.field: (one.kept, one.other) for one in joined_fields(mud, other)}
    assert told == {
        "type": ("book", ""),
        "title": ("Mud", "Mud again"),
        "issued": ("2031", ""),
        "DOI": ("10.1234/MUD", ""),
        "publisher": ("", "Quay Press"),
        "x": ("", '{"row": [7]}'),
    }
    with pytest.raises(WrongUse, match="itself"):
        joined_fields(mud, mud)
