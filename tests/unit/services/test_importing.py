from __future__ import annotations

import json

import pytest

from postil.core.errors import BadInput, WrongUse
from postil.core.model import Stance
from postil.core.snapshot import TextRange
from postil.services.claims import mark_claim
from postil.services.evidence import attach_evidence
from postil.services.importing import (
    exported,
    joined_fields,
    merge_sources,
    met,
    read_incoming,
    take_in,
    trash_with_evidence,
)
from postil.services.sources import add_source, uses_of
from postil.services.undoing import undo
from tests.fakes import MemoryLibrary, add_article, make_workspace

MUD = {"type": "book", "title": "Mud", "DOI": "10.1234/MUD", "issued": {"date-parts": [[2031]]}}


def listed(*items: object) -> str:
    return json.dumps(items)


@pytest.mark.parametrize(
    ("item", "why"),
    [
        ({"title": "Other", "DOI": "10.1234/mud"}, "the same DOI"),
        ({"title": "MUD!", "issued": {"date-parts": [[2031, 5]]}}, "the same title and year"),
        ({"title": "Mud", "issued": {"date-parts": [[1999]]}}, ""),
        ({"title": "New sand", "ISBN": "9783161484100"}, ""),
        ({"title": "Another page", "URL": "https://port.example/silt"}, ""),
        ({"title": "Old SILT", "URL": "https://port.example/silt/#a"}, "the same address"),
        ({"DOI": "https://www.doi.org/10.1234/mud"}, "the same DOI"),
        ({"title": "Old silt", "URL": "port.example/log", "issued": {"date-parts": [[1999]]}}, ""),
        ({"ISBN": "978-3-16-148410-0"}, "the same ISBN"),
    ],
)
def test_what_is_here_is_recognised(item: dict[str, object], why: str) -> None:
    workspace = make_workspace()
    add_source(workspace, MUD)  # type: ignore[arg-type]
    add_source(workspace, {"title": "Old silt", "URL": "http://port.example/silt"})
    add_source(workspace, {"title": "Old sand", "ISBN": "9783161484100"})
    add_source(workspace, {"title": "Old silt", "URL": "port.example/tides"})
    (met,) = read_incoming(workspace, listed(item)).met
    assert met.why == why


def test_new_ones_come_in_and_known_ones_are_completed_on_request_in_one_gesture() -> None:
    workspace = make_workspace()
    mud = add_source(workspace, MUD)  # type: ignore[arg-type]
    text = listed({**MUD, "title": "Changed", "publisher": "Quay Press"}, {"title": "Silt"}, {"title": ""})
    incoming = read_incoming(workspace, text)
    assert (incoming.new, incoming.richer, len(incoming.remarks)) == (1, 1, 1)
    assert take_in(workspace, incoming, merge=False) == (1, 0)
    undo(workspace)
    assert take_in(workspace, read_incoming(workspace, text), merge=True) == (1, 1)
    now = workspace.source(mud.key)
    assert (now.title, now.csl["publisher"]) == ("Mud", "Quay Press")
    assert take_in(workspace, read_incoming(workspace, text), merge=True) == (0, 0)
    undo(workspace)
    assert [source.title for source in workspace.living_sources] == ["Mud"]


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


def test_sources_are_written_under_their_keys() -> None:
    workspace = make_workspace()
    mud = add_source(workspace, MUD)  # type: ignore[arg-type]
    written = exported([mud], "ris")
    assert f"ID  - {mud.key}\r\n" in written.text


def test_an_item_that_is_wrong_keeps_no_other_out() -> None:
    workspace = make_workspace()
    odd = {"title": "Odd", "author": "Holm"}
    incoming = read_incoming(workspace, listed(MUD, odd, odd, {"type": "book"}))
    assert (incoming.new, incoming.unread) == (1, 3)
    assert "2 items left out" in incoming.remarks[0]
    assert "author" in incoming.remarks[0]
    with pytest.raises(BadInput, match="author"):
        read_incoming(workspace, listed(odd))


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


def test_a_type_that_says_nothing_gives_way() -> None:
    workspace = make_workspace()
    bare = add_source(workspace, {"type": "document", "DOI": "10.1234/mud"})
    assert take_in(workspace, met(workspace, MUD), merge=True) == (0, 1)  # type: ignore[arg-type]
    now = workspace.source(bare.key)
    assert (now.csl["type"], now.title) == ("book", "Mud")
    assert met(workspace, {"type": "document", "title": "X", "DOI": "10.1234/mud"}).richer == 0


def test_what_shares_a_sign_in_one_bibliography_is_kept_and_only_twins_are_told_of() -> None:
    chapters = [
        {"type": "chapter", "title": title, "ISBN": "9783161484100"} for title in ("One", "Two", "Two")
    ]
    incoming = read_incoming(make_workspace(), listed(*chapters))
    assert [met.item["title"] for met in incoming.met] == ["One", "Two"]
    assert incoming.remarks == ("1 item left out that the bibliography holds twice, word for word.",)
