from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postil.core.errors import BadInput
from postil.ingest.fetching.addresses import address_of, redirected, told
from postil.ingest.fetching.hosts import is_global


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        (" HTTPS://Example.ORG ", "https://example.org/"),
        ("http://example.org:80/a b", "http://example.org/a%20b"),
        ("https://example.org:8443/ü?q=ä#part", "https://example.org:8443/%C3%BC?q=%C3%A4"),
        ("https://bücher.example/", "https://xn--bcher-kva.example/"),
        ("https://faß.example", "https://xn--fa-hia.example/"),
        ("http://[2606:4700::1111]:8080/x", "http://[2606:4700::1111]:8080/x"),
        ("https://example.org/%7Ea?b=c%26d&e=", "https://example.org/%7Ea?b=c%26d&e="),
    ],
)
def test_an_address_in_its_one_spelling(typed: str, asked: str) -> None:
    assert str(address_of(typed)) == asked
    assert str(address_of(asked)) == asked


@pytest.mark.parametrize(
    "typed",
    ["ftp://example.org/", "file:///etc/passwd", "gopher://x/", "https://", "http:///path", "http://a b/", "http://ex%61mple.org/",
     "http://example.org:99999/", "http://example.org:0/", "http://[::1", "http://[fe80::1%25eth0]/", "http://-x/", "http://.x/",
     "http://exa\x00mple.org/", "http://example.org/\r\nHost: x", "http://xn--\u2603.\u2603\u2603../", "https://" + "a" * 9000],
)  # fmt: skip
def test_what_is_no_address_is_refused(typed: str) -> None:
    with pytest.raises(BadInput) as caught:
        address_of(typed)
    assert caught.value.hint


@pytest.mark.parametrize("typed", ["http://ada:secret@example.org/x", "http://example.org\\@secret.example/"])
def test_a_name_and_a_password_are_refused_and_not_repeated(typed: str) -> None:
    with pytest.raises(BadInput, match="name or a password") as caught:
        address_of(typed)
    assert "secret" not in str(caught.value)
    assert "ada" not in told(typed)


@pytest.mark.parametrize(
    ("typed", "seen"),
    [
        ("http://ada:se/cret@example.org/x", "http://example.org/x"),
        ("https://example.org/@ada/post", "https://example.org/@ada/post"),
        ("https://example.org:8443/@ada", "https://example.org:8443/@ada"),
        ("https://example.org/" + "a" * 200, "https://example.org/" + "a" * 79 + "…"),
    ],
)
def test_an_address_as_it_is_told(typed: str, seen: str) -> None:
    assert told(typed) == seen


def test_a_redirect_is_relative_to_its_page() -> None:
    page = address_of("https://example.org/a/b?c")
    assert str(redirected(page, "../d#e")) == "https://example.org/d"
    assert str(redirected(page, "//other.example/")) == "https://other.example/"


@given(st.text(), st.text())
def test_any_text_is_an_address_or_refused(before: str, after: str) -> None:
    try:
        address = address_of(f"{before}://{after}")
    except BadInput:
        return
    assert str(address).isascii()
    assert address_of(str(address)) == address


@given(st.text())
def test_an_address_is_told_in_one_short_line(typed: str) -> None:
    assert "\n" not in told(typed)
    assert len(told(typed)) <= 100


@pytest.mark.parametrize("place", ["8.8.8.8", "2606:4700::1111", "64:ff9b::808:808"])
def test_the_open_internet(place: str) -> None:
    assert is_global(place)


@pytest.mark.parametrize(
    "place",
    ["127.0.0.1", "0.0.0.1", "10.1.2.3", "100.64.0.1", "169.254.169.254", "172.16.0.1", "192.168.0.1", "224.0.0.1", "240.0.0.1",
     "255.255.255.255", "::", "::1", "::ffff:127.0.0.1", "::127.0.0.1", "64:ff9b::a9fe:a9fe", "2002:7f00:1::1", "2002:808:808::1", "fc00::1", "fe80::1",
     "fe80::1%eth0", "fec0::1", "ff02::1", "2001:db8::1", "no address"],
)  # fmt: skip
def test_all_the_rest_of_it(place: str) -> None:
    assert not is_global(place)
