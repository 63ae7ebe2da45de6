from __future__ import annotations

import os
from pathlib import Path

import pytest

from postil.core.errors import BadInput, WrongUse
from postil.core.model import Article
from postil.services.articles.links import check_readable, is_address, target_of
from tests.fakes import MemoryLibrary, make_workspace

FILE = Article(id="1", title="A", path="texts/essay.md", url="https://gazette.example/2026/essay")
PAGE = Article(id="2", title="B", url="https://gazette.example/2026/essay")
BARE = Article(id="3", title="C")


@pytest.mark.parametrize(
    ("article", "href", "target"),
    [
        (FILE, "https://u:p@quay.example/x", "https://u:p@quay.example/x"),
        (FILE, "mailto:nell@quay.example", "mailto:nell@quay.example"),
        (FILE, "annex.md", "/home/texts/annex.md"),
        (FILE, "../other/caf%C3%A9.md?x=1#end", "/home/other/café.md"),
        (FILE, "/etc/passwd", "/etc/passwd"),
        (FILE, "//host/share", "https://host/share"),
        (PAGE, "annex.md", "https://gazette.example/2026/annex.md"),
        (PAGE, "/top", "https://gazette.example/top"),
        (BARE, "annex.md", "annex.md"),
        (BARE, "//host/share", "//host/share"),
    ],
)
def test_a_relative_link_leads_beside_the_article(article: Article, href: str, target: str) -> None:
    workspace = make_workspace(MemoryLibrary(Path("/home/annotations")))
    assert target_of(workspace, article, href) == target


@pytest.mark.parametrize(
    ("target", "address"),
    [("https://a.example", True), ("mailto:a@b", True), ("/home/a:b.md", False), ("annex.md", False)],
)
def test_an_address_is_told_from_a_file(target: str, address: bool) -> None:  # noqa: FBT001
    assert is_address(target) is address


def test_a_file_and_a_page_may_be_read(tmp_path: Path) -> None:
    file = tmp_path / "annex.txt"
    file.write_text("The annex.", encoding="utf-8")
    check_readable(str(file))
    check_readable("HTTPS://quay.example/annex")


@pytest.mark.parametrize(
    "target", ["mailto:nell@quay.example", "annex.md", "javascript:x", "-", "//host/share"]
)
def test_what_is_neither_an_address_nor_a_path_is_refused(target: str) -> None:
    with pytest.raises((WrongUse, BadInput)):
        check_readable(target)


def test_nobody_waits_for_a_pipe(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for name in ("pipe", "nothing", "a\0b", "."):
        with pytest.raises(BadInput, match="no file"):
            check_readable(str(tmp_path / name))
