from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postil.core.identifiers import bare_doi, bare_isbn, is_doi, is_isbn, isbns_in


@pytest.mark.parametrize(
    ("written", "bare"),
    [
        ("10.1000/182", "10.1000/182"),
        ("doi:10.1000/182", "10.1000/182"),
        ("DOI: 10.1000.5/A[b]", "10.1000.5/A[b]"),
        (" https://doi.org/10.1000/182 ", "10.1000/182"),
        ("http://dx.doi.org/10.1000/182", "10.1000/182"),
        ("https://www.doi.org/10.1000/182", "10.1000/182"),
        ("urn:doi:10.1000/182", "10.1000/182"),
    ],
)
def test_a_doi_is_kept_without_what_stands_before_it(written: str, bare: str) -> None:
    assert is_doi(written)
    assert bare_doi(written) == bare


@pytest.mark.parametrize(
    "written", ["10/182", "10.1000", "11.1000/182", "10.1000/1 8", "https://a.example/10.1000/1"]
)
def test_what_is_no_doi_stays_as_it_is(written: str) -> None:
    assert not is_doi(written)
    assert bare_doi(written) == written


def test_a_short_doi_loses_its_front_too_without_being_taken_for_a_doi() -> None:
    assert bare_doi("https://doi.org/10/silt") == "10/silt"
    assert not is_doi("https://doi.org/10/silt")


@pytest.mark.parametrize(
    ("written", "bare"),
    [
        ("978-0-306-40615-7", "9780306406157"),
        ("ISBN 0-306-40615-2", "0306406152"),
        ("urn:isbn:080442957x", "080442957X"),
        ("ISBN 978‑0‑306‑40615‑7", "9780306406157"),
        ("ISBN-13: 978 0 306 40615 7", "9780306406157"),
    ],
)
def test_an_isbn_is_its_digits(written: str, bare: str) -> None:
    assert is_isbn(written)
    assert bare_isbn(written) == bare


@pytest.mark.parametrize(
    "written",
    ["978030640615", "X306406152", "978030640615X", "4006381333931", "٠٣٠٦٤٠٦١٥٢", "urn:uuid:0306406152", ""],
)
def test_what_is_no_isbn_stays_as_it_is(written: str) -> None:
    assert not is_isbn(written)
    assert bare_isbn(written) == written


@given(st.text("0123456789", min_size=9, max_size=9), st.integers(0, 8), st.integers(1, 9))
def test_no_single_wrong_digit_passes(digits: str, at: int, step: int) -> None:
    right = next(digits + last for last in "0123456789X" if is_isbn(digits + last))
    wrong = right[:at] + str((int(right[at]) + step) % 10) + right[at + 1 :]
    assert not is_isbn(wrong)


@given(st.text("0123456789", min_size=9, max_size=9), st.integers(0, 11), st.integers(1, 9))
def test_no_single_wrong_digit_of_thirteen_passes(digits: str, at: int, step: int) -> None:
    right = next(f"978{digits}{last}" for last in "0123456789" if is_isbn(f"978{digits}{last}"))
    wrong = right[:at] + str((int(right[at]) + step) % 10) + right[at + 1 :]
    assert not is_isbn(wrong)


@given(st.text())
def test_what_is_kept_is_kept_again(written: str) -> None:
    assert bare_doi(bare_doi(written)) == bare_doi(written)
    assert bare_isbn(bare_isbn(written)) == bare_isbn(written)


@pytest.mark.parametrize(
    ("written", "isbns"),
    [
        ("0-306-40615-2", ["9780306406157"]),
        ("080442957x", ["9780804429573"]),
        ("978-0-306-40615-7, 0-306-40615-2", ["9780306406157"]),
        ("ISBN-10 0306406152 ISBN-13: 978 0 306 40615 7", ["9780306406157"]),
        ("0306406152 (cloth); 9783161484100 (paper)", ["9780306406157", "9783161484100"]),
        ("0306406152 9783161484100", ["9780306406157", "9783161484100"]),
        ("0306406153", ["0306406153"]),
        ("1234-5678", []),
        ("no number", []),
    ],
)
def test_isbns_are_compared_in_thirteen_digits(written: str, isbns: list[str]) -> None:
    assert list(isbns_in(written)) == isbns


@given(st.text("0123456789", min_size=9, max_size=9))
def test_an_isbn_of_ten_digits_and_that_of_thirteen_are_one(digits: str) -> None:
    ten = next(digits + last for last in "0123456789X" if is_isbn(digits + last))
    thirteen = next(f"978{digits}{last}" for last in "0123456789" if is_isbn(f"978{digits}{last}"))
    assert isbns_in(ten) == isbns_in(thirteen) == (thirteen,)
