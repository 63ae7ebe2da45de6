"""Commands that are given the address of a page: of a site on this machine, which they may ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from postil.container import Container
from postil.services.articles.reading import kinds
from tests.web import PAGE, Site, answer, serving

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.unit.cli.conftest import Shell

NEWER = PAGE.replace("3 March", "9 March")


@pytest.fixture
def site(shell: Shell) -> Iterator[Site]:
    """A site, and a reader who allows private ones."""
    folder = shell.folder / "config.toml"
    folder.write_text("allow_private = true\n", encoding="utf-8")
    shell.patch.setenv("POSTIL_CONFIG", str(folder))
    with serving() as made:
        yield made


def test_this_machine_is_asked_where_a_setting_or_an_option_says_so(shell: Shell, site: Site) -> None:
    shell.patch.delenv("POSTIL_CONFIG")
    refused = shell("ingest", site.url())
    assert (refused.code, refused.out, len(site.asked)) == (3, "", 0)
    assert refused.err.count("\n") == 1
    assert "private network" in refused.err
    assert "--allow-private" in refused.err
    assert shell.json("ingest", site.url(), "--allow-private")["title"] == "The harbour report"
    shell.patch.setenv("POSTIL_CONFIG", str(shell.folder / "config.toml"))
    assert shell.json("ingest", site.url())["title"] == "The harbour report"


def test_the_sentences_of_a_page_are_looked_at_where_the_settings_let_it_be_asked(
    shell: Shell, site: Site
) -> None:
    assert shell("suggest", site.url()).code == 0
    shell.patch.delenv("POSTIL_CONFIG")
    assert shell("suggest", site.url()).code == 3


def test_ingest_tells_the_final_address_and_touches_no_library(shell: Shell, site: Site) -> None:
    told = shell.json("ingest", site.url("/#part"))
    assert told["url"] == site.url()
    assert [part["links"] for part in told["paragraphs"] if part["links"]] == [
        [{"text": "went home", "href": site.url("/log")}]
    ]
    assert not (shell.folder / "xdg_data_home").exists()


def test_add_and_refresh(shell: Shell, site: Site) -> None:
    added = shell.json("add", site.url())
    assert added["new"]
    again = shell("add", site.url())
    assert again.out.startswith(added["id"])
    assert "This page is in the library already." in again.err
    site.pages["/"] = answer(NEWER)
    assert shell.json("refresh", site.url())["new"]
    assert not shell.json("refresh", added["id"])["new"]
    site.pages["/"] = answer(b"", status="503 Busy")
    refused = shell("refresh", added["id"])
    assert (refused.code, refused.err.count("\n")) == (3, 1)
    assert not shell.json("refresh", added["id"], "--as-received")["new"]


def test_refresh_from_an_address(shell: Shell, site: Site) -> None:
    shell("add", "essay.txt")
    assert shell.json("refresh", "essay", "--from", site.url())["new"]
    refused = shell("refresh", "essay", "--from", site.url(), "--as-received")
    assert refused.code == 2
    assert "do not go together" in refused.err


def test_quote_check_reads_a_page(shell: Shell, site: Site) -> None:
    assert shell.json("quote-check", "--quote", "Forty boats stayed in", site.url())["found"]


def test_a_source_gets_its_text_from_a_page(shell: Shell, site: Site) -> None:
    source = shell.json("source", "add", "--title", "Report", "--text", site.url())
    assert shell.json("show", source["document"])["url"] == site.url()


def test_a_known_page_opens_from_what_is_kept(shell: Shell, site: Site) -> None:
    shell("add", site.url())
    site.close()
    opened = Container()._open(site.url(), {})
    assert opened.unasked
    assert "Forty boats" in opened.snapshot.text


def test_the_kinds_that_type_takes_are_those_that_are_read(shell: Shell) -> None:
    for command in ("ingest", "add", "quote-check", "refresh", "open"):
        told = " ".join(shell(command, "--help").out.split())
        assert f"--type TYPE what it is: {', '.join(kinds()[:6])} …" in told
    page = shell("help", "shell").out
    assert all(kind in page for kind in kinds())
    refused = shell("ingest", "essay.txt", "--type", "papyrus")
    assert (refused.code, refused.out) == (2, "")
    assert "“papyrus” is none of text, markdown, html" in refused.err
    assert shell.json("ingest", "essay.txt", "--type", "markdown")["title"] == "essay"


def test_a_page_that_takes_its_time_is_told_at_a_terminal(shell: Shell, site: Site) -> None:
    shell.patch.setattr("postil.cli.reading.EVERY_SECONDS", 0.0)
    assert shell("ingest", site.url()).err == ""
    shell.patch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    told = shell("ingest", site.url()).err
    assert told.splitlines()[:2] == [
        "Waiting for the site … Ctrl+C ends it.",
        "Reading the page …",
    ]
    site.pages["/"] = answer().replace(b"Content-Length", b"X-Length")
    assert "Fetching the page: 1 kB …\n" in shell("ingest", site.url()).err
    assert shell("ingest", "essay.txt").err == ""


def test_doctor_tells_what_can_be_read(shell: Shell) -> None:
    shell("add", "essay.txt")
    findings = shell.json("doctor")["findings"]
    (told,) = [finding for finding in findings if finding["where"] == "reading"]
    assert (told["severity"], "html" in told["what"]) == ("ok", True)


def test_a_machine_without_the_part_that_fetches_is_told_the_command(shell: Shell, site: Site) -> None:
    shell.patch.setattr("postil.ingest.formats.find_spec", lambda _: None)
    for words in (("add", site.url()), ("ingest", site.url()), ("open", site.url())):
        refused = shell(*words)
        assert (refused.code, refused.out, refused.err.count("\n")) == (3, "", 1)
        assert refused.err.endswith("Install it: python -m pip install 'postil[web]'\n")
