from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from postil.core.errors import BadInput
from postil.core.model import Stance
from postil.core.snapshot import TextRange
from postil.ingest.document import About, Document
from postil.services.articles.articles import open_named, open_read, trash_article
from postil.services.marks.claims import mark_claim
from postil.services.marks.evidence import attach_evidence
from postil.services.sources.sources import link_document, new_source
from postil.storage.disk_library import DiskLibrary
from tests.fakes import (
    HARBOUR,
    MemoryLibrary,
    QueueWriter,
    TestClock,
    add_article,
    make_workspace,
    snapshot_of,
)

if TYPE_CHECKING:
    from pathlib import Path

    from postil.core.model import Article
    from postil.services.library.workspace import Workspace

_DOCUMENT = Document(HARBOUR, About("Again"), path="/elsewhere/again.txt")
_LOG = snapshot_of("The gates were shut at noon on 3 March.")


def _opened(workspace: Workspace) -> Article:
    return open_read(workspace, _DOCUMENT).annotated.article


def test_a_text_is_known_wherever_its_file_lies() -> None:
    library = MemoryLibrary()
    article = add_article(make_workspace(library))
    workspace = make_workspace(library)
    assert _opened(workspace) == article
    trash_article(workspace, article)
    assert _opened(workspace).id == article.id


def test_an_article_that_is_not_on_disk_yet_is_known() -> None:
    library = MemoryLibrary()
    writer = QueueWriter(library)
    workspace = make_workspace(library, writer)
    article = add_article(workspace)
    assert _opened(workspace) == article
    writer.flush()
    assert _opened(workspace) == article


def test_an_article_that_quotes_a_text_is_not_the_article_of_it(tmp_path: Path) -> None:
    workspace = make_workspace(DiskLibrary.open(tmp_path, TestClock(), create=True))
    quoting = add_article(workspace, _LOG, "The harbour log")
    quoted = add_article(workspace)
    source = link_document(workspace, new_source(workspace, {"title": "Report"}), quoted.id)
    claim = mark_claim(workspace, quoting.id, [TextRange(4, 9)])
    attach_evidence(
        workspace, quoting.id, claim, stance=Stance.SUPPORTS, quote="Forty boats stayed in.", source=source
    )
    assert set(workspace.library.with_text(HARBOUR.digest)) == {quoting.id, quoted.id}
    assert _opened(workspace).id == quoted.id


def test_an_article_whose_file_is_damaged_is_recovered_before_a_text_is_called_new(tmp_path: Path) -> None:
    article = add_article(make_workspace(DiskLibrary.open(tmp_path, TestClock(), create=True)))
    file = tmp_path / "the-harbour-report.json"
    file.write_bytes(b"{" + file.read_bytes())
    assert _opened(make_workspace(DiskLibrary.open(tmp_path, TestClock()))).id == article.id


def test_a_name_opens_a_file_before_an_article_of_the_library(tmp_path: Path) -> None:
    workspace = make_workspace()
    article = add_article(workspace)
    assert open_named(workspace, "harbour").annotated.article == article
    assert open_named(workspace, "-", stdin=lambda: b"Boats.").snapshot.text == "Boats."
    file = tmp_path / "harbour report.txt"
    file.write_text("Another text.", encoding="utf-8")
    assert open_named(workspace, str(file)).snapshot.text == "Another text."
    with pytest.raises(BadInput, match="no file"):
        open_named(workspace, "lighthouse")
