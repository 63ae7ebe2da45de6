from __future__ import annotations

from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postil.citation.forms.known import FORMS
from postil.citation.shapes import Shape
from postil.core.settings import COPY_FORMS, COPY_SHAPES, DEFAULTS, Settings, settings_from


def test_every_setting_has_a_default() -> None:
    assert settings_from({}) == (DEFAULTS, ())


def test_values_are_taken() -> None:
    wanted = {
        "name": "Nell",
        "measure": 66,
        "ascii": True,
        "ratings": ["unrated", "true", "false"],
        "keymap": {"claim.mark": "m"},
        "views": {"to do": "is:unsourced -tag:later"},
    }
    settings, problems = settings_from(wanted)
    assert problems == ()
    assert (settings.name, settings.measure, settings.ascii) == ("Nell", 66, True)
    assert settings.ratings == ("unrated", "true", "false")
    assert settings.keymap == {"claim.mark": "m"}
    assert settings.views == {"to do": "is:unsourced -tag:later"}


def test_what_is_copied_has_a_word_for_it() -> None:
    assert tuple(Shape) == COPY_SHAPES
    assert tuple(FORMS) == COPY_FORMS
    assert settings_from({"copy_shape": "quote", "copy_form": "markdown"})[1] == ()


@pytest.mark.parametrize(
    ("name", "known"), [("copy_shape", "claim, reference"), ("copy_form", "plain, markdown")]
)
def test_a_word_that_is_not_known_is_refused_with_those_that_are(name: str, known: str) -> None:
    settings, problems = settings_from({name: "bogus"})
    assert settings == DEFAULTS
    assert known in problems[0]


def test_ratings_differ_by_more_than_their_case() -> None:
    settings, problems = settings_from({"ratings": ["True", "Unrated", "TRUE", "False"]})
    assert (settings.ratings, problems) == (("unrated", "True", "False"), ())


def test_what_is_wrong_with_ratings_is_told() -> None:
    _, problems = settings_from({"ratings": [str(number) for number in range(10)]})
    assert problems == ("“ratings” must be a list of 1 to 9 words beside “unrated”; the default is used.",)


def test_a_rating_that_decides_nothing_comes_first() -> None:
    assert settings_from({"ratings": [" wahr ", "falsch", "wahr"]})[0].ratings == (
        "unrated",
        "wahr",
        "falsch",
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("measure", "wide"),
        ("measure", True),
        ("measure", 19),
        ("measure", 201),
        ("measure", 72.0),
        ("name", 3),
        ("ascii", 1),
        ("ratings", "true"),
        ("ratings", []),
        ("ratings", [1]),
        ("ratings", [" "]),
        ("ratings", [str(number) for number in range(11)]),
        ("keymap", {"claim.mark": 1}),
        ("keymap", []),
        ("views", {"to do": 1}),
        ("views", "is:unsourced"),
    ],
)
def test_a_wrong_value_is_named_and_the_default_stays(name: str, value: object) -> None:
    settings, problems = settings_from({name: value})
    assert getattr(settings, name) == getattr(DEFAULTS, name)
    assert len(problems) == 1
    assert f"“{name}” must be" in problems[0]


def test_an_unknown_key_is_named_with_the_one_that_was_meant() -> None:
    settings, problems = settings_from({"mesure": 80, "zzz": 1})
    assert settings == DEFAULTS
    assert problems == ("“mesure” is not a setting. Did you mean “measure”?", "“zzz” is not a setting.")


@given(
    st.dictionaries(
        st.sampled_from([item.name for item in fields(Settings)]) | st.text(max_size=5),
        st.none()
        | st.booleans()
        | st.integers()
        | st.text()
        | st.lists(st.text())
        | st.dictionaries(st.text(), st.text()),
    )
)
def test_anything_gives_settings(mapping: dict[str, object]) -> None:
    settings, problems = settings_from(mapping)
    assert len(settings.ratings) >= 2
    assert 20 <= settings.measure <= 200
    assert len(problems) <= len(mapping)


def test_a_language_of_citations_that_is_unknown_is_told() -> None:
    settings, (problem,) = settings_from({"locale": "xx-QQ"})
    assert settings.locale == ""
    assert "“locale” must be one of af, ar" in problem
    assert settings_from({"locale": "de-AT"})[0].locale == "de-AT"
