"""The reader with an article whose file is changed under it: F5, the states of marks, decisions."""

from __future__ import annotations

import threading
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest

from postil.core.target import Anchoring
from postil.services.marks.refreshing import refresh
from postil.tui.screens.doubtful import DoubtScreen
from postil.tui.screens.reader import ReaderScreen
from postil.tui.widgets.evidence_form import EvidenceForm
from postil.tui.widgets.key_bar import KeyBar
from tests import plain_engine
from tests.fakes import history_of
from tests.tui.list_stage import mark
from tests.tui.reader_stage import Stage, reading

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from pathlib import Path

    from postil.core.changes import Operation
    from postil.core.model import Claim

CLOSED = "The harbour closed on 3 March."
MAYOR = "The mayor spoke of it in the evening."
ASKED = "Nobody was asked before."
BOATS = "Forty boats stayed in."
KEEPER = "The keeper of the light left in June."
FERRY = "The ferry was sold in May and the bill is unpaid."

OLD = f"""The harbour report

{CLOSED} {MAYOR} {ASKED}

{BOATS} {KEEPER}

{FERRY}
"""

NEW = f"""The harbour report

A correction was made.

The harbour closed on 9 March. {ASKED}

{BOATS} {BOATS}

Mud costs more. {MAYOR}

The ferry was sold to a man.
"""


@pytest.fixture(autouse=True)
def engine(monkeypatch: pytest.MonkeyPatch) -> None:
    plain_engine.install(monkeypatch)


@asynccontextmanager
async def marked(tmp_path: Path, *words: str, size: tuple[int, int] = (120, 40)) -> AsyncIterator[Stage]:
    """Opens the old text with claims on some words of it."""
    file = tmp_path / "essay.txt"
    file.write_text(OLD, encoding="utf-8")
    async with reading(tmp_path / "annotations", file, size=size) as stage:
        for each in words:
            mark(stage.app.workspace, stage.reader.article, stage.reader.snapshot.text, each)
        stage.reader.claims_changed()
        await stage.pilot.pause()
        yield stage


async def read_again(stage: Stage, tmp_path: Path, text: str = NEW) -> None:
    """Gives the file another text and presses F5."""
    (tmp_path / "essay.txt").write_text(text, encoding="utf-8")
    await stage.press("f5")
    await settle(stage)


async def settle(stage: Stage) -> None:
    """Waits for what is done beside the screen."""
    for _ in range(3):
        await stage.app.workers.wait_for_complete()
        await stage.pilot.pause()


def states(stage: Stage) -> dict[str, str]:
    """What became of each claim, by the words that it was made on."""
    return {claim.target.places[0].exact: claim.target.state.value for claim in stage.claims}


def claim_on(stage: Stage, words: str) -> Claim:
    return next(claim for claim in stage.claims if claim.target.places[0].exact == words)


def notices(stage: Stage) -> str:
    return "\n".join(notice.message for notice in stage.app._notifications)


def foot(stage: Stage) -> str:
    return stage.reader.query_one(KeyBar).message


def rows(stage: Stage) -> list[tuple[str, str]]:
    screen = stage.app.screen
    assert isinstance(screen, DoubtScreen)
    return [(row.state.value if row.state else "paragraph", row.words) for row in screen.listing.rows]


def drawn(stage: Stage) -> str:
    width, height = stage.app.size
    strips = stage.app.screen._compositor.render_strips()
    assert len(strips) == height
    return "\n".join(strip.text[:width] for strip in strips)


ALL = (CLOSED, MAYOR, ASKED, BOATS, KEEPER, FERRY)


async def test_f5_meets_every_state_and_one_u_takes_it_back(tmp_path: Path) -> None:
    async with marked(tmp_path, *ALL) as stage:
        old = stage.reader.snapshot
        await read_again(stage, tmp_path)
        assert states(stage) == {
            CLOSED: "changed",
            MAYOR: "moved",
            ASKED: "anchored",
            BOATS: "ambiguous",
            KEEPER: "orphaned",
            FERRY: "orphaned",
        }
        assert stage.reader.snapshot.text == stage.reader.text.snapshot.text != old.text
        assert {mark.id for mark in stage.reader.text.overlay.claims.sorted} == {
            claim_on(stage, words).id for words in (CLOSED, MAYOR, ASKED)
        }
        assert "1 moved, 1 changed, 1 ambiguous, 2 lost" in notices(stage)
        assert "6 claims · 4 in doubt · 6 unsourced" in stage.reader.margin.heading
        assert stage.reader.margin.line(0).text.startswith(" 6 claims · 4 in doubt · ? 6 ")
        assert stage.saved().examine()[0].severity != "error"
        await stage.press("u")
        await settle(stage)
        assert set(states(stage).values()) == {"anchored"}
        assert stage.reader.text.snapshot.text == old.text
        assert len(stage.reader.text.overlay.claims) == 6
        await stage.press("ctrl+r")
        assert states(stage)[CLOSED] == "changed"
        assert "9 March" in stage.reader.text.snapshot.text


@pytest.mark.parametrize(("words", "stands"), [(ASKED, True), (KEEPER, False)])
async def test_words_that_a_form_is_open_on_are_marked_in_the_newest_text(
    tmp_path: Path, words: str, *, stands: bool
) -> None:
    async with marked(tmp_path, FERRY) as stage:
        stage.reader.text.go(stage.reader.snapshot.text.index(words))
        await stage.press("plus")
        await stage.type("Not one")
        await stage.press("tab")
        await stage.type("A source")
        stage.reader.text.focus()
        await read_again(stage, tmp_path)
        await stage.press("ctrl+s")
        made = [claim for claim in stage.claims if claim.target.exact == words]
        assert len(made) == stands
        if stands:
            assert made[0].target.stands_in(stage.reader.snapshot.digest)
            assert stage.reader.evidence is not None
        else:
            told = str(stage.reader.query_one(".form--problem").render())
            assert "The words that this is about are not in the article's new text." in told
            assert stage.reader.query_one(EvidenceForm).draft.quote == "Not one"


async def test_the_list_of_what_is_to_be_decided_takes_the_place_of_its_notice(tmp_path: Path) -> None:
    async with marked(tmp_path, *ALL) as stage:
        await read_again(stage, tmp_path)
        assert "shows what is to be decided." in notices(stage)
        await stage.press("exclamation_mark")
        assert isinstance(stage.app.screen, DoubtScreen)
        assert "shows what is to be decided." not in notices(stage)


async def test_what_has_not_changed_is_said_and_not_written(tmp_path: Path) -> None:
    async with marked(tmp_path, BOATS) as stage:
        before = len(history_of(stage.app.workspace))
        await stage.press("f5")
        await settle(stage)
        assert "Nothing has changed in “The harbour report”" in notices(stage)
        assert len(history_of(stage.app.workspace)) == before


async def test_the_reader_stays_at_the_words(tmp_path: Path) -> None:
    async with marked(tmp_path, ASKED) as stage:
        await stage.press("j", "j", "l")
        await read_again(
            stage, tmp_path, OLD.replace("The harbour report", "The harbour report\n\nA new one.")
        )
        view = stage.reader.text
        assert view.snapshot.text[view.cursor.range.start :].startswith(KEEPER)


async def test_a_file_that_changes_is_offered_once(tmp_path: Path) -> None:
    async with marked(tmp_path, BOATS) as stage:
        original = stage.reader.rereading._original
        assert original is not None
        original.look()
        (tmp_path / "essay.txt").write_text(NEW, encoding="utf-8")
        original.look()
        if original.look():  # the watcher's own thread may have been quicker
            stage.reader.rereading._found()
        for _ in range(30):
            await stage.pilot.pause(0.1)
            if "essay.txt has changed" in notices(stage):
                break
        assert "essay.txt has changed since it was read: f5 reads it again." in notices(stage)
        assert not original.look()
        await stage.press("f5")
        await settle(stage)
        assert "has changed since" not in notices(stage)
        assert states(stage) == {BOATS: "ambiguous"}


async def test_what_is_told_of_the_file_goes_with_the_reader_and_comes_back_with_it(tmp_path: Path) -> None:
    async with marked(tmp_path, BOATS) as stage:
        rereading = stage.reader.rereading
        original = rereading._original
        assert original is not None
        original.look()
        (tmp_path / "essay.txt").write_text(NEW, encoding="utf-8")
        while not rereading._is_news and "essay.txt has changed" not in notices(stage):
            rereading._is_news = original.look()
        rereading.offer()
        await stage.pilot.pause()
        assert "essay.txt has changed" in notices(stage)
        await stage.press("L")
        assert "essay.txt has changed" not in notices(stage)
        await stage.press("q")
        assert isinstance(stage.app.screen, ReaderScreen)
        assert "essay.txt has changed" in notices(stage)
        await stage.press("escape", "L", "q")
        assert "essay.txt has changed" not in notices(stage)


async def test_a_changed_claim_shows_its_old_words_and_is_accepted(tmp_path: Path) -> None:
    async with marked(tmp_path, CLOSED) as stage:
        await read_again(stage, tmp_path)
        await stage.press("]")
        assert "was: The harbour closed on 3 March." in drawn(stage)
        assert "3 → 9" in drawn(stage)
        await stage.press("A")
        assert states(stage) == {CLOSED: "anchored"}
        assert len(claim_on(stage, CLOSED).target.history) == 2
        assert "in doubt" not in stage.reader.margin.heading
        await stage.press("u")
        assert states(stage) == {CLOSED: "changed"}


async def test_a_claim_is_retired_and_still_listed(tmp_path: Path) -> None:
    async with marked(tmp_path, KEEPER) as stage:
        await read_again(stage, tmp_path)
        assert "1 lost" in stage.reader.margin.heading
        await stage.press("exclamation_mark")
        await settle(stage)
        assert rows(stage)[0] == ("orphaned", KEEPER)
        assert "they stood here" in drawn(stage)
        assert f"[{KEEPER}]" in " ".join(drawn(stage).replace("│", "").split())
        await stage.press("X")
        assert states(stage) == {KEEPER: "retired"}
        assert rows(stage)[0] == ("retired", KEEPER)
        await stage.press("u")
        assert states(stage) == {KEEPER: "orphaned"}
        await stage.press("X", "escape")
        assert "lost" not in stage.reader.margin.heading
        assert isinstance(stage.app.screen, ReaderScreen)


async def test_undo_in_the_list_reads_beside_the_screen_and_its_end_is_no_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads = set()
    async with marked(tmp_path, KEEPER) as stage:
        await read_again(stage, tmp_path)
        await stage.press("exclamation_mark")
        await settle(stage)
        real = stage.app.library.operations

        def noting(naming: str = "") -> Iterator[Operation]:
            threads.add(threading.current_thread())
            return real(naming)

        monkeypatch.setattr(stage.app.library, "operations", noting)
        for _ in range(3):
            await stage.press("u")
            await settle(stage)
        assert "There is nothing to undo." in notices(stage)
        assert not [notice for notice in stage.app._notifications if notice.severity == "error"]
        assert threads
        assert threading.main_thread() not in threads


async def test_a_digit_picks_one_of_several_places(tmp_path: Path) -> None:
    async with marked(tmp_path, BOATS) as stage:
        await read_again(stage, tmp_path)
        assert "1 ambiguous" in stage.reader.margin.heading
        await stage.press("exclamation_mark")
        await settle(stage)
        assert "It may stand in each of these places" in drawn(stage)
        await stage.press("A")
        assert "There are 2 places" in notices(stage)
        await stage.press("7")
        assert "There is no place 7" in notices(stage)
        await stage.press("2")
        text = stage.reader.snapshot.text
        assert states(stage) == {BOATS: "anchored"}
        assert claim_on(stage, BOATS).start == text.rindex(BOATS)
        assert "Nothing is left to be decided" in drawn(stage)


async def test_the_candidate_of_an_orphan_is_accepted(tmp_path: Path) -> None:
    async with marked(tmp_path, FERRY) as stage:
        await read_again(stage, tmp_path)
        await stage.press("exclamation_mark")
        await settle(stage)
        assert "The likeliest place" in drawn(stage)
        await stage.press("A")
        claim = claim_on(stage, FERRY)
        assert (claim.target.exact, claim.target.state.value) == ("The ferry was sold to a man.", "anchored")


async def test_an_orphan_is_put_on_words_that_are_selected(tmp_path: Path) -> None:
    async with marked(tmp_path, KEEPER) as stage:
        await read_again(stage, tmp_path)
        await stage.press("g", "g", "exclamation_mark", "enter")
        assert stage.reader.placing == claim_on(stage, KEEPER).id
        assert stage.reader.text.cursor.block > 0
        assert "p puts it there" in foot(stage)
        await stage.press("escape")
        assert (stage.reader.placing, states(stage)) == ("", {KEEPER: "orphaned"})
        await stage.press("exclamation_mark", "enter", "g", "g", "j", "v", "b")
        await stage.press("p")
        claim = claim_on(stage, KEEPER)
        assert (claim.target.exact, claim.target.state.value) == ("A correction was made", "anchored")
        assert stage.reader.claim == claim
        assert [place.state.value for place in claim.target.history] == ["anchored", "orphaned"]


async def test_the_words_of_an_orphan_are_looked_for_in_what_their_paragraph_was_changed_into(
    tmp_path: Path,
) -> None:
    moved = f"The harbour report\n\n{BOATS}\n\n{FERRY}\n\n{CLOSED} {MAYOR} {ASKED}\n"
    async with marked(tmp_path, KEEPER) as stage:
        await read_again(stage, tmp_path, moved)
        await stage.press("G", "exclamation_mark", "enter")
        assert stage.reader.placing == claim_on(stage, KEEPER).id
        assert stage.reader.snapshot.blocks[stage.reader.text.cursor.block].text == BOATS


async def test_a_mark_that_stands_wrongly_is_put_elsewhere(tmp_path: Path) -> None:
    async with marked(tmp_path, BOATS) as stage:
        await stage.press("]", "p", "j", "p")
        target = claim_on(stage, BOATS).target
        assert (target.exact, target.state.value, len(target.history)) == (FERRY, "anchored", 1)
        await stage.press("u")
        assert claim_on(stage, BOATS).target.exact == BOATS


async def test_changed_paragraphs_are_signed_told_and_gone_to(tmp_path: Path) -> None:
    async with marked(tmp_path, CLOSED) as stage:
        await read_again(stage, tmp_path)
        assert "1Δ A correction was made." in drawn(stage)
        await stage.press("g", "g", "f")
        assert stage.reader.text.cursor.block == 1
        assert "Δ this paragraph is new" in drawn(stage)
        await stage.press("f", "f", "F")
        assert stage.reader.text.cursor.block == 2
        await stage.press("exclamation_mark")
        paragraphs = [words for kind, words in rows(stage) if kind == "paragraph"]
        assert paragraphs[0].startswith("The harbour closed on 9 March.")
        await stage.press("G", "enter")
        assert isinstance(stage.app.screen, ReaderScreen)


async def test_a_text_that_has_nothing_of_the_old_one_leaves_all_lost(tmp_path: Path) -> None:
    async with marked(tmp_path, *ALL) as stage:
        await read_again(stage, tmp_path, "Cows graze.\n\nIt rains.\n")
        assert set(states(stage).values()) == {"orphaned"}
        assert "6 lost" in stage.reader.margin.heading
        assert len(stage.reader.text.overlay.claims) == 0
        await stage.press("]")
        await read_again(stage, tmp_path, OLD)
        assert set(states(stage).values()) == {"anchored"}


async def test_keys_are_not_about_a_claim_that_was_lost_from_sight(tmp_path: Path) -> None:
    async with marked(tmp_path, KEEPER) as stage:
        await stage.press("right_square_bracket")
        assert stage.reader.claim
        await read_again(stage, tmp_path, "\n\n".join(["Bees are not boats. They hum."] * 12))
        await stage.press("d", "X")
        (claim,) = stage.reader.annotated.claims
        assert not claim.deleted
        assert claim.target.state is Anchoring.ORPHANED
        assert stage.reader.claim is None


@pytest.mark.parametrize(
    ("made", "said"),
    [
        ("gone", "is gone"),
        ("folder", "is a folder"),
        ("binary", "is a PNG picture"),
        ("empty", "is empty"),
    ],
)
async def test_a_file_that_cannot_be_read_is_told_and_changes_nothing(
    tmp_path: Path, made: str, said: str
) -> None:
    async with marked(tmp_path, BOATS) as stage:
        file = tmp_path / "essay.txt"
        file.unlink()
        if made == "folder":
            file.mkdir()
        elif made == "binary":
            file.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(256))
        elif made == "empty":
            file.write_text("")
        await stage.press("f5")
        await settle(stage)
        assert said in notices(stage)
        assert not stage.reader.rereading.busy
        assert states(stage) == {BOATS: "anchored"}
        await stage.press("j", "a")
        assert len(stage.claims) == 2


async def test_escape_stops_it_and_nothing_is_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from threading import Event

    go_on = Event()
    place = plain_engine.PlainEngine.place

    def slowly(self: plain_engine.PlainEngine, selectors: object) -> object:
        assert go_on.wait(10)
        return place(self, selectors)  # type: ignore[arg-type]

    monkeypatch.setattr(plain_engine.PlainEngine, "place", slowly)
    async with marked(tmp_path, *ALL) as stage:
        before = len(history_of(stage.app.workspace))
        (tmp_path / "essay.txt").write_text(NEW, encoding="utf-8")
        await stage.press("f5")
        await stage.pilot.pause(0.5)
        assert "reading again: comparing the texts; esc stops it" in foot(stage)
        await stage.press("l", "escape")
        go_on.set()
        await settle(stage)
        assert "nothing was changed" in foot(stage)
        assert len(history_of(stage.app.workspace)) == before
        assert set(states(stage).values()) == {"anchored"}
        await stage.press("f5")
        await settle(stage)
        assert states(stage)[CLOSED] == "changed"


async def test_escape_does_not_wait_for_what_cannot_be_interrupted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from threading import Event

    go_on, ended = Event(), Event()
    place = plain_engine.PlainEngine.place

    def slowly(self: plain_engine.PlainEngine, selectors: object) -> object:
        assert go_on.wait(10)
        ended.set()
        return place(self, selectors)  # type: ignore[arg-type]

    monkeypatch.setattr(plain_engine.PlainEngine, "place", slowly)
    async with marked(tmp_path, *ALL) as stage:
        (tmp_path / "essay.txt").write_text(NEW, encoding="utf-8")
        await stage.press("f5")
        await stage.pilot.pause(0.5)
        await stage.press("escape")
        await settle(stage)
        assert "nothing was changed" in foot(stage)
        assert not ended.is_set()
        assert not stage.reader.rereading.busy
        go_on.set()


async def test_a_reading_elsewhere_reaches_the_screen(tmp_path: Path) -> None:
    from postil.container import Container

    async with marked(tmp_path, CLOSED) as stage:
        stage.saved()
        other = Container(str(tmp_path / "annotations")).workspace
        (tmp_path / "essay.txt").write_text(NEW, encoding="utf-8")
        refresh(other, other.annotated(stage.reader.article).article)
        for _ in range(60):
            await stage.pilot.pause(0.1)
            if "9 March" in stage.reader.text.snapshot.text:
                break
        assert states(stage) == {CLOSED: "changed"}
        await stage.press("g", "g", "j", "a")
        assert {claim.target.snapshot for claim in stage.claims} == {stage.reader.snapshot.digest}


async def test_a_file_that_is_named_elsewhere_is_watched_and_read_by_f5(tmp_path: Path) -> None:
    from postil.container import Container

    async with marked(tmp_path, CLOSED) as stage:
        stage.saved()
        other = Container(str(tmp_path / "annotations")).workspace
        newer = tmp_path / "essay-2.txt"
        newer.write_text(NEW, encoding="utf-8")
        refresh(other, other.annotated(stage.reader.article).article, str(newer))
        for _ in range(60):
            await stage.pilot.pause(0.1)
            if "9 March" in stage.reader.text.snapshot.text:
                break
        original = stage.reader.rereading._original
        assert original is not None
        assert original.file == newer
        assert [*stage.app.watcher._originals] == [original]
        newer.write_text(OLD, encoding="utf-8")
        await stage.press("f5")
        await settle(stage)
        assert states(stage) == {CLOSED: "anchored"}


async def test_a_claim_of_an_earlier_text_is_listed_and_found_by_f5(tmp_path: Path) -> None:
    async with marked(tmp_path, CLOSED) as stage:
        workspace = stage.app.workspace
        stage.saved()
        old = stage.reader.snapshot
        await read_again(stage, tmp_path)
        start = old.text.index(MAYOR)
        from postil.anchoring.describe import describe
        from postil.core.changes import Change
        from postil.core.model import Claim
        from postil.core.snapshot import TextRange

        left = workspace.new(Claim(id="", target=describe(old, [TextRange(start, start + len(MAYOR))])))
        workspace.commit("mark claim", [Change(stage.reader.article, None, left)])
        stage.reader.claims_changed()
        await stage.press("exclamation_mark")
        await settle(stage)
        assert "another text" in drawn(stage)
        await stage.press("escape", "f5")
        await settle(stage)
        assert states(stage)[MAYOR] == "moved"


async def test_the_review_leads_to_the_list_for_a_claim_without_a_place(tmp_path: Path) -> None:
    async with marked(tmp_path, KEEPER, FERRY) as stage:
        await read_again(stage, tmp_path)
        await stage.press("R")
        await settle(stage)
        assert "lost" in drawn(stage)
        await stage.press("j", "enter")
        await settle(stage)
        assert isinstance(stage.app.screen, DoubtScreen)
        row = stage.app.screen.listing.current
        assert row is not None
        assert row.words == FERRY


async def test_a_file_that_was_changed_before_it_is_opened_leads_to_its_claims(tmp_path: Path) -> None:
    async with marked(tmp_path, CLOSED, BOATS) as stage:
        stage.saved()
        article = stage.reader.article
    file = tmp_path / "essay.txt"
    file.write_text(NEW, encoding="utf-8")
    async with reading(tmp_path / "annotations", file) as stage:
        await settle(stage)
        assert stage.claims == ()
        assert "was read before it was changed, as “The harbour report” with 2 claims" in notices(stage)
        await stage.press("f5")
        await settle(stage)
        assert stage.reader.article == article
        assert states(stage) == {CLOSED: "changed", BOATS: "ambiguous"}
        assert len(stage.saved().articles()) == 1


async def test_a_mark_that_would_begin_a_second_article_is_held_back_once(tmp_path: Path) -> None:
    async with marked(tmp_path, CLOSED) as stage:
        stage.saved()
        article = stage.reader.article
    file = tmp_path / "essay.txt"
    file.write_text(NEW, encoding="utf-8")
    async with reading(tmp_path / "annotations", file) as stage:
        await settle(stage)
        await stage.press("j", "a")
        assert not list(stage.claims)
        assert "begins a second article" in notices(stage)
        await stage.press("a")
        assert [claim.rating for claim in stage.claims] == ["unrated"]
        await stage.press("u")
        stage.saved()
    async with reading(tmp_path / "annotations", file) as stage:
        await settle(stage)
        assert "was read before it was changed" in notices(stage)
        await stage.press("f5")
        await settle(stage)
        assert stage.reader.article == article


async def test_boundaries_are_not_adjusted_where_there_are_none(tmp_path: Path) -> None:
    async with marked(tmp_path, KEEPER) as stage:
        await read_again(stage, tmp_path)
        stage.reader.choose(claim_on(stage, KEEPER).id)
        await stage.press("B")
        assert "no place in the text" in notices(stage)
        assert stage.reader.text.adjusting == ""
