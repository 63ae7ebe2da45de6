from __future__ import annotations

import pytest

from postil.citation.locator import _FORMS, locator_text, parse_locator
from postil.core.model import Locator


@pytest.mark.parametrize(
    ("typed", "label", "value", "text"),
    [
        ("p. 12", "page", "12", "p. 12"),
        ("page 12", "page", "12", "p. 12"),
        ("P12", "page", "12", "p. 12"),
        ("pp. 12-15", "page", "12–15", "pp. 12–15"),
        ("12-15", "page", "12–15", "pp. 12–15"),
        ("12 -- 15", "page", "12–15", "pp. 12–15"),
        ("7", "page", "7", "p. 7"),
        ("xii-xv", "page", "xii–xv", "pp. xii–xv"),
        ("p. A-12", "page", "A-12", "p. A-12"),
        ("pp. 3, 5-9 and 11", "page", "3, 5–9 and 11", "pp. 3, 5–9 and 11"),
        ("pp. 12ff", "page", "12ff", "pp. 12ff"),
        ("12ff.", "page", "12ff.", "pp. 12ff."),
        ("12f", "page", "12f", "pp. 12f"),
        ("12 ff.", "page", "12 ff.", "pp. 12 ff."),
        ("A-12", "page", "A-12", "p. A-12"),
        ("S12", "page", "S12", "p. S12"),
        ("S. 5", "page", "5", "p. 5"),
        ("S. 5 f.", "page", "5 f.", "pp. 5 f."),
        ("Seite 5", "page", "5", "p. 5"),
        ("pág. 5", "page", "5", "p. 5"),
        ("стр. 5-7", "page", "5–7", "pp. 5–7"),
        ("с. 5", "page", "5", "p. 5"),
        ("Kap. 3", "chapter", "3", "ch. 3"),
        ("chap. 3", "chapter", "3", "ch. 3"),
        ("Bd. 2", "volume", "2", "vol. 2"),
        ("Table 2", "table", "2", "table 2"),
        ("tables 2-4", "table", "2–4", "tables 2–4"),
        ("Appendix B", "appendix", "B", "app. B"),
        ("s.v. mud", "sub-verbo", "mud", "s.v. mud"),
        ("sub verbo “tidal mud”", "sub-verbo", "“tidal mud”", "s.v. “tidal mud”"),
        ("s. 5", "", "s. 5", "s. 5"),
        ("table of contents", "", "table of contents", "table of contents"),
        ("¶4", "paragraph", "4", "¶ 4"),
        ("para 4", "paragraph", "4", "¶ 4"),
        ("paras. 4-6", "paragraph", "4–6", "¶¶ 4–6"),
        ("§ 2.1", "section", "2.1", "§ 2.1"),
        ("sec. 2.1-2.3", "section", "2.1–2.3", "§§ 2.1–2.3"),
        ("ch. 3", "chapter", "3", "ch. 3"),
        ("Chapter IV", "chapter", "IV", "ch. IV"),
        ("12:34", "timestamp", "12:34", "12:34"),
        ("1:02:33", "timestamp", "1:02:33", "1:02:33"),
        ("at 12:34-13:10", "timestamp", "12:34–13:10", "12:34–13:10"),
        ("l. 40", "line", "40", "l. 40"),
        ("v. 3:16-18", "verse", "3:16–18", "vv. 3:16–18"),
        ("loc. 1234", "", "loc. 1234", "loc. 1234"),
        ("vol. 2, p. 12", "", "vol. 2, p. 12", "vol. 2, p. 12"),
        ("12-12-12", "", "12-12-12", "12-12-12"),
        ("note well", "", "note well", "note well"),
        ("the  back\ncover", "", "the back cover", "the back cover"),
        ("", "", "", ""),
        ("  ", "", "", ""),
    ],
)
def test_what_people_type_is_read_and_written(typed: str, label: str, value: str, text: str) -> None:
    locator = parse_locator(typed)
    assert (locator.label, locator.value) == (label, value)
    assert locator_text(locator) == text


@pytest.mark.parametrize("label", _FORMS)
@pytest.mark.parametrize("value", ["7", "7–9"])
def test_every_label_has_a_short_form_that_reads_back(label: str, value: str) -> None:
    locator = Locator(label, value)
    assert locator_text(locator) != value
    assert parse_locator(locator_text(locator)) == locator


def test_a_label_of_another_tool_is_written_out() -> None:
    assert locator_text(Locator("canon", "4")) == "canon 4"
