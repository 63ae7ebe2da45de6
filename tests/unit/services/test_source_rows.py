from __future__ import annotations

from postil.core.model import Stance
from postil.core.snapshot import TextRange
from postil.services.marks.claims import mark_claim
from postil.services.marks.evidence import attach_evidence
from postil.services.sources.rows import source_rows
from postil.services.sources.sources import add_source
from postil.services.undo.trash import trashed
from tests.fakes import add_article, make_workspace


def test_each_source_with_how_often_it_is_quoted_and_all_its_words() -> None:
    workspace = make_workspace()
    article = add_article(workspace)
    claim = mark_claim(workspace, article.id, [TextRange(4, 11)])
    mud = add_source(
        workspace,
        {
            "title": "Mud",
            "author": [{"family": "Hölm"}],
            "issued": {"date-parts": [[2031]]},
            "custom": {"shelf": ["B 7"]},
        },
    )
    add_source(workspace, {"title": "Silt", "publisher": "Quay Press"})
    for quote in ("Mud.", "More mud."):
        attach_evidence(workspace, article.id, claim, stance=Stance.SUPPORTS, quote=quote, source=mud)
    silt_row, mud_row = source_rows(workspace)
    assert (mud_row.name, mud_row.title, mud_row.year, mud_row.quoted) == ("Hölm 2031", "Mud", "2031", 2)
    assert "holm" in mud_row.text
    assert "b 7" in mud_row.text
    assert (silt_row.container, silt_row.quoted) == ("Quay Press", 0)
    assert not trashed(workspace)


def test_of_two_sources_of_one_key_the_older_one_is_quoted() -> None:
    workspace = make_workspace()
    article = add_article(workspace)
    claim = mark_claim(workspace, article.id, [TextRange(4, 11)])
    mud = add_source(workspace, {"title": "Mud", "id": "mud"})
    attach_evidence(workspace, article.id, claim, stance=Stance.SUPPORTS, quote="Mud.", source=mud)
    library = workspace.library
    twin = workspace.new(type(mud)(id="", key="mud", csl={"title": "Other mud"}))
    library.held_sources = (*library.held_sources, twin)  # type: ignore[attr-defined]
    workspace.forget()
    assert {row.title: row.quoted for row in source_rows(workspace)} == {"Mud": 1, "Other mud": 0}
