from __future__ import annotations

import asyncio
import time
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from postil.container import Container
from postil.core.model import Stance
from postil.core.snapshot import TextRange
from postil.services.articles.articles import open_article
from postil.services.marks import claims, evidence
from postil.services.sources import sources
from postil.tui.app import PostilApp
from postil.tui.screens.form import FormScreen
from postil.tui.widgets.evidence_form import EvidenceForm
from postil.tui.widgets.prompt import Prompt
from tests.tui.list_stage import FERRY, MUD, mark, visiting
from tests.tui.reader_stage import Stage, reading

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

    from textual.pilot import Pilot

    from postil.services.library.workspace import Workspace

PATIENCE_SECONDS = 10.0
"""How long a loaded machine may take; what a reader waits is measured in benchmarks/watching.py."""


async def until(pilot: Pilot[None], true: Callable[[], object]) -> None:
    ends = time.monotonic() + PATIENCE_SECONDS
    while not true():
        assert time.monotonic() < ends, "it did not come about"
        await asyncio.sleep(0.02)
    await pilot.pause()


async def looked_again(stage: Stage) -> None:
    """Waits until whatever was written by now has been looked at."""
    watch, looks = stage.app.watcher._watch, 0
    look = watch.look

    def counted() -> object:
        nonlocal looks
        found = look()
        looks += 1
        return found

    watch.look = counted  # type: ignore[method-assign,assignment]
    await until(stage.pilot, lambda: looks > 2)
    watch.look = look  # type: ignore[method-assign]


def others(folder: Path) -> Workspace:
    """The same library as another process has it."""
    return Container(str(folder)).workspace


def told(app: PostilApp) -> str:
    return "\n".join(notice.message for notice in app._notifications)


@asynccontextmanager
async def second(folder: Path, article: str) -> AsyncIterator[Stage]:
    """A second screen on the same library, in the reader."""
    container = Container(str(folder))
    app = PostilApp(
        container.workspace,
        container.library,
        container.settings,
        opened=open_article(container.workspace, article),
    )
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.pause()
        yield Stage(pilot, app)
        app.writer.close()


async def test_each_of_two_screens_sees_what_the_other_marks_and_rates(tmp_path: Path) -> None:
    async with reading(tmp_path) as one:
        await one.press("j", "j", "a")
        one.saved()
        async with second(tmp_path, one.reader.article) as two:
            await two.press("]", "r", "3")
            await until(one.pilot, lambda: one.claims[0].rating == "disputed")
            await one.press("j", "a")
            await until(two.pilot, lambda: len(two.claims) == 2)
            assert two.reader.claim == two.claims[0]
            await two.press("u")
            await until(one.pilot, lambda: one.claims[0].rating == "unrated")


async def test_place_scroll_selection_and_current_claim_stay(tmp_path: Path) -> None:
    async with reading(tmp_path, size=(100, 24)) as stage:
        await stage.press("j", "j", "a", "j", "j", "j", "j", "a", "ctrl+d", "v", "w")
        stage.saved()
        view = stage.reader.text
        before = (view.viewport.top, view.cursor.range, view.selection, stage.reader.current)
        ranges = [TextRange(claim.start, claim.end - 4) for claim in stage.claims]
        claims.mark_claim(others(tmp_path), stage.reader.article, ranges[:1])
        await until(stage.pilot, lambda: len(stage.claims) == 3)
        assert (view.viewport.top, view.cursor.range, view.selection, stage.reader.current) == before


async def test_what_is_typed_into_a_form_stays_and_both_sides_fields_are_kept(tmp_path: Path) -> None:
    async with reading(tmp_path) as stage:
        await stage.press("j", "j", "a", "e")
        await stage.type("Costs rise")
        stage.saved()
        there, article = others(tmp_path), stage.reader.article
        claim = there.annotated(article).live_claims[0]
        claims.edit_claim(there, article, claim, speaker="the mayor")
        await until(
            stage.pilot, lambda: stage.app.workspace.annotated(article).live_claims[0].speaker == "the mayor"
        )
        form = stage.app.screen
        assert isinstance(form, FormScreen)
        await stage.press("ctrl+s")
        on_disk = stage.saved().read(article).live_claims[0]
        assert (on_disk.text, on_disk.speaker, on_disk.conflicts) == ("Costs rise", "the mayor", ())


async def test_a_field_that_was_changed_on_both_sides_keeps_both_and_says_so(tmp_path: Path) -> None:
    async with reading(tmp_path) as stage:
        await stage.press("j", "j", "a", "e")
        await stage.type("Mine")
        stage.saved()
        there, article = others(tmp_path), stage.reader.article
        claim = there.annotated(article).live_claims[0]
        claims.edit_claim(there, article, claim, text="Theirs [/b]")
        await until(
            stage.pilot, lambda: stage.app.workspace.annotated(article).live_claims[0].text == "Theirs [/b]"
        )
        await stage.press("ctrl+s")
        on_disk = stage.saved().read(article).live_claims[0]
        assert on_disk.text == "Mine"
        assert [(conflict.field, conflict.value) for conflict in on_disk.conflicts] == [
            ("text", "Theirs [/b]")
        ]
        await until(stage.pilot, lambda: "“text” of this claim was changed elsewhere" in told(stage.app))
        await stage.press("u")
        assert stage.saved().read(article).live_claims[0].text == "Theirs [/b]"


async def test_an_edit_beats_a_deletion(tmp_path: Path) -> None:
    async with reading(tmp_path) as stage:
        await stage.press("j", "j", "a", "e")
        await stage.type("Still here")
        stage.saved()
        there, article = others(tmp_path), stage.reader.article
        claim = there.annotated(article).live_claims[0]
        claims.trash_claims(there, article, [claim])
        await until(stage.pilot, lambda: "put to the trash elsewhere" in told(stage.app))
        await stage.press("ctrl+s")
        (on_disk,) = stage.saved().read(article).live_claims
        assert on_disk.text == "Still here"
        await until(stage.pilot, lambda: "brings it back" in told(stage.app))
        assert stage.claims == (on_disk,)


async def test_evidence_that_is_being_typed_brings_its_claim_back(tmp_path: Path) -> None:
    async with reading(tmp_path) as stage:
        await stage.press("j", "j", "a", "+")
        await stage.type("Forty boats")
        stage.saved()
        there, article = others(tmp_path), stage.reader.article
        claim = there.annotated(article).live_claims[0]
        claims.trash_claims(there, article, [claim])
        await until(stage.pilot, lambda: not stage.claims)
        form = stage.reader.query_one(EvidenceForm)
        assert form.draft.quote == "Forty boats"
        await stage.press("tab")
        await stage.type("The log")
        await stage.press("ctrl+s")
        saved = stage.saved().read(article)
        assert [claim.id for claim in saved.live_claims] == [claim.id]
        assert [piece.quote for piece in saved.evidence_of(claim.id)] == ["Forty boats"]


async def test_a_form_on_evidence_changes_only_what_was_typed_into_it(tmp_path: Path) -> None:
    async with reading(tmp_path) as stage:
        await stage.press("j", "j", "a")
        stage.saved()
        there, article = others(tmp_path), stage.reader.article
        claim = there.annotated(article).live_claims[0]
        log = sources.add_source(there, {"type": "book", "title": "Harbour log", "id": "log"})
        piece = evidence.attach_evidence(
            there,
            article,
            claim,
            stance=Stance.SUPPORTS,
            quote="Forty boats.",
            source=log,
        )
        await until(stage.pilot, lambda: stage.evidence)
        await stage.press("tab", "j", "e")
        evidence.edit_evidence(there, article, piece, note="second edition", locator="p. 4")
        await until(stage.pilot, lambda: stage.evidence[0].note == "second edition")
        await stage.type("See: ")
        await stage.press("ctrl+s")
        (after,) = stage.saved().read(article).evidence_of(claim.id)
        assert after.note == "second edition"
        assert after.locator.value == "4"
        assert after.source != "log" or "See" in after.quote
        assert not after.conflicts


async def test_tags_that_are_typed_go_to_the_claim_they_were_asked_for(tmp_path: Path) -> None:
    async with reading(tmp_path) as stage:
        await stage.press("j", "j", "a", "j", "a", "k", "t")
        await stage.type("mine")
        stage.saved()
        there, article = others(tmp_path), stage.reader.article
        first, other = there.annotated(article).live_claims
        claims.trash_claims(there, article, [first])
        await until(stage.pilot, lambda: len(stage.claims) == 1)
        assert stage.reader.query_one(Prompt).query_one("Input").value == "mine"  # type: ignore[attr-defined]
        await stage.press("enter")
        saved = stage.saved().read(article)
        assert saved.claims_by_id[first.id].tags == ("mine",)
        assert not saved.claims_by_id[first.id].deleted
        assert not saved.claims_by_id[other.id].tags


async def test_unsaved_changes_stay_on_top_of_what_others_wrote(tmp_path: Path) -> None:
    async with reading(tmp_path) as stage:
        await stage.press("j", "j", "a")
        there, article = others(stage.saved().folder), stage.reader.article
        apply = stage.app.library.apply

        def refuse(_: object) -> None:
            raise OSError(28, "No space left on device")

        stage.app.library.apply = refuse  # type: ignore[method-assign,assignment]
        await stage.press("r", "3")
        await until(stage.pilot, lambda: stage.app.workspace.failed)
        claim = there.annotated(article).live_claims[0]
        claims.edit_claim(there, article, claim, speaker="the mayor")
        await until(stage.pilot, lambda: stage.claims[0].speaker == "the mayor")
        assert stage.claims[0].rating == "disputed"
        stage.app.library.apply = apply  # type: ignore[method-assign]
        await stage.press("ctrl+s")
        await until(stage.pilot, lambda: not stage.app.workspace.unsaved)
        on_disk = stage.saved().read(article).live_claims[0]
        assert (on_disk.rating, on_disk.speaker) == ("disputed", "the mayor")


async def test_a_look_that_finds_nothing_reaches_no_screen(tmp_path: Path) -> None:
    async with reading(tmp_path) as stage:
        await stage.press("j", "j", "a")
        stage.saved()
        await looked_again(stage)
        taken: list[object] = []
        stage.app.watcher._take = taken.append  # type: ignore[method-assign,assignment]
        await looked_again(stage)
        assert not taken


async def test_the_review_shows_what_others_do_and_keeps_filter_row_and_picks(tmp_path: Path) -> None:
    async with visiting(tmp_path, "review") as stage:
        await stage.press("j", "space")
        await stage.press("slash")
        await stage.type("the")
        current, picked = stage.review.row, set(stage.review.listing.picked)
        assert current is not None
        there = others(tmp_path / "annotations")
        home = next(known for known in there.all_annotated() if known.article.title == MUD)
        text = there.text_of(home.article).text
        mark(there, home.article.id, text, "the quay sinks".capitalize())
        await until(stage.pilot, lambda: "The quay sinks" in stage.statements)
        assert stage.prompt() == "the"
        assert stage.review.row == current
        assert stage.review.listing.picked == picked
        claims.trash_claims(there, home.article.id, there.annotated(home.article.id).live_claims[-1:])
        await until(stage.pilot, lambda: "The quay sinks" not in stage.statements)


async def test_a_row_that_does_not_fit_the_filter_any_more_stays_under_the_cursor(tmp_path: Path) -> None:
    async with visiting(tmp_path, "review", query="is:unrated") as stage:
        row = stage.review.row
        assert row is not None
        there = others(tmp_path / "annotations")
        claims.rate_claim(there, row.article.id, there.annotated(row.article.id).live_claims[0], "refuted")
        await until(stage.pilot, lambda: "refuted" in stage.ratings)
        assert stage.review.row is not None
        assert stage.review.row.claim.id == row.claim.id


async def test_the_library_counts_what_others_mark(tmp_path: Path) -> None:
    async with visiting(tmp_path, "library") as stage:
        await stage.press("G")
        current = stage.library.article
        there = others(tmp_path / "annotations")
        home = next(known for known in there.all_annotated() if known.article.title == FERRY)
        mark(there, home.article.id, there.text_of(home.article).text, "The bill is unpaid")
        await until(
            stage.pilot,
            lambda: [row.claims for row in stage.library.everything if row.article == home.article] == [3],
        )
        assert stage.library.article == current


async def test_a_program_that_writes_into_the_file_is_waited_for(tmp_path: Path) -> None:
    from tinydb import TinyDB, where

    async with reading(tmp_path) as stage:
        await stage.press("j", "j", "a")
        saved = stage.saved()
        await looked_again(stage)
        file = saved.files(stage.reader.article)[-1]
        with TinyDB(file) as stock:
            stock.table("claims").update(
                {"speaker": "the mayor"}, where("kind").exists() | where("target").exists()
            )
        await until(stage.pilot, lambda: stage.claims[0].speaker == "the mayor")
        assert "1 record taken in" in told(stage.app)
