from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postil.core.addresses import is_address, is_same_site, is_web_address, page_of, without_end

_ADDRESS = "https://quay.example/log"


@pytest.mark.parametrize("end", [".", ",", "?!", "…", ")", "’).", "”", "]", "*", "**.", "~"])
def test_what_closes_the_sentence_is_left_out(end: str) -> None:
    assert without_end(_ADDRESS + end) == _ADDRESS


@pytest.mark.parametrize("own", ["_(tide)", "[1]", "/", "?a=1"])
def test_a_bracket_that_was_opened_inside_is_kept(own: str) -> None:
    assert without_end(f"{_ADDRESS}{own}).") == _ADDRESS + own


def test_nothing_has_no_end() -> None:
    assert without_end("...") == ""


def test_an_address_is_told_from_a_path() -> None:
    for address in ("https://quay.example", "HTTP://x/", " file:///x", "svn+ssh://x"):
        assert is_address(address)
    for path in ("quay.example/log", "./https/x", "-", "C:\\x", "://x", "a b://x"):
        assert not is_address(path)


def test_an_address_of_the_web_is_a_whole_line() -> None:
    assert all(map(is_web_address, ("https://quay.example", "HTTP://x/log?a=b#c")))
    assert not any(
        map(is_web_address, ("", "quay.example", "ftp://x/", "httpx://y/", "https:///x", "https://x/a b"))
    )


@pytest.mark.parametrize(
    "other",
    [
        "http://quay.example/log?a=b",
        "https://QUAY.example:443/log?a=b#part",
        " https://quay.example/log?a=b ",
    ],
)
def test_spellings_of_one_page(other: str) -> None:
    assert page_of(other) == page_of("https://quay.example/log?a=b") != ""


@pytest.mark.parametrize(
    "other",
    ["https://quay.example/log", "https://quay.example:8443/log?a=b", "https://quay.example/Log?a=b", "https://www.quay.example/log?a=b"],
)  # fmt: skip
def test_pages_that_may_be_others(other: str) -> None:
    assert page_of(other) != page_of("https://quay.example/log?a=b")


def test_letters_and_their_codes_are_one() -> None:
    assert page_of("https://bücher.example/ü") == page_of("https://xn--bcher-kva.example/%C3%BC")
    assert page_of("https://quay.example") == page_of("https://quay.example/")


@pytest.mark.parametrize(
    "text", ["", "log.txt", "ftp://quay.example/", "https://", "http://[::1", "http://x:y/"]
)
def test_what_is_no_page(text: str) -> None:
    assert page_of(text) == ""


@given(st.text())
def test_a_fragment_makes_no_other_page_of_any_text(text: str) -> None:
    assert page_of(f"https://{text.strip()}#part") == page_of(f"http://{text.strip()}")
    assert not is_same_site(text, "https://quay.example/")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://www.quay.example/a", "http://quay.example/b", True),
        ("https://en.m.wiki.example/a", "https://en.wiki.example/a", True),
        ("https://a.pages.example/", "https://b.pages.example/", False),
        ("https://quay.example/", "https://quay.example.evil.example/", False),
        ("https://m.example/", "https://www.example/", False),
        ("https://localhost/", "https://localhost/x", True),
        ("", "https://quay.example/", False),
        ("", "", False),
    ],
)
def test_hosts_of_one_site(one: str, other: str, *, same: bool) -> None:
    assert is_same_site(one, other) is same
    assert is_same_site(other, one) is same
