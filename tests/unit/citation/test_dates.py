from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from postil.citation.dates import Date, parse_date

if TYPE_CHECKING:
    from postil.core.model import JSON


@pytest.mark.parametrize(
    ("typed", "csl", "text", "year"),
    [
        ("2022-03-07", {"date-parts": [[2022, 3, 7]]}, "7 March 2022", "2022"),
        ("2022-03", {"date-parts": [[2022, 3]]}, "March 2022", "2022"),
        ("2022", {"date-parts": [[2022]]}, "2022", "2022"),
        ("2022-03-07T09:30:00.000000Z", {"date-parts": [[2022, 3, 7]]}, "7 March 2022", "2022"),
        (
            "2022-03-07/2022-03-09",
            {"date-parts": [[2022, 3, 7], [2022, 3, 9]]},
            "7 March 2022–9 March 2022",
            "2022",
        ),
        ("3/10/22", {"literal": "3/10/22"}, "3/10/22", ""),
        ("spring 2022", {"literal": "spring 2022"}, "spring 2022", "2022"),
        ("2022-02-30", {"literal": "2022-02-30"}, "2022-02-30", "2022"),
        ("2022-13", {"literal": "2022-13"}, "2022-13", "2022"),
        ("", {}, "", ""),
    ],
)
def test_no_precision_is_invented(typed: str, csl: dict[str, JSON], text: str, year: str) -> None:
    assert parse_date(typed) == csl
    assert Date.of(csl) == Date(text, year)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("7 March 2022", [2022, 3, 7]),
        ("March 7th, 2022", [2022, 3, 7]),
        ("Mar. 7 2022", [2022, 3, 7]),
        ("7-Mar-2022", [2022, 3, 7]),
        ("7. März 2022", [2022, 3, 7]),
        ("1er mars 2022", [2022, 3, 1]),
        ("7 de marzo de 2022", [2022, 3, 7]),
        ("7 марта 2022", [2022, 3, 7]),
        ("12th of May 1854", [1854, 5, 12]),
        ("07.03.2022", [2022, 3, 7]),
        ("7. 3. 2022", [2022, 3, 7]),
        ("March, 2022", [2022, 3]),
        ("marzo del 2022", [2022, 3]),
    ],
)
def test_a_date_with_the_name_of_its_month_is_one(typed: str, day: list[JSON]) -> None:
    assert parse_date(typed) == {"date-parts": [day]}


@pytest.mark.parametrize(
    "typed",
    [
        "31 June 2022",
        "7 March 22",
        "7–9 March 2022",
        "c. March 2022",
        "Polly 2022",
        "13.13.2022",
        "7 March 0000",
    ],
)
def test_what_may_mean_another_day_or_none_stays_in_its_words(typed: str) -> None:
    assert parse_date(typed) == {"literal": typed}


@pytest.mark.parametrize(
    ("csl", "text"),
    [
        ({"date-parts": [["2022", "3"]]}, "March 2022"),
        ({"raw": "2022-03-07"}, "7 March 2022"),
        ({"date-parts": [[1850]], "circa": True}, "c. 1850"),
        ({"date-parts": [[-44, 3, 15]]}, "15 March 44 BC"),
        ({"date-parts": [[2022, 99, 1]]}, "2022"),
        ({"date-parts": [[]], "literal": "undated"}, "undated"),
        ({"date-parts": "2022"}, ""),
        ({"date-parts": [[True]]}, ""),
        ("2022", ""),
        (None, ""),
    ],
)
def test_dates_of_other_tools_are_read_or_left_out(csl: JSON, text: str) -> None:
    assert Date.of(csl).text == text
