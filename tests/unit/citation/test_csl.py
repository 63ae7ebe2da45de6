from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from postil.citation.csl import (
    check_item,
    issued,
    item_of_article,
    make_item,
    names,
    parse_items,
    words,
)
from postil.core.errors import BadInput, WrongUse
from postil.core.model import Article

if TYPE_CHECKING:
    from postil.core.model import JSON


def test_an_item_holds_what_was_typed_and_nothing_else() -> None:
    item = make_item(
        kind="article-newspaper",
        title=" Dredging\nbegins ",
        authors=["Ashdown, Ruth", "", "{Harbour Board}"],
        date="2022-03",
        container="Saltmarsh Courier",
        publisher_place="Saltmarsh Quay",
    )
    assert item == {
        "type": "article-newspaper",
        "title": "Dredging begins",
        "author": [{"family": "Ashdown", "given": "Ruth"}, {"literal": "Harbour Board"}],
        "issued": {"date-parts": [[2022, 3]]},
        "container-title": "Saltmarsh Courier",
        "publisher-place": "Saltmarsh Quay",
    }


def test_a_type_that_csl_does_not_have_is_refused_with_those_it_has() -> None:
    with pytest.raises(WrongUse, match=r"“newspaper” is not a type.*article-newspaper"):
        make_item(kind="newspaper")


def test_an_article_of_the_library_cites_itself() -> None:
    article = Article(
        id="1",
        title="The tide tables were right",
        authors=("Ruth Ashdown",),
        published="2024-05-02T06:00:00Z",
        container="Saltmarsh Courier",
        url="https://courier.example/tides",
        accessed="2024-06-01T10:11:12.000000Z",
    )
    assert item_of_article(article) == {
        "type": "webpage",
        "title": "The tide tables were right",
        "author": [{"family": "Ashdown", "given": "Ruth"}],
        "issued": {"date-parts": [[2024, 5, 2]]},
        "container-title": "Saltmarsh Courier",
        "URL": "https://courier.example/tides",
        "accessed": {"date-parts": [[2024, 6, 1]]},
    }
    assert item_of_article(Article(id="2", title="Untold")) == {"type": "document", "title": "Untold"}


def test_an_imported_item_is_cleaned_and_keeps_unknown_keys() -> None:
    item = check_item(
        {"id": "a", "title": "Tides\x1b[31m \n and  boats", "custom": {"x\x07": ["y\u202e", 1, None]}}
    )
    assert item == {"id": "a", "title": "Tides and boats", "custom": {"x␇": ["y�", 1, None]}}


@pytest.mark.parametrize(
    ("item", "field"),
    [
        ({"author": "Ashdown"}, "author"),
        ({"author": ["Ashdown"]}, "author"),
        ({"editor": [{"family": 7}]}, "editor"),
        ({"issued": "2022"}, "issued"),
        ({"issued": {"date-parts": [[2022, 3, 7, 1]]}}, "issued"),
        ({"accessed": {"date-parts": [["March"]]}}, "accessed"),
        ({"issued": {"date-parts": [[True]]}}, "issued"),
        ({"title": ["Tides"]}, "title"),
        ({"URL": None}, "URL"),
        ({"volume": True}, "volume"),
    ],
)
def test_a_field_that_cannot_be_read_is_named(item: dict[str, JSON], field: str) -> None:
    with pytest.raises(BadInput, match=f"“{field}”"):
        check_item(item)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("nonsense", "not strict JSON"),
        ("", "not strict JSON"),
        ('{"volume": NaN}', "NaN is not a finite"),
        ('{"volume": -Infinity}', "-Infinity is not a finite"),
        ('{"volume": 1e999}', "not a finite"),
        ('{"volume": ' + "9" * 5000 + "}", "not strict JSON"),
        ('{"title": "a", "title": "b"}', "“title” stands twice"),
        ('{"title\\u200b": "a", "title": "b"}', "invisible"),
        ('[{"id": "a"}, {"id": "a"}]', "id “a”"),
        ('[{"id": 1}, {"id": "1"}]', "id “1”"),
        ('["a"]', "is an object"),
        ("7", "is an object"),
        ('{"x": ' + "[" * 100 + "]" * 100 + "}", "more than 64 deep"),
        ("[" * 100_000, "more than 64 deep"),
    ],
)
def test_items_are_read_strictly(text: str, what: str) -> None:
    with pytest.raises(BadInput, match=what):
        parse_items(text)


def test_one_item_or_a_list_of_them_is_read() -> None:
    assert parse_items('{"title": "Tides"}') == [{"title": "Tides"}]
    assert parse_items('[{"title": "Tides"}, {"title": "Boats"}]') == [{"title": "Tides"}, {"title": "Boats"}]
    assert parse_items("[]") == []


def test_fields_are_read_whatever_they_hold() -> None:
    item: dict[str, JSON] = {
        "title": 'The <i>Curlew</i> and <span class="nocase">her</span> crew, 1 < 2',
        "volume": 7,
        "author": [{"family": "Ashdown"}, "nobody", {}],
        "issued": {"raw": "2022"},
        "page": True,
    }
    assert words(item, "title") == "The Curlew and her crew, 1 < 2"
    assert words(item, "volume") == "7"
    assert words(item, "page") == ""
    assert [name.full for name in names(item)] == ["Ashdown"]
    assert names(item, "editor") == ()
    assert issued(item).year == "2022"
