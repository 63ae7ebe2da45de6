from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from postil.core.errors import BadInput
from postil.ingest.door import read_document

if TYPE_CHECKING:
    from postil.ingest.document import Document

URL = "https://gazette.example/old/harbour.html"
NOTICE = (
    "<p>We and our 842 partners store and/or access information on a device, such as cookies, and process personal data,"
    " such as unique identifiers, for personalised advertising and content.</p>"
    "<p>You may click to consent to our and our partners’ processing as described above.</p>"
)
ANSWERS = "<button>Accept all</button><button>Reject all</button>"
NEWS = (
    "<p>The harbour office has put a notice on its page. It says that the site uses cookies.</p>"
    "<p>Skippers laughed. Nobody in Norden had ever been asked whether mud may be counted, let alone remembered.</p>"
)


def opened(source: str, url: str = URL) -> Document:
    return read_document(source.encode(), url=url, kind="html")


@pytest.mark.parametrize("text", ["", "<p>If nothing happens, <a href=/new>click here</a>.</p>"])
def test_a_page_that_leads_on_says_where(text: str) -> None:
    with pytest.raises(BadInput, match="leads on to another page") as caught:
        opened(f"<title>Mud</title><meta http-equiv=Refresh content=\"0; URL='/new'\">{text}")
    assert caught.value.hint == "Open that: https://gazette.example/new"


@pytest.mark.parametrize("content", ["30", f"30; url={URL}", "0; url=javascript:alert(1)", "x"])
def test_a_page_that_leads_nowhere_else_is_read(content: str) -> None:
    text = opened(f"<title>Mud</title><meta http-equiv=refresh content='{content}'><p>Mud was seen.</p>")
    assert text.snapshot.text == "Mud was seen."


def test_an_article_is_read_though_its_page_loads_another_later() -> None:
    article = "<p>Mud is dredged where it lies, and silt where it does not lie but drifts.</p>" * 8
    assert opened(f"<meta http-equiv=refresh content='600; url=/next'><h1>Mud</h1>{article}").snapshot.blocks


@pytest.mark.parametrize("url", [URL, ""])
def test_a_page_of_frames_says_which_pages_they_show(url: str) -> None:
    source = (
        "<title>Mud</title><frameset cols='20%,80%'><frame src=nav.html><frame src=text.html><frame src=about:blank>"
        "<noframes><body>Your browser has no frames.</body></noframes></frameset>"
    )
    with pytest.raises(BadInput, match="shows other pages in frames") as caught:
        opened(source, url)
    beside = "https://gazette.example/old/" if url else ""
    assert caught.value.hint.endswith(f": {beside}nav.html, {beside}text.html")


def test_a_frame_that_nobody_sees_is_no_text() -> None:
    hidden = "<noscript><iframe src=//count.example/a></iframe></noscript><iframe width=1 src=//count.example/b></iframe>"
    with pytest.raises(BadInput, match="is empty"):
        opened(f"<title>Mud</title><body>{hidden}</body>")


def test_a_notice_that_asks_for_consent_is_no_article() -> None:
    with pytest.raises(BadInput, match="asks for consent to cookies"):
        opened(f"<title>Mud</title><div><h1>We value your privacy</h1>{NOTICE}{ANSWERS}</div>")


def test_an_article_is_read_beside_a_notice_and_about_one() -> None:
    days = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")
    article = "".join(
        f"<p>On {day} mud was dredged where it lay, and silt where it drifted to the quay.</p>"
        for day in days
    )
    assert "Friday" in opened(f"<h1>Mud</h1>{article}<div>{NOTICE}{ANSWERS}</div>").snapshot.text
    assert "Skippers" in opened(f"<h1>Cookies</h1>{NEWS}<div>{ANSWERS}</div>").snapshot.text
    assert "We and our" in opened(f"<h1>A notice</h1>{NOTICE}").snapshot.text


def test_a_check_of_the_browser_is_no_article() -> None:
    with pytest.raises(BadInput, match="only checks which browser"):
        opened("<title>Just a moment...</title><p>Enable JavaScript and cookies to continue</p>")
