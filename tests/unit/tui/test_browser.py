from __future__ import annotations

import pytest

from postil.core.errors import WrongUse
from postil.tui.terminal.browser import web_address


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
