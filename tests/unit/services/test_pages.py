"""Articles that are pages of the web: known by their addresses, read again, kept as they were received."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from postil.core.errors import BadInput, Stopped
from postil.core.findings import Severity
from postil.core.snapshot import TextRange
from postil.services.articles.articles import (
    add_text,
    article_of_page,
    edit_article,
    open_named,
    open_origin,
    trash_article,
)
from postil.services.articles.reading import read_origin, readable
from postil.services.articles.references import find_article
from postil.services.marks.claims import mark_claim
from postil.services.marks.refreshing import refresh, take_in
from postil.services.marks.rereading import look_through
from postil.services.undo.undoing import undo
from postil.storage.disk_library import DiskLibrary
from tests.fakes import TestClock, history_of, make_workspace
from tests.web import PAGE, Site, answer, leads_to, serving

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from postil.core.model import Article
    from postil.services.articles.articles import Opened
    from postil.services.library.workspace import Workspace

CLOSED = "The harbour of Saltmarsh Quay closed on 3 March"
NEWER = PAGE.replace("3 March", "9 March")


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as made:
        yield made


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return make_workspace(DiskLibrary.open(tmp_path / "annotations", TestClock(), create=True))


def opened(workspace: Workspace, address: str) -> Opened:
    return open_origin(workspace, address, allow_private=True)


def added(workspace: Workspace, address: str) -> Article:
    return add_text(workspace, address, allow_private=True).article


def mark(workspace: Workspace, article: Article, words: str = CLOSED) -> str:
    start = workspace.text_of(article).text.index(words)
    return mark_claim(workspace, article.id, [TextRange(start, start + len(words))]).id


def test_a_page_is_added_with_its_address_and_as_it_was_received(workspace: Workspace, site: Site) -> None:
    site.pages["/"] = answer(PAGE, 'ETag: "7"', media_type="text/html; charset=utf-8")
    article = added(workspace, site.url("/#part"))
    assert (article.url, article.path, article.title) == (site.url(), "", "The harbour report")
    page = workspace.library.page(article.snapshot)
    assert page.data == PAGE.encode()
    assert (page.url, page.final_url, page.charset) == (site.url(), site.url(), "utf-8")
    assert page.headers == {"etag": '"7"'}
    assert page.fetched == article.snapshots[0].read


def test_a_page_comes_into_the_library_with_the_first_mark(workspace: Workspace, site: Site) -> None:
    article = opened(workspace, site.url()).annotated.article
    assert not workspace.library.holds(article.snapshot)
    mark(workspace, article)
    assert workspace.library.page(article.snapshot).data == PAGE.encode()


def test_a_known_page_opens_without_asking_its_site(workspace: Workspace, site: Site) -> None:
    article = added(workspace, site.url("/"))
    asked = len(site.asked)
    site.pages["/"] = answer(NEWER)
    for spelling in (site.url("/"), site.url("#end"), site.url("").replace("http:", "HTTP:")):
        again = opened(workspace, spelling)
        assert again.annotated.article.id == article.id
        assert CLOSED in again.snapshot.text
        assert again.unasked
    assert open_named(workspace, site.url()).annotated.article.id == article.id
    assert not add_text(workspace, site.url()).new
    assert len(site.asked) == asked
    site.pages["/?other"] = answer(NEWER.replace("Forty", "Fifty"))
    assert not opened(workspace, site.url("/?other")).unasked


def test_an_address_that_leads_to_a_known_page_opens_what_is_kept(workspace: Workspace, site: Site) -> None:
    article = added(workspace, site.url())
    site.pages |= {"/short": leads_to("/"), "/": answer(NEWER)}
    again = opened(workspace, site.url("/short"))
    assert (again.annotated.article.id, again.unasked) == (article.id, True)
    assert CLOSED in again.snapshot.text


def test_a_known_page_whose_text_is_lost_is_fetched(workspace: Workspace, site: Site) -> None:
    article = added(workspace, site.url())
    folder = workspace.library.folder
    for text in (*folder.glob("texts/*"), *folder.glob(".postil/texts/*")):
        text.unlink()
    fresh = make_workspace(DiskLibrary.open(folder, TestClock()))
    again = opened(fresh, site.url())
    assert (again.annotated.article.id, again.unasked) == (article.id, False)
    assert CLOSED in again.snapshot.text


def test_a_page_in_the_trash_is_not_known_by_its_address(workspace: Workspace, site: Site) -> None:
    article = added(workspace, site.url())
    trash_article(workspace, article)
    assert article_of_page(workspace, site.url()) is None
    assert add_text(workspace, site.url(), allow_private=True).new


def test_fields_can_be_given_to_a_page_that_is_known(workspace: Workspace, site: Site) -> None:
    added(workspace, site.url())
    again = add_text(workspace, site.url(), {"title": "Another"})
    assert (again.new, again.changed, again.article.title) == (False, ("title",), "Another")


def test_an_article_is_named_by_its_address(workspace: Workspace, site: Site) -> None:
    article = added(workspace, site.url())
    assert find_article(workspace, site.url("/#x")).article.id == article.id


def test_a_page_is_read_again_from_its_site(workspace: Workspace, site: Site) -> None:
    article = added(workspace, site.url())
    claim = mark(workspace, article)
    assert refresh(workspace, article, allow_private=True).operation is None
    site.pages["/"] = answer(NEWER)
    now = refresh(workspace, article, allow_private=True).article
    assert now.snapshot != article.snapshot
    assert workspace.annotated(article.id).claims_by_id[claim].target.state.value == "changed"
    assert workspace.library.page(now.snapshot).data == NEWER.encode()
    assert workspace.library.page(article.snapshot).data == PAGE.encode()
    undo(workspace)
    assert workspace.annotated(article.id).article.snapshot == article.snapshot


def test_a_page_is_not_read_from_this_machine_unasked(workspace: Workspace, site: Site) -> None:
    article = added(workspace, site.url())
    with pytest.raises(BadInput, match="private network"):
        refresh(workspace, article)
    with pytest.raises(BadInput, match="private network"):
        refresh(workspace, article, site.url("/other"))


def test_a_draft_of_a_page_is_read_again(workspace: Workspace, site: Site) -> None:
    draft = opened(workspace, site.url()).annotated.article
    site.pages["/"] = answer(NEWER)
    now = refresh(workspace, draft, allow_private=True).article
    assert workspace.is_draft(now.id)
    mark(workspace, now, "closed on 9 March")
    assert workspace.library.page(now.snapshot).data == NEWER.encode()


def test_a_page_that_is_gone_leaves_everything_as_it_was(workspace: Workspace, site: Site) -> None:
    article = added(workspace, site.url())
    claim = mark(workspace, article)
    site.pages["/"] = answer(b"", status="410 Gone")
    before = history_of(workspace)
    with pytest.raises(BadInput, match="for good"):
        refresh(workspace, article, allow_private=True)
    assert history_of(workspace) == before
    assert workspace.annotated(article.id).claims_by_id[claim].target.state.value == "anchored"


def test_reading_again_can_be_stopped(workspace: Workspace, site: Site) -> None:
    article = added(workspace, site.url())
    site.pages["/"] = lambda _: site.closing.wait()
    with pytest.raises(Stopped):
        refresh(workspace, article, allow_private=True, stopped=lambda: len(site.asked) == 2)


def test_a_better_parser_reads_what_was_received(
    workspace: Workspace, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    article = added(workspace, site.url())
    claim = mark(workspace, article, "Forty boats stayed in")
    site.close()
    assert refresh(workspace, article, as_received=True).operation is None
    from postil.ingest.html import naming

    named = naming.named
    monkeypatch.setattr("postil.ingest.html.reading.named", lambda *given: named(*given)[1:])
    now = refresh(workspace, article, as_received=True).article
    assert now.snapshot != article.snapshot
    assert workspace.annotated(article.id).claims_by_id[claim].target.state.has_place
    assert workspace.library.page(now.snapshot) == workspace.library.page(article.snapshot)


def test_what_was_not_received_from_the_web_cannot_be_read_so(workspace: Workspace, tmp_path: Path) -> None:
    file = tmp_path / "essay.txt"
    file.write_text("Forty boats.", encoding="utf-8")
    article = add_text(workspace, str(file)).article
    with pytest.raises(BadInput, match="was not kept as it was received"):
        refresh(workspace, article, as_received=True)


def test_an_article_of_a_file_is_read_from_the_file_whatever_its_address(
    workspace: Workspace, site: Site, tmp_path: Path
) -> None:
    file = tmp_path / "essay.txt"
    file.write_text("Forty boats.", encoding="utf-8")
    article = edit_article(workspace, add_text(workspace, str(file)).article, url=site.url())
    assert refresh(workspace, article, allow_private=True).operation is None
    assert not site.asked
    assert opened(workspace, site.url()).annotated.article.id == article.id


def test_a_page_may_give_an_article_its_new_text(workspace: Workspace, site: Site, tmp_path: Path) -> None:
    file = tmp_path / "essay.txt"
    file.write_text("Forty boats.", encoding="utf-8")
    article = add_text(workspace, str(file)).article
    now = refresh(workspace, article, site.url(), allow_private=True).article
    assert CLOSED in workspace.text_of(now).text
    assert (now.path, now.url) == ("", site.url())  # from where it is read from then on


def test_a_page_that_was_compared_is_kept_with_the_moment_of_it(workspace: Workspace, site: Site) -> None:
    article = added(workspace, site.url())
    site.pages["/"] = answer(NEWER)
    document = read_origin(site.url(), allow_private=True)
    found = look_through(workspace, article, document.snapshot, page=document.page)
    now = take_in(workspace, found).article
    assert article.created < workspace.library.page(now.snapshot).fetched < now.snapshots[-1].read


def test_what_can_be_read_here_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    (whole,) = readable()
    assert whole.severity is Severity.OK
    assert "text, markdown, html" in whole.what
    assert "pages of the web" in whole.what
    monkeypatch.setattr("postil.ingest.formats.find_spec", lambda _: None)
    bare, *notes = readable()
    assert bare.what.startswith("Can be read here: text, markdown")
    assert "html" not in bare.what
    assert [note.severity for note in notes] == [Severity.NOTE] * len(notes)
    assert any("html" in note.what and "postil[web]" in note.what for note in notes)
