from __future__ import annotations

import asyncio
import json
from threading import Event
from time import sleep
from typing import TYPE_CHECKING, cast

import pytest
from textual import events

from postil.core.changes import SOURCES
from postil.core.errors import BadInput, Stopped
from postil.core.pages import Page
from postil.services.sources.importing import Incoming
from postil.services.sources.recognising import Met
from postil.services.sources.sources import add_source
from postil.tui.screens.choice import Choice
from postil.tui.screens.consent import Consent
from postil.tui.screens.form import FormScreen
from postil.tui.screens.intake import IntakeScreen
from postil.tui.screens.reader import ReaderScreen
from postil.tui.screens.sources import SourcesScreen
from postil.tui.terminal.clipboard import Outcome, Status
from postil.tui.widgets.field_form import FieldForm
from postil.tui.widgets.prompt import Prompt
from tests.tui.list_stage import FERRY, visiting

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from postil.core.model import Source
    from postil.tui.screens.type_choice import TypeChoice
    from tests.tui.list_stage import ListStage

MUD = {
    "type": "article-journal",
    "title": "Mud [/b] and [@click=app.quit]Tides",
    "author": [{"family": "Holm", "given": "Inés"}, {"literal": "Quay Office"}],
    "container-title": "Coastal Works",
    "volume": 12,
    "issued": {"date-parts": [[2031, 5]]},
    "DOI": "10.1234/mud",
    "id": "holm2031",
    "x-shelf": {"row": 7},
}
BIB = """@book{reed, title = {Silt}, author = {Reed, Tobias}, year = 2029, doi = {10.1234/silt}}
@article{mud, title = {Mud}, doi = {10.1234/MUD}, pages = {201--219}, year = 2031}
"""
RIS = "TY  - BOOK\r\nTI  - Silt\r\nAU  - Reed, Tobias\r\nPY  - 2029\r\nER  - \r\n"


async def with_mud(stage: ListStage) -> Source:
    """Adds a source that nothing quotes, which comes first in the list."""
    source = add_source(stage.app.workspace, MUD)  # type: ignore[arg-type]
    stage.sources.library_changed()
    await stage.settle()
    stage.sources.listing.go(0)
    return source


def names(stage: ListStage) -> list[str]:
    return [row.source.key for row in stage.sources.listing.rows]


def now(stage: ListStage, source: Source) -> Source:
    return next(one for one in stage.saved().sources() if one.id == source.id)


@pytest.mark.parametrize("size", [(1, 1), (20, 4), (40, 10), (80, 24), (200, 50)])
async def test_the_sources_can_be_drawn_at_any_size(tmp_path: Path, size: tuple[int, int]) -> None:
    async with visiting(tmp_path, "sources", size=size) as stage:
        await stage.press("j", "G", "g", "ctrl+d", "space", "pageup")
        assert len(stage.screen_text.split("\n")) == size[1]


async def test_sources_with_their_counts(tmp_path: Path) -> None:
    async with visiting(tmp_path, "library") as stage:
        await stage.press("W")
        await with_mud(stage)
        assert [row.quoted for row in stage.sources.listing.rows] == [0, 1]
        words = stage.screen_text
        assert "2 sources · 1 unused" in words
        assert "Holm & Quay Office 2031" in words
        assert "[@click=app.quit]" in words
        await stage.press("q")
        assert stage.library.listing.has_focus


async def test_an_empty_list_says_how_it_is_filled(tmp_path: Path) -> None:
    async with visiting(tmp_path, "sources", empty=True) as stage:
        assert "a adds one, i a bibliography" in stage.screen_text
        await stage.press("enter", "e", "d", "M", "y", "x", "space", "j", "escape")
        assert isinstance(stage.app.screen, SourcesScreen)


async def test_enter_goes_to_the_claim_that_quotes_it(tmp_path: Path) -> None:
    async with visiting(tmp_path, "sources") as stage:
        await with_mud(stage)
        await stage.press("enter")
        assert "No evidence quotes “holm2031”." in stage.notices
        await stage.press("j", "enter")
        assert isinstance(stage.app.screen, ReaderScreen)
        assert stage.app.screen.annotated.article.title == FERRY
        assert stage.app.screen.claim is not None
        assert stage.app.screen.claim.statement == "The ferry was sold in May"
        await stage.press("q")
        assert stage.sources.listing.index == 1


async def test_a_filter_finds_words_of_any_field_and_an_order_is_chosen(tmp_path: Path) -> None:
    async with visiting(tmp_path, "sources") as stage:
        await with_mud(stage)
        await stage.press("slash")
        await stage.type("ines 12")
        assert names(stage) == ["holm2031"]
        await stage.press("escape")
        assert names(stage) == ["holm2031", "courier"]
        await stage.press("s", "6")
        assert names(stage) == ["courier", "holm2031"]
        assert "by most quoted" in stage.screen_text


async def test_the_form_has_the_fields_of_the_type_and_keeps_what_it_does_not_show(tmp_path: Path) -> None:
    async with visiting(tmp_path, "sources") as stage:
        mud = await with_mud(stage)
        await stage.press("e")
        form = stage.app.screen.query_one(FieldForm)
        shown = [line.id for line in form._shown()]
        assert {"volume", "issue", "page", "DOI"} <= set(shown)
        assert "publisher" not in shown
        await stage.press("up", "ctrl+u")
        await stage.type("book")
        assert "publisher" in [line.id for line in form._shown()]
        assert "volume" in [line.id for line in form._shown()]
        form.fill("publisher", "Quay Press")
        form.fill("author", "Inés Holm; Quay Office; Ada Wren")
        await stage.press("ctrl+s")
        item = now(stage, mud).csl
        assert (item["type"], item["publisher"], item["volume"]) == ("book", "Quay Press", 12)
        assert item["x-shelf"] == {"row": 7}
        assert item["author"] == [*MUD["author"], {"family": "Wren", "given": "Ada"}]  # type: ignore[misc]
        await stage.press("u")
        assert now(stage, mud).csl["type"] == "article-journal"


async def test_types_have_plain_names_and_the_form_keeps_its_height(tmp_path: Path) -> None:
    async with visiting(tmp_path, "sources", size=(80, 24)) as stage:
        mud = await with_mud(stage)
        await stage.press("e", "up")
        form = stage.app.screen.query_one(FieldForm)
        assert form.values["type"] == "journal article"
        hint = form.query_one(".form--hint")
        assert hint.size.height <= 2
        assert "newspaper article, journal article" in stage.screen_text
        await stage.type("newsp")
        await stage.press("ctrl+s")
        assert now(stage, mud).csl["type"] == "article-newspaper"


async def test_what_is_wrong_stays_in_the_form(tmp_path: Path) -> None:
    async with visiting(tmp_path, "sources") as stage:
        await with_mud(stage)
        await stage.press("e", "up", "ctrl+u")
        await stage.type("leg")
        assert "legal case, legislation" in stage.screen_text
        await stage.type("end")
        await stage.press("ctrl+s")
        assert "is not a type of source" in stage.screen_text
        await stage.press("escape", "escape")
        assert isinstance(stage.app.screen, SourcesScreen)


async def test_a_source_is_added_by_the_form_of_its_type(tmp_path: Path) -> None:
    async with visiting(tmp_path, "sources") as stage:
        await stage.press("a", *"boo")
        assert cast("TypeChoice", stage.app.screen).listing.rows == ["book", "review-book"]
        assert "book review" in stage.screen_text
        assert "review-book" not in stage.screen_text
        await stage.press("enter", "ctrl+s")
        assert isinstance(stage.app.screen, FormScreen)
        assert "needs a title" in stage.screen_text
        await stage.type("Silt")
        await stage.press("down")
        await stage.type("Reed, Tobias")
        await stage.press("ctrl+s")
        (made,) = [one for one in stage.saved().sources() if one.key == "reed"]
        await stage.app.workers.wait_for_complete()
        await stage.pilot.pause()
        assert cast("SourcesScreen", stage.app.screen).source.key == "reed"
        assert made.csl == {
            "type": "book",
            "title": "Silt",
            "author": [{"family": "Reed", "given": "Tobias"}],
        }
        await stage.press("u")
        assert names(stage) == ["courier"]


FOUND = {
    "type": "article-journal",
    "title": "Silt",
    "author": [{"family": "García Márquez", "given": "Gabriel"}],
    "container-title": "Coastal Works",
    "container-title-short": "Coast. W.",
    "DOI": "10.1234/silt",
    "issued": {"date-parts": [[2031]]},
}


async def test_what_is_looked_up_fills_in_what_is_empty(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def fetch(origin: str, **_: object) -> Page:
        asked.append(origin)
        return Page(json.dumps(FOUND).encode(), origin, origin)

    monkeypatch.setattr("postil.ingest.fetching.fetching.fetch", fetch)
    async with visiting(tmp_path, "sources") as stage:
        await stage.press("a", *"document", "enter", "ctrl+l")
        assert "nothing to look up" in stage.screen_text
        await stage.type("My title")
        form = stage.app.screen.query_one(FieldForm)
        form.focus_field("DOI")
        await stage.type("10.1234/silt")
        await stage.press("ctrl+l")
        assert "4 lines filled in" in stage.screen_text
        assert asked == ["https://doi.org/10.1234/silt"]
        assert form.values["title"] == "My title"
        assert "volume" in [line.id for line in form._shown()]
        await stage.press("ctrl+s")
        (made,) = [one for one in stage.saved().sources() if one.title == "My title"]
        assert made.csl == {**FOUND, "title": "My title"}


async def test_a_look_up_that_fails_or_is_stopped_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = Event()

    def wait(_: str, *, stopped: Callable[[], bool], **__: object) -> Page:
        begun.set()
        for _turn in range(1000):
            if stopped():
                raise Stopped
            sleep(0.01)
        raise AssertionError("nobody stopped it")

    def offline(origin: str, **_: object) -> Page:
        raise BadInput(f"{origin} cannot be looked up now.", "Is this machine connected?")

    async with visiting(tmp_path, "sources") as stage:
        monkeypatch.setattr("postil.ingest.fetching.fetching.fetch", wait)
        await stage.press("a", *"book", "enter")
        form = stage.app.screen.query_one(FieldForm)
        form.focus_field("DOI")
        await stage.type("10.1234/silt")
        await stage.pilot.press("ctrl+l")
        await asyncio.to_thread(begun.wait, 10)
        await stage.press("escape")
        assert "Stopped; nothing was looked up." in stage.screen_text
        monkeypatch.setattr("postil.ingest.fetching.fetching.fetch", offline)
        await stage.press("ctrl+l")
        assert "cannot be looked up now." in stage.screen_text
        await stage.press("ctrl+s")
        assert {"type": "book", "DOI": "10.1234/silt"} in [one.csl for one in stage.saved().sources()]


async def test_a_quoted_source_takes_its_evidence_along_when_that_is_said(tmp_path: Path) -> None:
    async with visiting(tmp_path, "sources") as stage:
        await with_mud(stage)
        await stage.press("d")
        assert names(stage) == ["courier"]
        await stage.press("d")
        assert isinstance(stage.app.screen, Choice)
        assert "Quoted by 1 piece of evidence" in stage.screen_text
        await stage.press("enter")
        assert names(stage) == ["courier"]
        await stage.press("d", "2")
        assert names(stage) == []
        assert all(piece.deleted for one in stage.saved().read_all() for piece in one.evidence)
        await stage.press("u", "u")
        assert sorted(names(stage)) == ["courier", "holm2031"]


async def test_two_sources_become_one_after_a_look_at_each_field(tmp_path: Path) -> None:
    async with visiting(tmp_path, "sources") as stage:
        mud = await with_mud(stage)
        await stage.press("M")
        assert "No other source is picked." in stage.notices
        await stage.press("j", "space", "g", "M")
        assert isinstance(stage.app.screen, Consent)
        words = stage.screen_text
        assert "courier becomes holm2031" in words
        assert "− The Bill" in words
        assert "1 piece of evidence of “courier” will quote “holm2031”" in words
        await stage.press("j", "k", "space", "b", "escape")
        assert names(stage) == ["holm2031", "courier"]
        await stage.press("M", "enter")
        assert names(stage) == ["holm2031"]
        assert [piece.source for one in stage.saved().read_all() for piece in one.evidence] == ["holm2031"]
        await stage.press("u")
        assert sorted(names(stage)) == ["courier", "holm2031"]
        assert now(stage, mud).csl["title"] == MUD["title"]


async def test_a_bibliography_is_pasted_and_what_is_in_it_is_told_first(tmp_path: Path) -> None:
    async with visiting(tmp_path, "sources") as stage:
        mud = await with_mud(stage)
        await stage.press("i")
        await stage.paste(BIB)
        assert isinstance(stage.app.screen, IntakeScreen)
        words = stage.screen_text
        assert "1 new, 1 known (1 tells more)" in words
        assert "is “holm2031”: the same DOI" in words
        assert "Pages        + 201-219" in words
        assert words.index("Known; merging fills in") < words.index("Reed 2029: Silt")
        await stage.press("enter")
        assert "m merges   a adds what is new   esc takes in nothing." in stage.notices
        await stage.press("escape")
        assert names(stage) == ["holm2031", "courier"]
        await stage.press("i")
        await stage.paste(BIB)
        await stage.press("m")
        assert "1 source added, 1 completed" in stage.notices
        assert now(stage, mud).csl["page"] == "201-219"
        assert sorted(names(stage)) == ["courier", "holm2031", "reed"]
        await stage.press("u")
        assert sorted(names(stage)) == ["courier", "holm2031"]
        await stage.press("i")
        await stage.paste(BIB)
        await stage.press("a")
        assert "page" not in now(stage, mud).csl
        assert sorted(names(stage)) == ["courier", "holm2031", "reed"]
        await stage.press("i")
        await stage.paste(BIB.splitlines()[0] + "\n\n" + BIB.splitlines()[0])
        assert "Nothing to take in: 0 new, 1 known." in stage.notices


async def test_while_a_bibliography_is_read_the_keys_are_those_of_the_sources(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = Event()

    def read(*_: object) -> Incoming:
        go_on.wait(20)
        return Incoming((Met({"title": "Silt"}),))

    monkeypatch.setattr("postil.services.sources.importing.read_incoming", read)
    (tmp_path / "refs.bib").write_text(BIB, encoding="utf-8")

    async def begin() -> None:
        go_on.clear()
        await stage.pilot.press("i")
        await stage.pilot.pause()
        stage.app.screen.query_one(Prompt).fill(f"{tmp_path}/refs.bib")
        await stage.pilot.press("enter")
        await stage.pilot.pause(0.4)
        assert "reading the bibliography; esc stops it" in stage.screen_text
        assert stage.prompt() is None

    async with visiting(tmp_path, "sources") as stage:
        await with_mud(stage)
        await begin()
        await stage.pilot.press("j", "space")
        assert stage.sources.listing.picked == {stage.sources.source.id}
        await stage.pilot.press("escape")
        go_on.set()
        await stage.settle()
        assert "Stopped; nothing was taken in." in stage.notices
        assert stage.sources.listing.picked
        await begin()
        go_on.set()
        early = events.Key("a", "a")
        await stage.settle()
        assert isinstance(stage.app.screen, IntakeScreen)
        stage.app.post_message(early)
        await stage.settle()
        assert isinstance(stage.app.screen, IntakeScreen)
        await stage.press("a")
        assert "silt" in names(stage)


async def test_keys_that_are_changed_are_told(tmp_path: Path) -> None:
    async with visiting(tmp_path, "sources") as stage:
        await stage.press("i")
        await stage.paste('[{"id": "courier",\n "title": "Silt", "publisher": "Quay Press"}]')
        await stage.press("a")
        assert "The key “courier” is another source’s; this one is “silt”." in stage.notices


async def test_a_file_is_taken_in_and_damage_is_told(tmp_path: Path) -> None:
    (tmp_path / "refs.ris").write_bytes(RIS.encode())
    async with visiting(tmp_path, "sources") as stage:
        await stage.press("i", "enter")
        assert "There is no file yet." in stage.notices
        await stage.type(f"{tmp_path}/nowhere.bib")
        await stage.press("enter")
        assert "There is no file" in stage.notices
        assert stage.prompt() == f"{tmp_path}/nowhere.bib"
        await stage.press("ctrl+u")
        await stage.type(f"{tmp_path}/ref")
        await stage.press("tab", "enter")
        assert "1 new, 0 known" in stage.screen_text
        await stage.press("a")
        assert "reed2029" in names(stage)
        await stage.press("i")
        await stage.paste('[{"title": "Sand"},\n{"title": ""}]')
        assert "1 new, 0 known, 1 unreadable" in stage.screen_text
        await stage.press("escape", "i")
        await stage.paste("Dear reader,\nnothing here")
        assert "no bibliography" in stage.notices
        assert stage.sources.listing.has_focus


async def test_what_is_picked_is_written_and_no_file_is_replaced_unasked(tmp_path: Path) -> None:
    async with visiting(tmp_path, "sources") as stage:
        await with_mud(stage)
        file = tmp_path / "out.json"
        file.write_text("mine", encoding="utf-8")
        await stage.press("space", "x", "4")
        await stage.type(str(file))
        await stage.press("enter")
        assert "exists already" in stage.notices
        assert file.read_text(encoding="utf-8") == "mine"
        await stage.press("enter")
        assert "1 source is in" in stage.notices
        assert [item["id"] for item in json.loads(file.read_text(encoding="utf-8"))] == ["holm2031"]
        await stage.press("escape", "x", "3")
        await stage.type(f"{tmp_path}/all.ris")
        await stage.press("enter")
        assert "2 sources are in" in stage.notices
        assert "carries not all of holm2031: x-shelf" in stage.notices


async def test_a_reference_and_a_list_of_works_are_copied(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copied: list[str] = []

    def copy(text: str, **_: object) -> Outcome:
        copied.append(text)
        return Outcome(Status.OK, "test", "copied", len(text), "")

    monkeypatch.setattr("postil.tui.terminal.clipboard.copy", copy)
    async with visiting(tmp_path, "sources") as stage:
        await with_mud(stage)
        await stage.press("y", "space", "space", "y")
    single, listed = copied
    assert single.startswith("Inés Holm and Quay Office. “Mud")
    assert listed.split("\n\n") == [single, "The Bill."]


async def test_what_others_do_is_shown(tmp_path: Path) -> None:
    async with visiting(tmp_path, "sources") as stage:
        add_source(stage.app.workspace, MUD)  # type: ignore[arg-type]
        assert names(stage) == ["courier"]
        stage.sources.news(frozenset({SOURCES}))
        await stage.settle()
        assert names(stage) == ["holm2031", "courier"]
        assert stage.sources.source.key == "courier"
