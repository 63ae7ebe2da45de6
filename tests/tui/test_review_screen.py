from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING
from unittest.mock import patch

import pytest

from postil.core.errors import LibraryError
from postil.core.settings import Settings
from postil.review.rows import Sort
from postil.tui.looks.glyphs import UNICODE
from postil.tui.screens.choice import Choice
from postil.tui.screens.reader import ReaderScreen
from postil.tui.screens.review import ReviewScreen
from postil.tui.terminal.clipboard import Outcome, Status
from tests.tui.list_stage import FERRY, MUD, visiting

if TYPE_CHECKING:
    from pathlib import Path

    from tests.tui.list_stage import ListStage

COSTS = "Mud costs four million"
SOLD = "The ferry was sold in May"
BOAT = "The last boat left at dusk"
ALL = [COSTS, SOLD, BOAT]


def tags(stage: ListStage) -> list[tuple[str, ...]]:
    return [row.claim.tags for row in stage.review.listing.rows]


async def test_claims_of_all_articles_with_their_states(tmp_path: Path) -> None:
    async with visiting(tmp_path, "review") as stage:
        assert stage.statements == ALL
        words = stage.screen_text
        assert f"3 claims · ? 2 unsourced · {UNICODE.single} 1 single source" in words
        assert "unchecked quote" in words
        assert "+1" in words


@pytest.mark.parametrize("size", [(1, 1), (20, 4), (40, 10), (80, 24), (80, 12), (200, 50)])
async def test_the_review_can_be_drawn_at_any_size(tmp_path: Path, size: tuple[int, int]) -> None:
    async with visiting(tmp_path, "review", size=size) as stage:
        await stage.press("j", "tab", "j", "G", "space", "k")
        assert len(stage.screen_text.split("\n")) == size[1]


async def test_the_filter_narrows_as_it_is_typed_and_is_sticky(tmp_path: Path) -> None:
    async with visiting(tmp_path, "review") as stage:
        await stage.press("slash")
        await stage.type("is:unsourced -tag:cost")
        assert stage.statements == [BOAT]
        await stage.press("enter")
        assert "“is:unsourced -tag:cost” 1" in stage.screen_text
        await stage.press("L", "R")
        assert stage.statements == [BOAT]
        await stage.press("escape")
        assert stage.statements == ALL


async def test_what_of_a_filter_is_not_understood_is_told(tmp_path: Path) -> None:
    async with visiting(tmp_path, "review", query="is:nonsense") as stage:
        assert stage.statements == []
        assert "is:nonsense is not a state" in stage.screen_text
        assert "escape shows all claims" in stage.screen_text


async def test_the_ratings_of_the_settings_are_those_of_the_filter_and_the_order(tmp_path: Path) -> None:
    settings = Settings(ratings=("unrated", "wahr", "falsch"))
    async with visiting(tmp_path, "review", settings=settings) as stage:
        await stage.press("2", "1")
        stage.review.sort_by(Sort.RATING, backwards=False)
        await stage.settle()
        assert stage.ratings == ["unrated", "wahr", "falsch"]
        stage.review.narrow("rating:supported")
        await stage.settle()
        assert "rating:supported is not a rating" in stage.screen_text


async def test_enter_shows_the_claim_and_q_comes_back_to_its_row(tmp_path: Path) -> None:
    async with visiting(tmp_path, "review") as stage:
        await stage.press("G", "enter")
        reader = stage.app.screen
        assert isinstance(reader, ReaderScreen)
        assert reader.claim is not None
        assert reader.claim.statement == BOAT
        await stage.press("q")
        assert stage.review.row is not None
        assert stage.review.row.claim.statement == BOAT


async def test_a_digit_rates_and_moves_on(tmp_path: Path) -> None:
    async with visiting(tmp_path, "review", query="rating:unrated") as stage:
        await stage.press("3", "1")
        assert stage.statements == ALL  # rows stay where they are until they are asked for anew
        assert stage.ratings == ["disputed", "supported", "unrated"]
        assert stage.review.listing.index == 2
        await stage.press("9")
        assert "No rating has this key." in stage.notices
        assert stage.ratings[2] == "unrated"
        found = {claim.rating for known in stage.saved().read_all() for claim in known.live_claims}
        assert found == {"disputed", "supported", "unrated"}


async def test_what_is_wrong_with_a_filter_has_two_rows(tmp_path: Path) -> None:
    async with visiting(tmp_path, "review", size=(80, 24), query="is:muddy") as stage:
        (problem,) = stage.review.ledger.problems("is:muddy")
        lines = stage.screen_text.split("\n")
        assert "“is:muddy” 0" in lines[0]
        assert lines[2].rstrip().endswith("…")
        told = f"{lines[1].strip()} {lines[2].strip().removesuffix('…')}"
        assert problem.startswith(told)
        assert len(told) > 130


async def test_picked_claims_are_rated_and_undone_in_one_step(tmp_path: Path) -> None:
    async with visiting(tmp_path, "review") as stage:
        await stage.press("space", "j", "space")
        assert "2 picked" in stage.screen_text
        await stage.press("4")
        assert stage.ratings == ["refuted", "unrated", "refuted"]
        assert "2 picked claims: refuted." in stage.notices
        await stage.press("escape", "1")
        assert stage.ratings == ["refuted", "unrated", "supported"]
        await stage.press("u", "u")
        assert stage.ratings == ["unrated", "unrated", "unrated"]


async def test_tags_are_added_and_taken_away(tmp_path: Path) -> None:
    async with visiting(tmp_path, "review") as stage:
        await stage.press("space", "space", "t")
        await stage.type("central,-cost")
        await stage.press("enter")
        assert tags(stage) == [("central",), ("central",), ()]
        await stage.press("u")
        assert tags(stage) == [("cost",), ("cost",), ()]


async def test_escape_leaves_one_thing_after_the_other(tmp_path: Path) -> None:
    async with visiting(tmp_path, "review", query="the") as stage:
        await stage.press("space", "escape")
        assert not stage.review.listing.picked
        assert stage.review.query_text == "the"
        await stage.press("escape")
        assert stage.review.query_text == ""
        assert stage.statements == ALL


async def test_undo_goes_back_to_the_claim_that_it_changed(tmp_path: Path) -> None:
    async with visiting(tmp_path, "review") as stage:
        listing = stage.review.listing
        first = listing.rows[0].claim.id
        await stage.press("2", "j")  # rated, and gone on from
        assert listing.index == 2
        await stage.press("u")
        assert (listing.index, listing.rows[0].claim.rating) == (0, "unrated")
        await stage.press("d", "j", "u")
        assert listing.rows[listing.index].claim.id == first
        listing.seek([first])
        await stage.press("j")  # whoever goes on before the rows are there stays
        listing.show(listing.rows)
        assert listing.index == 1


async def test_an_empty_list_leads_to_no_claim_in_full(tmp_path: Path) -> None:
    async with visiting(tmp_path, "review", query="nothing has these words") as stage:
        await stage.press("tab")
        assert stage.review.listing.has_focus
        await stage.press("slash", "ctrl+u", "enter", "tab")
        assert stage.review.detail.has_focus


async def test_a_trashed_claim_leaves_the_list_and_undo_brings_it_back(tmp_path: Path) -> None:
    async with visiting(tmp_path, "review") as stage:
        await stage.press("j", "d")
        assert stage.statements == [COSTS, BOAT]
        await stage.press("u")
        assert stage.statements == ALL


async def test_picked_claims_are_trashed_and_brought_back_together(tmp_path: Path) -> None:
    async with visiting(tmp_path, "review") as stage:
        await stage.press("space", "space", "d")
        assert stage.statements == ALL[2:]
        assert "In the trash: 2 claims." in stage.notices
        await stage.press("u")
        assert stage.statements == ALL


async def test_r_rates_all_that_are_picked(tmp_path: Path) -> None:
    async with visiting(tmp_path, "review") as stage:
        await stage.press("space", "space", "r", "4")
        assert stage.ratings == ["refuted", "refuted", "unrated"]


async def test_sorted_and_turned_round(tmp_path: Path) -> None:
    async with visiting(tmp_path, "review") as stage:
        await stage.press("s", "2")
        assert stage.statements[-1] == SOLD
        await stage.press("S")
        assert stage.statements[0] == SOLD
        assert "state, reversed" in stage.screen_text


async def test_the_claim_in_full_and_the_evidence_to_copy(tmp_path: Path) -> None:
    async with visiting(tmp_path, "review") as stage:
        await stage.press("j")
        assert "“sold in May”" in stage.screen_text
        subject = stage.review.copy_subject()
        assert subject is not None
        assert (subject[1].statement, subject[2]) == (SOLD, None)
        await stage.press("tab", "j")
        subject = stage.review.copy_subject()
        assert subject is not None
        assert subject[2] is not None
        assert subject[2].quote == "sold in May"
        await stage.press("tab")
        assert stage.review.listing.has_focus


async def test_picked_claims_are_copied_together_and_their_works(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copied: list[str] = []

    def copy(text: str, **_: object) -> Outcome:
        copied.append(text)
        return Outcome(Status.OK, "test", "", len(text))

    monkeypatch.setattr("postil.tui.terminal.clipboard.copy", copy)
    async with visiting(tmp_path, "review") as stage:
        await stage.press("j", "space", "space", "g", "y")
        assert [one.split("”")[0] for one in copied[0].split("\n\n")] == [f"“{SOLD}", f"“{BOAT}"]
        await stage.press("Y")
        assert "Copy 2 claims as plain text" in stage.screen_text
        await stage.press("5", "Y", "6", "tab", "y")
        assert copied[1] == "The Bill."
        assert [FERRY in one for one in copied[2].split("\n\n")] == [False, True]
        assert copied[3].startswith(f"“{COSTS}”")


async def export(stage: ListStage, form: str, name: str) -> None:
    await stage.press("x", form)
    await stage.type(str(stage.folder / name))
    await stage.press("enter")


async def test_what_is_shown_is_exported_as_csv(tmp_path: Path) -> None:
    async with visiting(tmp_path, "review", query="is:unsourced") as stage:
        await export(stage, "1", "out.csv")
        with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        assert [row["statement"] for row in rows] == [COSTS, BOAT]
        assert stage.prompt() is None
        assert "2 claims are in" in stage.notices


async def test_exported_as_markdown_and_json_lines(tmp_path: Path) -> None:
    async with visiting(tmp_path, "review") as stage:
        await export(stage, "2", "out.md")
        report = (tmp_path / "out.md").read_text(encoding="utf-8")
        assert report.count("\n## Claim") == 3
        assert MUD in report
        await export(stage, "3", "out.jsonl")
        lines = (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()
        assert [json.loads(line)["statement"] for line in lines] == ALL
        assert json.loads(lines[1])["article_title"] == FERRY


async def test_an_export_replaces_a_file_only_when_asked_twice(tmp_path: Path) -> None:
    taken = tmp_path / "out.csv"
    taken.write_text("mine", encoding="utf-8")
    async with visiting(tmp_path, "review") as stage:
        await export(stage, "1", "out.csv")
        assert "exists already" in stage.notices
        assert taken.read_text(encoding="utf-8") == "mine"
        assert stage.prompt() == str(taken)
        await stage.press("enter")
        assert SOLD in taken.read_text(encoding="utf-8")


async def test_an_export_that_cannot_be_written_keeps_the_name(tmp_path: Path) -> None:
    async with visiting(tmp_path, "review") as stage:
        await export(stage, "1", "nowhere/out.csv")
        assert "cannot be written" in stage.notices
        assert stage.prompt() == str(tmp_path / "nowhere" / "out.csv")


async def test_an_empty_review_says_what_makes_a_claim(tmp_path: Path) -> None:
    async with visiting(tmp_path, "review", empty=True) as stage:
        assert "a marks one while you read" in stage.screen_text
        await stage.press("enter", "1", "d", "t", "space", "semicolon", "x", "y")
        assert isinstance(stage.app.screen, ReviewScreen)


async def test_keys_that_come_faster_than_they_are_worked_off_lose_nothing(tmp_path: Path) -> None:
    async with visiting(tmp_path, "review") as stage:
        for key in ("3", "1", "k", "4"):
            stage.app.simulate_key(key)
        await stage.settle()
        assert stage.ratings == ["disputed", "refuted", "unrated"]


async def test_r_and_the_palette_ask_for_the_rating(tmp_path: Path) -> None:
    async with visiting(tmp_path, "review") as stage:
        await stage.press("r", "2")
        assert stage.ratings[0] == "mostly supported"
        assert stage.review.listing.index == 0
        await stage.press("colon")
        await stage.type("rate")
        await stage.press("enter")
        if not isinstance(stage.app.screen, Choice):  # the first one may only have gone to the list
            await stage.press("enter")
        assert isinstance(stage.app.screen, Choice)
        await stage.press("4")
        assert stage.ratings[0] == "refuted"


async def test_a_digit_that_is_remapped_rates(tmp_path: Path) -> None:
    async with visiting(tmp_path, "review") as stage:
        stage.app.set_keymap({"review.rate-3": "f3"})
        await stage.press("f3", "3")
        assert stage.ratings == ["disputed", "unrated", "unrated"]


async def test_a_tag_of_two_words_is_taken_away(tmp_path: Path) -> None:
    async with visiting(tmp_path, "review") as stage:
        await stage.press("t")
        await stage.type("two words, other")
        await stage.press("enter", "t")
        await stage.type("-two words")
        await stage.press("enter")
        assert tags(stage)[0] == ("cost", "other")


async def test_a_name_that_is_too_long_for_a_file_is_refused(tmp_path: Path) -> None:
    async with visiting(tmp_path, "review") as stage:
        await export(stage, "1", "n" * 300)
        assert "cannot be written" in stage.notices
        assert [notice.title for notice in stage.app._notifications] == ["Not exported"]
        assert stage.prompt() == str(tmp_path / ("n" * 300))


async def test_a_digit_between_the_end_of_the_reading_and_its_taking_in_is_kept(tmp_path: Path) -> None:
    async with visiting(tmp_path, "review") as stage:
        review = stage.review
        stale = review.ledger
        with patch.object(review, "busy", lambda _: True):
            await stage.press("3")
        review._take(stale)
        assert stage.ratings[0] == "disputed"


async def test_work_counts_until_it_is_taken_in(tmp_path: Path) -> None:
    async with visiting(tmp_path, "review") as stage:
        review = stage.review
        worker = review.run_worker(lambda: None, thread=True, group="test")
        await worker.wait()
        review._jobs[worker] = lambda _: None
        assert review.busy("test")


async def test_what_a_choice_cannot_do_is_told(tmp_path: Path) -> None:
    async with visiting(tmp_path, "review") as stage:
        await stage.press("s")
        with patch.object(
            stage.app.screen_stack[-2], "sort_by", side_effect=LibraryError("The disk is gone.")
        ):
            await stage.press("1")
        assert "The disk is gone." in stage.notices


async def test_saved_views_the_usual_ones_and_the_readers_own(tmp_path: Path) -> None:
    settings = Settings(views={"to do": "is:unsourced -tag:cost"})
    async with visiting(tmp_path, "review", settings=settings) as stage:
        await stage.press("V")
        assert "to do" in stage.screen_text
        await stage.press("a")
        assert stage.statements == [BOAT]
        await stage.press("V", "5")
        assert stage.review.query_text == "is:altered"
        await stage.press("V", "2")
        assert stage.review.query_text == "is:unsourced"
        await stage.press("V", "1")
        assert stage.statements == ALL


@pytest.mark.parametrize("size", [(200, 50), (120, 40)])
async def test_the_names_of_the_columns_stand_over_them(tmp_path: Path, size: tuple[int, int]) -> None:
    async with visiting(tmp_path, "review", size=size) as stage:
        names, first = stage.screen_text.split("\n")[2:4]
        assert names.index("claim") == first.index(COSTS[:10])
        assert "article" not in names[: names.index("rating")]
        assert ("article" in names) is ("Mud Is" in first)


@pytest.mark.parametrize("key", ["e", "E", "plus", "minus"])
async def test_keys_that_edit_in_the_reader_say_so_in_the_review(tmp_path: Path, key: str) -> None:
    async with visiting(tmp_path, "review") as stage:
        await stage.press(key)
        assert "enter reads the claim in its article" in stage.notices


async def test_the_footer_tells_the_keys_of_the_claims_once_they_are_read(tmp_path: Path) -> None:
    async with visiting(tmp_path, "review") as stage:
        stage.review.listing.show(())
        stage.review.renew_keys()
        await stage.settle()
        assert "pick" not in stage.screen_text.splitlines()[-1]
        stage.review.library_changed()
        await stage.settle()
        footer = stage.screen_text.splitlines()[-1]
        assert "pick" in footer
        assert "trash" in footer
