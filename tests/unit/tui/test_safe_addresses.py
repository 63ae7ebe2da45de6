from __future__ import annotations

import pytest

from postil.core.errors import WrongUse
from postil.tui.safe_addresses import host_shown, mail_address, web_address


@pytest.mark.parametrize(
    ("address", "host", "safe"),
    [
        ("https://example.org/a?b=c#d", "example.org", "https://example.org/a?b=c#d"),
        ("HTTPS://user:secret@example.org:8443/", "example.org", "https://example.org:8443/"),
        ("https://\u0430pple.com/x", "xn--pple-43d.com", "https://xn--pple-43d.com/x"),
        ("https://%D0%B0pple.com/x", "xn--pple-43d.com", "https://xn--pple-43d.com/x"),
        ("http://[::1]:8080/x", "[::1]", "http://[::1]:8080/x"),
    ],
)
def test_the_host_is_told_as_it_is_and_the_address_written_anew(address: str, host: str, safe: str) -> None:
    assert web_address(address) == (host, safe)


@pytest.mark.parametrize(
    "address",
    [
        "-x",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "ssh://-oProxyCommand=x",
        "https://",
        "http://[::1",
        "",
    ],
)
def test_what_is_no_address_of_the_web_is_refused(address: str) -> None:
    with pytest.raises(WrongUse):
        web_address(address)


@pytest.mark.parametrize(
    ("address", "safe"),
    [
        ("mailto:nell@quay.example", "mailto:nell@quay.example"),
        ("MAILTO:nell%40quay.example?subject=Mud%20&%20tar", "mailto:nell@quay.example?subject=Mud"),
        ("mailto:nell@quay.example?attach=/etc/passwd&bcc=x@y.example", "mailto:nell@quay.example"),
        ("mailto:nell@quay.example?subject=a%0d%0aBcc:x", "mailto:nell@quay.example?subject=a%20Bcc%3Ax"),
    ],
)
def test_a_mail_goes_to_one_person_with_a_subject_at_most(address: str, safe: str) -> None:
    assert mail_address(address) == ("nell@quay.example", safe)


@pytest.mark.parametrize(
    "address", ["mailto:", "mailto:a@b,c@d", "mailto:-x", "mailto:a b@c", "mailto:a@b\n@c"]
)
def test_who_cannot_be_written_to_is_refused(address: str) -> None:
    with pytest.raises(WrongUse):
        mail_address(address)


def test_a_host_is_shown_in_ascii_and_nothing_else_is_one() -> None:
    assert host_shown("https://bank.example@b\u0430nk.example/") == "xn--bnk-6cd.example"
    assert host_shown("mailto:nell@quay.example") == "nell@quay.example"
    assert host_shown("/home/texts/annex.md") == host_shown("javascript:alert(1)") == ""
