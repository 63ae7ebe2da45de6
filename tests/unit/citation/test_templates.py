from __future__ import annotations

from string import Template

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postil.citation.forms.form import Quote
from postil.citation.forms.known import FORMS
from postil.citation.reference import Citation
from postil.citation.templates import FIELDS, filled, values_of
from postil.core.errors import WrongUse
from postil.core.model import Check, Claim, Evidence, Locator, Stance
from postil.core.target import Selector, Target

CITATION = Citation(
    "(Holm, 2031, p. 7)", "Holm. Mud.", "https://port.example/m_1", key="holm", locator=Locator("page", "7")
)
ITEM = {
    "title": "Mud *and* silt",
    "author": [{"family": "Holm", "given": "Ines"}],
    "issued": {"date-parts": [[2031]]},
}
CLAIM = Claim(
    id="1",
    target=Target("s", (Selector("mud", "", "", 0, 3),)),
    text="It is mud.",
    speaker="Reed",
    rating="disputed",
)
PIECE = Evidence(
    id="2", claim="1", stance=Stance.DISPUTES, quote="Mud.", source="holm", check=Check.EXACT, note="n_1"
)


def values(form: str) -> dict[str, str]:
    return values_of(FORMS[form], Quote("Mud\nmoves."), CITATION, ITEM, claim=CLAIM, evidence=PIECE)  # type: ignore[arg-type]


def test_every_field_stands_for_what_it_says() -> None:
    told = values("plain")
    assert told.keys() == FIELDS.keys()
    assert filled("$quote [$citation] $authors: $title ($date) $key $place $url", told) == (
        "Mud moves. [Holm, 2031, p. 7] Ines Holm: Mud *and* silt (2031) holm p. 7 https://port.example/m_1"
    )
    assert (
        filled("$claim|$speaker|$rating|$note|$stance|$check|$$", told)
        == "It is mud.|Reed|disputed|n_1|disputes|exact|$"
    )


def test_values_are_written_in_the_markup() -> None:
    assert filled("*$title* $note", values("markdown")) == "*Mud \\*and\\* silt* n\\_1"
    assert filled("$cited", values("html")).startswith("<blockquote")


@pytest.mark.parametrize(
    ("template", "words"),
    [("$qoute", "$quote?"), ("$zzz", "$citation"), ("5 $", "$$"), ("${quote", "$$")],
)
def test_a_wrong_template_says_what_is_right(template: str, words: str) -> None:
    with pytest.raises(WrongUse) as caught:
        filled(template, values("plain"))
    assert words in str(caught.value)


@given(st.text())
def test_any_template_is_filled_or_refused(template: str) -> None:
    try:
        text = filled(template, dict.fromkeys(FIELDS, "x"))
    except WrongUse:
        return
    assert "\x1b" not in text
    assert Template(template).is_valid()
