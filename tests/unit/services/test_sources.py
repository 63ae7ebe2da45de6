from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from postil.core.errors import BadInput, WrongUse
from postil.core.model import Check, Source, Stance
from postil.core.snapshot import TextRange
from postil.core.text import clean_line
from postil.services.marks.claims import mark_claim
from postil.services.marks.evidence import attach_evidence
from postil.services.sources.arrivals import import_sources
from postil.services.sources.details import items_of
from postil.services.sources.sources import (
    add_source,
    add_sources,
    edit_source,
    entry_item,
    is_entry,
    link_document,
    match_sources,
    new_source,
    trash_source,
    typed_source,
    uses_of,
)
from postil.services.undo.undoing import undo
from tests.fakes import MemoryLibrary, add_article, history_of, make_workspace, snapshot_of

if TYPE_CHECKING:
    from postil.core.model import JSON

LOG = {
    "id": "log1931",
    "type": "book",
    "title": "Harbour log",
    "author": [{"family": "Ferry", "given": "Nell"}],
}


def test_an_items_id_is_its_key_when_it_is_free() -> None:
    workspace = make_workspace()
    first = add_source(workspace, LOG)  # type: ignore[arg-type]
    second = add_source(workspace, LOG)  # type: ignore[arg-type]
    assert first.key == "log1931"
    assert second.key not in {"", "log1931"}
    assert "id" not in first.csl


def test_many_items_are_one_gesture_with_keys_of_their_own() -> None:
    workspace = make_workspace()
    made = add_sources(workspace, [{"title": "Log"}, {"title": "Log"}])
    assert len({source.key for source in made}) == 2
    undo(workspace)
    assert not workspace.sources


@pytest.mark.parametrize(
    ("typed", "name", "value"),
    [
        ("A tide table", "title", "A tide table"),
        ("https://quay.example/log", "URL", "https://quay.example/log"),
        ("10.1234/tides.7", "DOI", "10.1234/tides.7"),
        ("https://doi.org/10.1234/tides.7", "DOI", "10.1234/tides.7"),
        ("doi: 10.1234/tides.7", "DOI", "10.1234/tides.7"),
        ("https://www.doi.org/10.1234/tides.7", "DOI", "10.1234/tides.7"),
        ("10.1000.10/182", "DOI", "10.1000.10/182"),
        ('{"type": "book", "title": "Tides"}', "title", "Tides"),
        ('[{"type": "book", "title": "Tides"}]', "title", "Tides"),
    ],
)
def test_what_is_typed_becomes_a_source_and_is_known_the_next_time(typed: str, name: str, value: str) -> None:
    workspace = make_workspace()
    source = typed_source(workspace, typed)
    assert source is not None
    assert source.csl[name] == value
    assert source.key not in workspace.sources
    added = add_source(workspace, {**source.csl, "id": source.key})
    assert typed_source(workspace, typed) == added


@pytest.mark.parametrize(
    ("csl", "typed"),
    [
        ({"URL": "https://quay.example/log"}, "http://QUAY.example/log/#tide"),
        ({"DOI": "https://doi.org/10.1234/TIDES"}, "doi:10.1234/tides"),
    ],
)
def test_another_spelling_of_an_address_or_a_doi_is_known(csl: dict[str, str], typed: str) -> None:
    workspace = make_workspace()
    assert typed_source(workspace, typed) != add_source(workspace, csl)
    assert typed_source(workspace, typed) == workspace.living_sources[0]


def test_a_key_a_title_in_any_case_or_nothing() -> None:
    workspace = make_workspace()
    source = add_source(workspace, LOG)  # type: ignore[arg-type]
    assert typed_source(workspace, "log1931") == source
    assert typed_source(workspace, " harbour LOG ") == source
    assert typed_source(workspace, " \n ") is None


def test_pasted_json_that_is_no_single_item_is_refused() -> None:
    workspace = make_workspace()
    with pytest.raises(BadInput):
        typed_source(workspace, '{"title": ')
    with pytest.raises(WrongUse, match="2 sources"):
        typed_source(workspace, json.dumps([{"title": "a"}, {"title": "b"}]))


def test_type_ahead_finds_all_words_and_the_last_used_first() -> None:
    workspace = make_workspace()
    article = add_article(workspace)
    claim = mark_claim(workspace, article.id, [TextRange(4, 11)])
    log = add_source(workspace, LOG)  # type: ignore[arg-type]
    tide = add_source(workspace, {"title": "Tide table", "container-title": "Harbour office"})
    assert match_sources(workspace, "FERRY har") == (log,)
    assert match_sources(workspace, "harbour") == (tide, log)
    attach_evidence(workspace, article.id, claim, stance=Stance.CONTEXT, quote="Shut.", source=log)
    assert match_sources(workspace, "harbour") == (log, tide)
    assert match_sources(workspace, "harbour", limit=1) == (log,)
    assert match_sources(workspace, "lighthouse") == ()


def test_editing_takes_fields_away_and_keeps_the_key() -> None:
    workspace = make_workspace()
    source = add_source(workspace, LOG)  # type: ignore[arg-type]
    source = edit_source(workspace, source, {"author": None, "title": "The log", "id": "other"})
    assert (source.key, source.csl) == ("log1931", {"type": "book", "title": "The log"})


def test_linking_a_text_checks_every_quote_in_one_gesture() -> None:
    workspace = make_workspace()
    article = add_article(workspace)
    claim = mark_claim(workspace, article.id, [TextRange(4, 11)])
    source = new_source(workspace, LOG)  # type: ignore[arg-type]
    for quote in ("gates were shut", "never said"):
        attach_evidence(workspace, article.id, claim, stance=Stance.SUPPORTS, quote=quote, source=source)
    text = add_article(workspace, snapshot_of("The gates were shut at noon."), "Log")
    link_document(workspace, workspace.source("log1931"), text.id)
    checks = [piece.check for piece in workspace.annotated(article.id).evidence_of(claim.id)]
    assert checks[0] is Check.EXACT
    assert checks[1] is not Check.EXACT
    undo(workspace)
    assert {piece.check for piece in workspace.annotated(article.id).evidence_of(claim.id)} == {
        Check.UNCHECKED
    }
    assert workspace.source("log1931").document == ""


def test_another_text_keeps_where_a_quote_stood_and_one_that_cannot_be_read_changes_nothing() -> None:
    library = MemoryLibrary()
    workspace = make_workspace(library)
    article = add_article(workspace)
    claim = mark_claim(workspace, article.id, [TextRange(4, 11)])
    source = add_source(workspace, LOG)  # type: ignore[arg-type]
    texts = [
        add_article(workspace, snapshot_of("Log.", f"The {when} gates shut."), when)
        for when in ("old", "new")
    ]
    source = link_document(workspace, source, texts[0].id)
    attach_evidence(workspace, article.id, claim, stance=Stance.SUPPORTS, quote="gates shut", source=source)
    source = link_document(workspace, source, texts[1].id)
    (moved,) = workspace.annotated(article.id).evidence_of(claim.id)
    assert moved.target is not None
    assert [place.snapshot for place in moved.target.places] == [text.snapshot for text in texts]
    del library.texts[texts[0].snapshot]
    workspace = make_workspace(library)
    link_document(workspace, source, texts[0].id)
    assert workspace.annotated(article.id).evidence_of(claim.id) == (moved,)


def test_a_source_that_shares_the_key_of_an_older_one_is_not_quoted() -> None:
    library = MemoryLibrary()
    workspace = make_workspace(library)
    article = add_article(workspace)
    claim = mark_claim(workspace, article.id, [TextRange(4, 11)])
    source = add_source(workspace, LOG)  # type: ignore[arg-type]
    attach_evidence(
        workspace, article.id, claim, stance=Stance.SUPPORTS, quote="gates were shut", source=source
    )
    twin = Source(id="1782579299999999999", key=source.key, csl={"title": "The twin"})
    library.held_sources += (twin,)
    workspace.forget()
    assert (len(uses_of(workspace, source)), uses_of(workspace, twin)) == (1, ())
    text = add_article(workspace, snapshot_of("The gates were shut at noon."), "Log")
    assert link_document(workspace, twin, text.id).document == text.id
    (piece,) = workspace.annotated(article.id).evidence_of(claim.id)
    assert piece.check is Check.UNCHECKED


def test_a_source_that_is_quoted_is_not_trashed() -> None:
    workspace = make_workspace()
    article = add_article(workspace)
    claim = mark_claim(workspace, article.id, [TextRange(4, 11)])
    source = new_source(workspace, LOG)  # type: ignore[arg-type]
    attach_evidence(workspace, article.id, claim, stance=Stance.SUPPORTS, quote="Shut.", source=source)
    assert [piece.quote for _, piece in uses_of(workspace, workspace.source("log1931"))] == ["Shut."]
    with pytest.raises(WrongUse, match="The harbour report"):
        trash_source(workspace, source)
    undo(workspace)
    assert not workspace.sources


def test_items_are_made_of_a_file_of_fields_or_of_both() -> None:
    assert items_of(None, {}) == []
    assert items_of(None, {"title": "Log"}) == [{"type": "document", "title": "Log"}]
    assert items_of(None, {"title": "Log", "date": " "}, complete=False) == [{"title": "Log", "issued": None}]
    both = items_of('[{"title": "A", "type": "book"}, {"title": "B"}]', {"container": "Quay"})
    assert both == [
        {"title": "A", "type": "book", "container-title": "Quay"},
        {"title": "B", "container-title": "Quay"},
    ]
    with pytest.raises(BadInput):
        items_of("", {})


@pytest.mark.parametrize("item", [{}, {"type": "book"}, {"title": "  "}, {"author": [{"family": "Ferry"}]}])
def test_a_source_needs_a_title_or_an_address(item: dict[str, JSON]) -> None:
    workspace = make_workspace()
    with pytest.raises(WrongUse, match=r"needs a title or an address\."):
        import_sources(workspace, [item])
    with pytest.raises(WrongUse, match="needs a title"):
        typed_source(workspace, json.dumps(item))
    with pytest.raises(BadInput, match=r"needs a title or an address\. Item 2 of 2"):
        items_of(json.dumps([LOG, item]), {})
    source = add_source(workspace, {"title": "Log"})
    with pytest.raises(WrongUse, match="needs a title"):
        edit_source(workspace, source, {"title": None})
    assert workspace.sources["log"].title == "Log"


def test_an_item_that_is_there_already_is_recognised() -> None:
    workspace = make_workspace()
    other = {**LOG, "title": "Another log"}
    first = import_sources(workspace, [LOG, other])  # type: ignore[list-item]
    assert [(each.source.key, each.new) for each in first] == [("log1931", True), ("ferry", True)]
    again = import_sources(workspace, [other, LOG, {"title": "Tides"}])  # type: ignore[list-item]
    assert [(each.source.key, each.new) for each in again] == [
        ("ferry", False),
        ("log1931", False),
        ("tides", True),
    ]
    trash_source(workspace, workspace.source("log1931"))
    count = len(history_of(workspace))
    (back,) = import_sources(workspace, [LOG])  # type: ignore[list-item]
    assert (back.new, back.source.deleted) == (False, "")
    import_sources(workspace, [LOG])  # type: ignore[list-item]
    assert len(history_of(workspace)) == count + 1


def test_an_empty_author_takes_the_authors_away() -> None:
    workspace = make_workspace()
    source = add_source(workspace, LOG)  # type: ignore[arg-type]
    (change,) = items_of(None, {}, authors=[""], complete=False)
    assert "author" not in edit_source(workspace, source, change).csl


@pytest.mark.parametrize(
    "text",
    [
        "@book{holm, title = {Mud}, author = {Holm, Ines}, year = 2031}",
        "TY  - BOOK\nTI  - Mud\nAU  - Holm, Ines\nPY  - 2031\nID  - holm\nER  - \n",
    ],
)
def test_a_pasted_entry_becomes_an_item(text: str) -> None:
    assert is_entry(text)
    item = entry_item(text)
    assert item == {
        "id": "holm",
        "type": "book",
        "title": "Mud",
        "author": [{"family": "Holm", "given": "Ines"}],
        "issued": {"date-parts": [[2031]]},
    }
    workspace = make_workspace()
    with pytest.raises(WrongUse, match="not read yet"):
        typed_source(workspace, clean_line(text))
    source = typed_source(workspace, json.dumps(item))
    assert source is not None
    assert source.key == "holm"


@pytest.mark.parametrize("typed", ["[Untitled] review", "{}", "Mud @book{", "https://port.example", "TY", ""])
def test_what_is_no_entry(typed: str) -> None:
    assert not is_entry(typed)


def test_of_many_pasted_entries_none_is_taken() -> None:
    with pytest.raises(WrongUse, match="with i"):
        entry_item("TY  - BOOK\nTI  - A\nER  - \nTY  - BOOK\nTI  - B\nER  - \n")
    with pytest.raises(WrongUse, match="needs a title"):
        entry_item("TY  - BOOK\nAU  - Holm\nER  - \n")
