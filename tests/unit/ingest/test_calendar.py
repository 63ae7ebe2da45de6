from __future__ import annotations

import pytest

from postil.core.months import month_of
from postil.ingest.calendar import day_in


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Published 5 March 2021, updated 3.3.2021", "2021-03-03"),
        ("Von: Ada Quill | 31.10.23", "2023-10-31"),
        ("Datum: 03.Mär.19", "2019-03-03"),
        ("le 1er juin 2020", "2020-06-01"),
        ("Tue, 5th of May 2020", "2020-05-05"),
        ("Nov. 5, 2020", "2020-11-05"),
        ("7 de noviembre de 2023", "2023-11-07"),
        ("7 нояб. 2023", "2023-11-07"),
        ("7. listopadu 2023", "2023-11-07"),
        ("7. marts 2023", "2023-03-07"),
        ("7 Νοεμβρίου 2023", "2023-11-07"),
        ("7 בנובמבר 2023", "2023-11-07"),
        ("7 listopada 2023", "2023-11-07"),
        ("2023年11月7日", "2023-11-07"),
        ("7 نوفمبر 2023", "2023-11-07"),
        ("Written: 2023-11-07 15:03:30", "2023-11-07"),
        ("10/31/2023", "2023-10-31"),
        ("31 June 2020", ""),
        ("Version 2.1.10", ""),
        ("4.3.2.1.2020", ""),
        ("5 Mud 2020", ""),
        ("March 2020", ""),
        ("½.3.2020 and ²/³/2020", ""),
    ],
)
def test_a_line_tells_a_day_in_words_or_numbers(line: str, day: str) -> None:
    assert day_in(line) == day


def test_where_the_month_comes_first_is_told_by_the_country() -> None:
    assert (day_in("3/5/2021"), day_in("3/5/2021", month_first=True)) == ("2021-05-03", "2021-03-05")
    assert day_in("3.5.2021", month_first=True) == "2021-05-03"


def test_a_month_is_known_by_its_first_three_letters_if_they_are_of_one_alone() -> None:
    assert [month_of(word) for word in ("Dez", "jui", "Juil", "mai", "sept", "mud")] == [12, 0, 7, 5, 9, 0]
