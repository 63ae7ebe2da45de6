"""Pages from a site on this machine, which is private, so that each test says that it may be asked."""

from __future__ import annotations

import gzip
import socket
import zlib
from functools import partial
from typing import TYPE_CHECKING

import pytest

from postil import __version__
from postil.core.errors import BadInput, Stopped
from postil.ingest.fetching import answers, fetching
from tests.web import PAGE, Site, answer, certificate, identity, leads_to, serving

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from postil.core.pages import Page

MEGABYTE = b"The harbour closed. " * 52_428


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as made:
        yield made


def fetched(address: str, **options: object) -> Page:
    return fetching.fetch(address, allow_private=True, **options)  # type: ignore[arg-type]


def complaint(address: str, **options: object) -> str:
    with pytest.raises(BadInput) as caught:
        fetched(address, **options)
    assert "\n" not in str(caught.value)
    assert caught.value.hint
    return str(caught.value)


def test_a_page_comes_with_what_the_site_tells_of_it(site: Site) -> None:
    site.pages["/a?b=c"] = answer(
        PAGE,
        "Last-Modified: Tue, 4 Mar 2031 10:00:00 GMT",
        "Set-Cookie: a=b",
        media_type="Text/HTML; charset=UTF-8",
    )
    page = fetched(site.url("/a?b=c#part"))
    assert page.data == PAGE.encode()
    assert page.url == page.final_url == site.url("/a?b=c")
    assert (page.media_type, page.charset, page.fetched) == ("text/html", "utf-8", "")
    assert page.headers == {"last-modified": "Tue, 4 Mar 2031 10:00:00 GMT"}


def test_the_question_is_truthful_and_plain(site: Site) -> None:
    fetched(site.url())
    head = site.asked[0]
    assert head.startswith("GET / HTTP/1.1\r\n")
    assert f"\r\nUser-Agent: postil/{__version__} (+https://" in head
    assert f"\r\nHost: 127.0.0.1:{site.port}\r\n" in head
    assert "cookie" not in head.lower()


def test_a_proxy_of_the_environment_is_not_asked(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert fetched(site.url()).data == PAGE.encode()


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "localhost", "127.1", "2130706433", "0x7f000001", "0177.0.0.1", "0", "[::1]", "[::ffff:127.0.0.1]",
     "169.254.169.254", "10.0.0.1", "192.168.1.1", "[fd00::1]", "[fe80::1]", "[64:ff9b::7f00:1]", "[2002:7f00:1::]"],
)  # fmt: skip
def test_this_machine_and_its_networks_are_not_asked_in_any_spelling(host: str) -> None:
    with pytest.raises(BadInput, match="private network") as caught:
        fetching.fetch(f"http://{host}:1/")
    assert caught.value.hint


def test_a_redirect_to_this_machine_is_refused_like_the_address_itself(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first host passes for a global one; the second is the same machine under its own name."""
    site.pages["/"] = leads_to(f"http://localhost:{site.port}/secret")
    monkeypatch.setattr("postil.ingest.fetching.hosts.is_global", lambda place: place == "127.0.0.1")
    monkeypatch.setattr(
        socket, "getaddrinfo", partial(_known, {"open.example": "127.0.0.1", "localhost": "127.0.0.2"})
    )
    with pytest.raises(BadInput, match=r"localhost.*private network"):
        fetching.fetch(f"http://open.example:{site.port}/")
    assert [head.split(" ")[1] for head in site.asked] == ["/"]


def test_the_address_that_was_checked_is_the_one_that_is_asked(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name that leads elsewhere at the second question is never asked for a second time."""
    questions: list[str] = []

    def changing(host: str, port: int, **_: object) -> list[object]:
        questions.append(host)
        return _known({host: "127.0.0.1" if len(questions) == 1 else "127.0.0.9"}, host, port)

    monkeypatch.setattr("postil.ingest.fetching.hosts.is_global", lambda place: place == "127.0.0.1")
    monkeypatch.setattr(socket, "getaddrinfo", changing)
    assert fetching.fetch(f"http://turning.example:{site.port}/").data == PAGE.encode()
    assert questions == ["turning.example"]
    assert f"Host: turning.example:{site.port}\r\n" in site.asked[0]


def test_a_host_with_one_private_address_among_others_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def both(host: str, port: int, **_: object) -> list[object]:
        return [*_known({host: "93.184.215.14"}, host, port), *_known({host: "127.0.0.1"}, host, port)]

    monkeypatch.setattr(socket, "getaddrinfo", both)
    with pytest.raises(BadInput, match="private network"):
        fetching.fetch("http://mixed.example/")


def _known(places: dict[str, str], host: str, port: int, **_: object) -> list[object]:
    return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (places[host], port))]


def test_redirects_are_followed_to_the_page(site: Site) -> None:
    site.pages |= {
        "/": leads_to("b/c?d=e"),
        "/b/c?d=e": leads_to(f"//127.0.0.1:{site.port}/end#x", "308 Moved"),
    }
    site.pages["/end"] = answer()
    page = fetched(site.url())
    assert (page.url, page.final_url) == (site.url(), site.url("/end"))


@pytest.mark.parametrize(
    ("location", "why"),
    [
        ("file:///etc/passwd", "begins with file:"),
        ("javascript:alert(1)", "begins with javascript:"),
        ("http://ada:secret@example.org/", "name or a password"),
        ("http://[::1/", "makes no sense"),
        ("/", "in a circle"),
    ],
)
def test_a_redirect_that_leads_nowhere_good(site: Site, location: str, why: str) -> None:
    site.pages["/"] = leads_to(location)
    said = complaint(site.url())
    assert why in said
    assert "secret" not in said


def test_no_more_than_five_redirects(site: Site) -> None:
    site.pages |= {f"/{number}": leads_to(f"/{number + 1}") for number in range(6)}
    site.pages["/6"] = answer()
    assert fetched(site.url("/1")).final_url == site.url("/6")
    assert "more than 5 times" in complaint(site.url("/0"))


@pytest.mark.parametrize(
    ("status", "why"),
    [
        ("401 Unauthorized", "a name and a password"),
        ("403 Forbidden", "not shown to postil"),
        ("404 Not Found", "is not there (404)"),
        ("410 Gone", "for good"),
        ("418 Teapot", "not given out (418)"),
        ("429 Too Many Requests", "too often (429). Try again later"),
        ("503 Service Unavailable", "trouble of its own (503)"),
        ("204 No Content", "(204)"),
        ("301 Moved", "(301)"),
    ],
)
def test_a_status_is_told_in_words(site: Site, status: str, why: str) -> None:
    site.pages["/"] = answer(b"", status=status)
    said = complaint(site.url())
    assert said.startswith(site.url())
    assert why in said


def test_a_site_may_say_how_long_to_wait(site: Site) -> None:
    site.pages["/"] = answer(b"", "Retry-After: 120", status="429 Too Many Requests")
    assert "asks to wait 120 seconds" in complaint(site.url())


def drip(site: Site, head: bytes, line: socket.socket) -> None:
    """Sends a byte now and then, and never comes to an end."""
    line.sendall(head)
    while not site.closing.wait(0.01):
        line.sendall(b"a")


@pytest.mark.parametrize(
    "head", [b"", b"HTTP/1.1 200 OK\r\nX: ", b"HTTP/1.1 200 OK\r\nContent-Length: 900000\r\n\r\n"]
)
def test_a_drip_does_not_outlive_the_clock(site: Site, head: bytes) -> None:
    site.pages["/"] = partial(drip, site, head)
    assert "within 0.3 seconds" in complaint(site.url(), seconds=0.3)


def test_silence_does_not_outlive_the_clock(site: Site) -> None:
    site.pages["/"] = lambda _: site.closing.wait()
    assert "within 0.3 seconds" in complaint(site.url(), seconds=0.3)


def test_a_fetch_can_be_stopped_while_nothing_comes(site: Site) -> None:
    site.pages["/"] = lambda _: site.closing.wait()
    answers_given = iter([False, False, False, True])
    with pytest.raises(Stopped):
        fetched(site.url(), stopped=lambda: next(answers_given))


def test_how_much_has_come_is_told(site: Site) -> None:
    site.pages["/"] = answer(MEGABYTE, media_type="text/plain")
    told: list[tuple[int, int]] = []
    fetched(site.url(), progress=lambda done, total: told.append((done, total)))
    assert len(told) > 1
    assert told[-1] == (len(MEGABYTE), len(MEGABYTE))
    assert [done for done, _ in told] == sorted(done for done, _ in told)


def endless(site: Site, line: socket.socket) -> None:
    """A gigabyte, without a word about its length."""
    line.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nConnection: close\r\n\r\n")
    for _ in range(1024):
        if site.closing.is_set():
            return
        line.sendall(MEGABYTE)


def test_a_gigabyte_is_given_up_early(site: Site) -> None:
    site.pages["/"] = partial(endless, site)
    came: list[int] = []
    assert "larger than 25 MB" in complaint(site.url(), progress=lambda done, _: came.append(done))
    assert came[-1] < answers.LARGEST + 100_000


def test_a_page_that_announces_too_much_is_not_begun(site: Site) -> None:
    site.pages["/"] = answer(b"", "Content-Length: 999999999")
    assert "larger than 25 MB" in complaint(site.url())


def test_a_bomb_is_given_up_where_it_would_unfold(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = zlib.compressobj(9, wbits=31)
    packed = b"".join(bomb.compress(bytes(1024 * 1024)) for _ in range(60)) + bomb.flush()
    site.pages["/"] = answer(packed, "Content-Encoding: gzip")
    assert len(packed) < 100_000
    pieces: list[int] = []
    monkeypatch.setattr(answers, "_limited", partial(_watched, pieces, answers._limited))
    assert "larger than 25 MB" in complaint(site.url())
    assert max(pieces) <= 1024 * 1024


def _watched(pieces: list[int], limited: object, parts: Iterator[bytes]) -> Iterator[bytes]:
    def seen() -> Iterator[bytes]:
        for part in parts:
            pieces.append(len(part))
            yield part

    yield from limited(seen())  # type: ignore[operator]


@pytest.mark.parametrize(
    ("packing", "packed"),
    [
        ("gzip", gzip.compress(PAGE.encode())),
        ("x-gzip", gzip.compress(PAGE.encode())),
        ("deflate", zlib.compress(PAGE.encode())),
        ("deflate", zlib.compress(PAGE.encode())[2:-4]),
        ("identity", PAGE.encode()),
        ("none", PAGE.encode()),
        ("gzip", gzip.compress(PAGE.encode()[:99]) + gzip.compress(PAGE.encode()[99:])),
        ("gzip", gzip.compress(PAGE.encode()) + b"behind it"),
    ],
    ids=["gzip", "x-gzip", "deflate", "bare deflate", "identity", "none", "two members", "something behind"],
)
def test_packed_pages_are_unpacked(site: Site, packing: str, packed: bytes) -> None:
    site.pages["/"] = answer(packed, f"Content-Encoding: {packing}")
    assert fetched(site.url()).data == PAGE.encode()


@pytest.mark.parametrize(
    ("packing", "packed", "why"),
    [
        ("br", b"\x0b\x02\x80", "packed as “br”"),
        ("gzip", PAGE.encode(), "cannot be unpacked"),
        ("gzip", gzip.compress(PAGE.encode())[:-20], "cut off"),
    ],
    ids=["unknown", "damaged", "short"],
)
def test_what_cannot_be_unpacked_is_told(site: Site, packing: str, packed: bytes, why: str) -> None:
    site.pages["/"] = answer(packed, f"Content-Encoding: {packing}")
    assert why in complaint(site.url())


@pytest.mark.parametrize(
    "cut",
    [
        answer(PAGE, "Content-Length: 5000"),
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n",
        b"HTTP/1.1 200 OK\r\nContent-",
        b"",
    ],
    ids=["short", "chunk", "head", "nothing"],
)
def test_a_page_that_is_cut_off_is_not_taken_for_whole(site: Site, cut: bytes) -> None:
    site.pages["/"] = cut
    assert "cut off" in complaint(site.url())


def test_what_is_no_http_is_told(site: Site) -> None:
    site.pages["/"] = b"220 mail.example ESMTP\r\n\r\n"
    assert "no answer of a web site" in complaint(site.url())


def test_a_picture_is_given_up_after_its_head(site: Site) -> None:
    site.pages["/"] = partial(_picture, site)
    assert "is a JPEG picture" in complaint(site.url())


def _picture(site: Site, line: socket.socket) -> None:
    line.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: image/jpeg\r\n\r\n\xff\xd8\xff" + bytes(8000))
    site.closing.wait()


def test_a_text_that_is_called_a_picture_comes_all_the_same(site: Site) -> None:
    site.pages["/"] = answer(PAGE * 9, media_type="image/png")
    assert fetched(site.url()).data == (PAGE * 9).encode()


def test_what_can_be_read_comes_whatever_it_is_called(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "sniff", lambda _: "html")
    site.pages["/"] = answer(bytes(5000), media_type="image/x-book")
    assert fetched(site.url()).data == bytes(5000)


def test_nobody_answers() -> None:
    with serving() as gone:
        pass
    assert "does not answer" in complaint(gone.url())


@pytest.mark.parametrize(
    ("number", "why"),
    [(socket.EAI_NONAME, "There is no site nowhere.example."), (socket.EAI_AGAIN, "looked up now")],
)
def test_a_host_that_is_not_found(monkeypatch: pytest.MonkeyPatch, number: int, why: str) -> None:
    def none(*_: object, **__: object) -> list[object]:
        raise socket.gaierror(number, "nothing known")

    monkeypatch.setattr(socket, "getaddrinfo", none)
    assert why in complaint("http://nowhere.example/")


def test_a_second_address_of_a_host_is_tried(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    with serving() as other:
        closed = other.port

    def two(host: str, port: int, **_: object) -> list[object]:
        return [*_known({host: "127.0.0.1"}, host, closed), *_known({host: "127.0.0.1"}, host, port)]

    monkeypatch.setattr(socket, "getaddrinfo", two)
    assert fetched(f"http://two.example:{site.port}/").data == PAGE.encode()


def test_a_certificate_that_nobody_vouches_for_is_refused(tmp_path: Path) -> None:
    with serving(identity(certificate(tmp_path, "localhost"))) as site:
        said = complaint(site.url(host="localhost"))
        assert "does not prove to be what its address says" in said
        assert not site.asked


def test_a_certificate_counts_for_its_own_host_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = certificate(tmp_path, "quay.example")
    monkeypatch.setenv("SSL_CERT_FILE", str(made))
    monkeypatch.setattr(
        socket, "getaddrinfo", partial(_known, dict.fromkeys(("quay.example", "other.example"), "127.0.0.1"))
    )
    with serving(identity(made)) as site:
        assert fetched(site.url(host="quay.example")).data == PAGE.encode()
        assert "does not prove" in complaint(site.url(host="other.example"))


def test_a_site_without_tls_under_https(site: Site) -> None:
    assert "does not speak TLS" in complaint(site.url().replace("http:", "https:"))


def test_a_host_that_says_nothing_in_tls_does_not_outlive_the_clock() -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        assert "within 0.3 seconds" in complaint(f"https://127.0.0.1:{silent.getsockname()[1]}/", seconds=0.3)


def test_what_is_missing_is_named_with_the_command_that_brings_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("postil.ingest.formats.find_spec", lambda _: None)
    with pytest.raises(BadInput) as caught:
        fetching.fetch("https://example.org/")
    assert str(caught.value).endswith("python -m pip install 'postil[web]'")
