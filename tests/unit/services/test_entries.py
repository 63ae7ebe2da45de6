from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from postil.core.errors import BadInput, WrongUse
from postil.services.sources.entries import as_typed, entry_source, is_item, more_of, read_entry
from postil.services.sources.sources import add_source
from tests.fakes import make_workspace

if TYPE_CHECKING:
    from postil.core.model import JSON

MUD: dict[str, JSON] = {
    "type": "article-journal",
    "title": "Mud",
    "author": [{"family": "Holm", "given": "Ines", "suffix": "Jr"}],
    "container-title": "Quay Studies",
    "volume": "4",
    "issued": {"date-parts": [[2031, 3]]},
    "DOI": "10.5555/mud",
}


def test_an_entry_reads_as_it_would_be_typed_and_untouched_stays_all_that_it_is() -> None:
    workspace = make_workspace()
    item, known = read_entry(workspace, json.dumps(MUD))
    assert known is None
    typed, details = as_typed(item)
    assert typed == "Mud"
    assert details["container"] == "Quay Studies"
    assert details["date"] == "2031-03"
    assert more_of(item) == ["volume", "DOI"]
    assert entry_source(workspace, item, typed, details).csl == MUD


def test_what_is_changed_in_its_lines_is_changed_in_the_source() -> None:
    workspace = make_workspace()
    typed, details = as_typed(MUD)
    source = entry_source(
        workspace, MUD, f"{typed}!", {**details, "author": "", "url": "https://quay.example/"}
    )
    assert source.title == "Mud!"
    assert "author" not in source.csl
    assert source.csl["URL"] == "https://quay.example/"
    assert source.csl["volume"] == "4"


def test_an_entry_without_a_title_is_called_by_its_address() -> None:
    item: dict[str, JSON] = {"type": "webpage", "URL": "https://quay.example/"}
    typed, details = as_typed(item)
    assert typed == "https://quay.example/"
    source = entry_source(make_workspace(), item, typed, {**details, "title": "The quay"})
    assert source.csl == {**item, "title": "The quay"}


def test_an_entry_of_a_known_source_is_recognised_by_its_number() -> None:
    workspace = make_workspace()
    known = add_source(workspace, MUD)
    _, found = read_entry(workspace, '{"type": "article-journal", "title": "MUD", "DOI": "doi:10.5555/MUD"}')
    assert found == known
    assert entry_source(workspace, MUD, *as_typed(MUD)) == known


@pytest.mark.parametrize("text", ["", "{", "[]", "[[]]", '{"title": "Mud", "issued": 3}', "7"])
def test_what_was_kept_and_is_damaged_is_no_item(text: str) -> None:
    assert is_item(json.dumps(MUD))
    assert not is_item(text)


def test_what_cannot_be_a_source_is_refused() -> None:
    workspace = make_workspace()
    with pytest.raises(WrongUse, match="with i"):
        read_entry(workspace, json.dumps([MUD, {**MUD, "DOI": "10.5555/other"}]))
    with pytest.raises(BadInput):
        read_entry(workspace, '{"title": ')
    with pytest.raises(WrongUse):
        entry_source(workspace, {"title": "Mud"}, "", {})
