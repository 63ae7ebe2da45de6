from __future__ import annotations

import csv
import io

import pytest

from postil.interchange.csv_table import csv_table


def test_rows_end_as_the_rfc_says_and_special_cells_are_quoted() -> None:
    table = csv_table(["claim", "source"], [["a, b", 'said "no"'], ["two\nlines", ""]])
    assert table == 'claim,source\r\n"a, b","said ""no"""\r\n"two\nlines",\r\n'


@pytest.mark.parametrize(
    "cell",
    [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        " =1",
        "\ttab",
        "\rreturn",
        "\x1b==1",
        "\u200b=1",
        "\u200e=1",
        "＝1",
        "-",
    ],
)
def test_a_formula_is_disarmed(cell: str) -> None:
    ((written,),) = csv.reader(io.StringIO(csv_table([cell], []), newline=""))
    assert written.startswith("'")


@pytest.mark.parametrize("cell", ["a=1", "1-2", "", "“=1”", "'=1"])
def test_other_cells_are_as_they_were(cell: str) -> None:
    ((written,),) = csv.reader(io.StringIO(csv_table([cell], []), newline=""))
    assert written == cell


def test_a_table_holds_no_control_characters() -> None:
    assert csv_table(["a\x1b[31mb\x07", "c\u202ed"], []) == "ab␇,c�d\r\n"
