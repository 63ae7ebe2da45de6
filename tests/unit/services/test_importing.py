from __future__ import annotations

import json

import pytest

from postil.core.errors import BadInput
from postil.services.sources.importing import (
    Taken,
    exported,
    foreseen,
    keys_told,
    met,
    read_incoming,
    take_in,
)
from postil.services.sources.sources import add_source, edit_source, trash_source
from postil.services.undo.trash import restore, trashed
from postil.services.undo.undoing import redo, undo
from tests.fakes import make_workspace

MUD = {"type": "book", "title": "Mud", "DOI": "10.1234/MUD", "issued": {"date-parts": [[2031]]}}


def counts(taken: Taken) -> tuple[int, int]:
    return taken.added, taken.completed


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


@pytest.mark.parametrize(
    ("item", "name"),
    [
        ({**MUD, "author": [{"family": "Reed", "given": "Tobias"}]}, "Reed 2031: Mud"),
        ({"title": "Mud"}, "Mud"),
        ({"DOI": "10.1234/mud"}, "doi:10.1234/mud"),
        ({"ISBN": "9783161484100"}, "ISBN 9783161484100"),
    ],
)
def test_what_comes_in_is_told_by_what_it_has(item: dict[str, object], name: str) -> None:
    assert met(make_workspace(), item).met[0].name == name  # type: ignore[arg-type]


def test_new_ones_come_in_and_known_ones_are_completed_on_request_in_one_gesture() -> None:
    workspace = make_workspace()
    mud = add_source(workspace, MUD)  # type: ignore[arg-type]
    text = listed({**MUD, "title": "Changed", "publisher": "Quay Press"}, {"title": "Silt"}, {"title": ""})
    incoming = read_incoming(workspace, text)
    assert (incoming.new, incoming.richer, len(incoming.remarks)) == (1, 1, 1)
    assert counts(take_in(workspace, incoming, merge=False)) == (1, 0)
    undo(workspace)
    assert counts(take_in(workspace, read_incoming(workspace, text), merge=True)) == (1, 1)
    now = workspace.source(mud.key)
    assert (now.title, now.csl["publisher"]) == ("Mud", "Quay Press")
    assert counts(take_in(workspace, read_incoming(workspace, text), merge=True)) == (0, 0)
    undo(workspace)
    assert [source.title for source in workspace.living_sources] == ["Mud"]


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


def test_a_type_that_says_nothing_gives_way() -> None:
    workspace = make_workspace()
    bare = add_source(workspace, {"type": "document", "DOI": "10.1234/mud"})
    assert counts(take_in(workspace, met(workspace, MUD), merge=True)) == (0, 1)  # type: ignore[arg-type]
    now = workspace.source(bare.key)
    assert (now.csl["type"], now.title) == ("book", "Mud")
    assert met(workspace, {"type": "document", "title": "X", "DOI": "10.1234/mud"}).richer == 0


def test_what_is_of_one_work_in_one_bibliography_comes_in_once_with_all_that_is_told_of_it() -> None:
    workspace = make_workspace()
    twice = [
        {"id": "mud", **MUD},
        {"id": "silt", "title": "Silt", "ISBN": "0-306-40615-2"},
        {"id": "mud2", "title": "Of mud", "DOI": "https://doi.org/10.1234/mud", "publisher": "Quay Press"},
        {"id": "silt2", "title": "SILT", "ISBN": "978-0-306-40615-7 (cloth)", "publisher": "Quay Press"},
        {"id": "silt", "title": "Silt", "ISBN": "0-306-40615-2"},
    ]
    incoming = read_incoming(workspace, listed(*twice))
    (remark,) = incoming.remarks
    assert remark.startswith("3 items left out that the bibliography holds twice: “mud2” (the same DOI), ")
    assert remark.endswith(" “silt2” (the same ISBN), “silt” (word for word).")
    taken = take_in(workspace, incoming, merge=False)
    assert [(source.key, source.csl.get("publisher")) for source in workspace.living_sources] == [
        ("mud", "Quay Press"),
        ("silt", "Quay Press"),
    ]
    assert keys_told(workspace, incoming, taken.sources) == [
        "“mud2” is “mud” here.",
        "“silt2” is “silt” here.",
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            {"type": "chapter", "title": "One", "ISBN": "9783161484100"},
            {"title": "Two", "ISBN": "9783161484100"},
        ),
        ({"title": "Editorial", "volume": "5"}, {"title": "Editorial", "volume": "6"}),
        (
            {"title": "Preface", "author": [{"family": "Holm"}]},
            {"title": "Preface", "author": [{"family": "Reed"}]},
        ),
        ({"title": "Mud", "DOI": "10.1234/a"}, {"title": "Mud", "DOI": "10.1234/b"}),
        ({"title": "Mud", "container-title": "Waters"}, {"title": "Mud", "container-title": "Quays"}),
    ],
)
def test_what_shares_a_sign_and_differs_otherwise_is_two(
    one: dict[str, object], other: dict[str, object]
) -> None:
    incoming = read_incoming(make_workspace(), listed(one, other))
    assert (incoming.new, incoming.remarks) == (2, ())


def test_an_author_is_the_same_with_or_without_what_stands_before_the_name() -> None:
    people = [{"family": "Meer", "non-dropping-particle": "van der"}, {"literal": "Jan van der Meer"}]
    items = [{"title": "Mud", "author": [person]} for person in people]
    assert read_incoming(make_workspace(), listed(*items)).new == 1


def test_two_items_that_are_one_known_source_both_complete_it() -> None:
    workspace = make_workspace()
    add_source(workspace, {**MUD, "ISBN": "9783161484100"})  # type: ignore[dict-item]
    more = [{"DOI": "10.1234/mud", "publisher": "Quay Press"}, {"ISBN": "9783161484100", "volume": "2"}]
    assert counts(take_in(workspace, read_incoming(workspace, listed(*more)), merge=True)) == (0, 1)
    now = workspace.source("mud2031").csl
    assert (now["publisher"], now["volume"]) == ("Quay Press", "2")


KEYED = {"id": "mud31", **MUD}


def test_what_was_taken_back_and_comes_again_has_its_key_again() -> None:
    workspace = make_workspace()
    incoming = read_incoming(workspace, listed(KEYED))
    first = take_in(workspace, incoming, merge=False).sources[0]
    undo(workspace)
    again = take_in(workspace, read_incoming(workspace, listed(KEYED)), merge=False)
    assert (counts(again), again.sources[0].id, again.sources[0].key) == ((1, 0), first.id, "mud31")
    assert not keys_told(workspace, incoming, again.sources)
    undo(workspace)
    assert not workspace.living_sources
    redo(workspace)
    assert [source.key for source in workspace.living_sources] == ["mud31"]


def test_what_had_another_key_than_its_own_gets_that_again_too() -> None:
    workspace = make_workspace()
    add_source(workspace, {"id": "mud31", "title": "Silt"})
    for _ in range(2):
        incoming = read_incoming(workspace, listed(KEYED))
        taken = take_in(workspace, incoming, merge=False)
        assert taken.sources[0].key == "mud2031"
        assert keys_told(workspace, incoming, taken.sources) == [
            "The key “mud31” is another source’s; this one is “mud2031”."
        ]
        undo(workspace)


def test_a_key_of_another_source_in_the_trash_stays_its_own() -> None:
    workspace = make_workspace()
    source = take_in(workspace, read_incoming(workspace, listed(KEYED)), merge=False).sources[0]
    trash_source(workspace, edit_source(workspace, source, {"publisher": "Quay Press"}))
    incoming = read_incoming(workspace, listed(KEYED))
    told = ["The key “mud31” is that of a source in the trash; this one is “mud2031”."]
    assert keys_told(workspace, incoming, foreseen(workspace, incoming, merge=False).sources) == told
    assert keys_told(workspace, incoming, take_in(workspace, incoming, merge=False).sources) == told
    restore(workspace, *trashed(workspace))
    assert sorted(workspace.sources) == ["mud2031", "mud31"]


def test_a_trashed_source_of_another_key_stays_there_where_the_item_can_have_its_own() -> None:
    workspace = make_workspace()
    source = take_in(workspace, read_incoming(workspace, listed(KEYED)), merge=False).sources[0]
    trash_source(workspace, source)
    taken = take_in(workspace, read_incoming(workspace, listed({**KEYED, "id": "holm"})), merge=False)
    assert [source.key for source in taken.sources] == ["holm"]
