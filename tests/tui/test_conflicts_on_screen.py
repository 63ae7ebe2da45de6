from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from postil.core.changes import Change
from postil.core.model import Article, Claim, Conflict
from postil.core.settings import Settings
from postil.tui.screens.choice import Choice
from postil.tui.widgets.key_bar import KeyBar
from postil.tui.widgets.margin import MarginView
from tests.hostile import HOSTILE
from tests.tui.list_stage import visiting
from tests.tui.reader_stage import Stage, reading

if TYPE_CHECKING:
    from pathlib import Path

    from postil.core.model import JSON
    from postil.services.library.workspace import Workspace


def dispute(workspace: Workspace, article: str, claim: Claim | Article, **others: JSON) -> None:
    conflicts = tuple(Conflict(name, value, "2031-03-05T09:00:00.000000Z") for name, value in others.items())
    workspace.commit("meet", [Change(article, claim, replace(claim, conflicts=conflicts))])


def margin(stage: Any) -> str:
    view = stage.app.screen.query_one(MarginView)
    return "\n".join(f"{line.lead}{line.text}" for entry in view.entries for line in entry.lines)


def footer(stage: Any) -> str:
    return str(stage.app.screen.query_one(KeyBar).line(0).text)


async def disputed(stage: Stage, **others: JSON) -> None:
    await stage.press("j", "j", "a")
    dispute(stage.app.workspace, stage.reader.article, stage.claims[0], **others)
    stage.saved()
    stage.reader.claims_changed()
    await stage.pilot.pause()


async def test_a_key_shows_both_values_and_a_digit_keeps_one(tmp_path: Path) -> None:
    async with reading(tmp_path) as stage:
        await disputed(stage, note="theirs", speaker="the mayor")
        assert "⇆ changed on both sides: note, speaker" in margin(stage)
        await stage.press("K")
        assert isinstance(stage.app.screen, Choice)
        await stage.press("2")
        assert stage.claims[0].note == "theirs"
        assert isinstance(stage.app.screen, Choice)  # the next one
        await stage.press("1")
        assert not stage.claims[0].speaker
        assert not stage.claims[0].conflicts
        assert "both sides" not in margin(stage)
        await stage.press("u", "u")
        assert len(stage.claims[0].conflicts) == 2
        assert not stage.claims[0].note
        assert stage.saved().read(stage.reader.article).live_claims == stage.claims


async def test_escape_decides_nothing_and_without_a_conflict_the_key_means_nothing(tmp_path: Path) -> None:
    async with reading(tmp_path) as stage:
        await stage.press("j", "K")
        assert not isinstance(stage.app.screen, Choice)
        await disputed(stage, note="theirs")
        await stage.press("K", "escape")
        assert stage.claims[0].conflicts
        await stage.press("K", "1")
        await stage.press("K")
        assert not isinstance(stage.app.screen, Choice)


async def test_a_value_that_cannot_be_kept_says_why(tmp_path: Path) -> None:
    async with reading(tmp_path) as stage:
        await disputed(stage, kind="rumour")
        await stage.press("K", "2")
        told = [notice.message for notice in stage.app._notifications]
        assert any("not a word that this version knows" in message for message in told)
        assert stage.claims[0].conflicts


@pytest.mark.parametrize("words", [*HOSTILE, "long " * 60])
async def test_hostile_values_are_shown_and_act_on_nothing(tmp_path: Path, words: str) -> None:
    async with reading(tmp_path, size=(100, 30)) as stage:
        others: dict[str, JSON] = {"note": words, "[@click=app.quit]\x1b[2J": [words]}
        await disputed(stage, **others)
        for _ in range(2):
            await stage.press("K")
            assert isinstance(stage.app.screen, Choice)
            strips = stage.app.screen._compositor.render_strips()
            drawn = "".join(segment.text for strip in strips for segment in strip)
            assert not any(ord(character) < 32 or 127 <= ord(character) < 160 for character in drawn)
            await stage.press("2")
            assert stage.app.is_running
            await stage.press("escape")
        assert not stage.claims[0].conflicts


async def test_only_ascii_is_drawn_where_nothing_else_can_be(tmp_path: Path) -> None:
    async with reading(tmp_path, settings=Settings(ascii=True)) as stage:
        await disputed(stage, note="theirs")
        assert "@ changed on both sides: note" in margin(stage)


async def test_the_review_marks_the_row_and_decides_there(tmp_path: Path) -> None:
    async with visiting(tmp_path, "review") as stage:
        row = stage.review.row
        assert row is not None
        dispute(stage.app.workspace, row.article.id, row.claim, note="theirs [/b]")
        stage.review.changed([row.article.id])
        await stage.settle()
        assert f"⇆ {row.claim.statement}" in stage.screen_text
        assert "⇆ changed on both sides: note" in margin(stage)
        await stage.press("slash")
        await stage.type("is:conflicting")
        await stage.press("enter")
        assert len(stage.statements) == 1
        await stage.press("K", "2")
        assert stage.review.row is not None
        assert stage.review.row.claim.note == "theirs [/b]"
        assert "⇆" not in stage.screen_text


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_footer_names_the_key_while_there_is_something_to_choose(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with reading(tmp_path, size=size) as stage:
        await disputed(stage, note="theirs")
        assert "K both values" in footer(stage)
        await stage.press("tab")
        assert "K both values" in footer(stage)
        await stage.press("tab", "K", "1")
        assert "both values" not in footer(stage)
        article = stage.reader.annotated.article
        dispute(stage.app.workspace, article.id, article, title="Another title")
        stage.reader.news({article.id})
        await stage.pilot.pause()
        assert "K both values" in footer(stage)
        await stage.press("k", "k")
        assert stage.reader.claim is None
        assert "K both values" in footer(stage)


async def test_the_library_marks_an_article_and_decides_there(tmp_path: Path) -> None:
    async with visiting(tmp_path, "library", size=(80, 24)) as stage:
        article = stage.library.listing.rows[1].article
        await stage.press("j", "K")
        assert stage.app.screen is stage.library
        dispute(stage.app.workspace, article.id, article, title="Theirs [/b]", authors=["Ada"])
        stage.library.news({article.id})
        await stage.settle()
        assert f"⇆ {article.title}" in stage.screen_text
        assert "K both values" in footer(stage)
        await stage.press("K", "2", "1")
        await stage.settle()
        decided = stage.library.listing.rows[1].article
        assert (decided.title, decided.authors, decided.conflicts) == ("Theirs [/b]", article.authors, ())
        assert "⇆" not in stage.screen_text
        assert "both values" not in footer(stage)
        await stage.press("k", "K")
        assert stage.app.screen is stage.library
