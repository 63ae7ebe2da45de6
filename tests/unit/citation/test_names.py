from __future__ import annotations

import pytest

from postil.citation.names import Name, parse_name


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("Ashdown, Ruth", {"family": "Ashdown", "given": "Ruth"}),
        ("Ruth E. Ashdown", {"family": "Ashdown", "given": "Ruth E."}),
        ("van der Meer, Jan", {"non-dropping-particle": "van der", "family": "Meer", "given": "Jan"}),
        ("Jan van der Meer", {"non-dropping-particle": "van der", "family": "Meer", "given": "Jan"}),
        ("Humboldt, Wilhelm von", {"family": "Humboldt", "given": "Wilhelm", "dropping-particle": "von"}),
        ("José Ortega y Gasset", {"family": "Gasset", "given": "José Ortega y"}),
        ("Pike, Jr., Samuel", {"family": "Pike", "given": "Samuel", "suffix": "Jr."}),
        ("Pike, Samuel, Jr.", {"family": "Pike", "given": "Samuel", "suffix": "Jr."}),
        ("Samuel Pike III", {"family": "Pike", "given": "Samuel", "suffix": "III"}),
        ("{Saltmarsh Quay Council}", {"literal": "Saltmarsh Quay Council"}),
        ("Reuters", {"literal": "Reuters"}),
        ("Office for Tides", {"literal": "Office for Tides"}),
        ("Ebb & Flow Ltd.", {"literal": "Ebb & Flow Ltd."}),
        ("Council, Ada", {"family": "Council", "given": "Ada"}),
        ("Karl von und zu Watt", {"given": "Karl", "non-dropping-particle": "von und zu", "family": "Watt"}),
        ("Ruth\x1b[31m  Ashdown", {"family": "Ashdown", "given": "Ruth"}),
        ("{}", {}),
        (" , ", {}),
        ("", {}),
        ("Jr.", {"literal": "Jr."}),
        (", Jr.", {"literal": "Jr."}),
        ("Iv, Iv", {"literal": "Iv Iv"}),
    ],
)
def test_names_are_split_as_people_type_them(typed: str, parts: dict[str, str]) -> None:
    assert parse_name(typed) == parts


def test_a_name_is_written_out_short_and_in_full() -> None:
    assert Name.of(parse_name("van der Meer, Jan, Jr.")) == Name("van der Meer", "Jan van der Meer Jr.")
    assert Name.of(parse_name("Humboldt, Wilhelm von")) == Name("Humboldt", "Wilhelm von Humboldt")
    assert Name.of({"literal": "Harbour Board", "family": "ignored"}) == Name(
        "Harbour Board", "Harbour Board"
    )


@pytest.mark.parametrize("value", [None, "Ashdown", {}, {"family": ""}, {"family": 7}, []])
def test_what_names_nobody_is_no_name(value: str | dict[str, object] | None) -> None:
    assert Name.of(value) is None  # type: ignore[arg-type]
