from __future__ import annotations

import shutil
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import pytest
from textual import events

from postil.citation.fields import lines_of
from postil.core.model import Check, Directness, Locator, Stance
from postil.core.text import copyable
from postil.services.articles.articles import add_text, edit_article, open_article
from postil.services.marks.evidence import edit_evidence
from postil.services.sources.sources import add_source, link_document
from postil.storage.machine.set_aside import SetAside
from postil.tui.commands.source_reading import WIDENED
from postil.tui.widgets.evidence_draft import Draft
from postil.tui.widgets.evidence_form import EvidenceForm, Quote
from postil.tui.widgets.field_form import Line
from postil.tui.widgets.key_bar import KeyBar
from tests.fakes import history_of
from tests.tui.reader_stage import EXAMPLE, kept_of_forms, reading

if TYPE_CHECKING:
    from pathlib import Path

    from postil.core.model import Article
    from tests.tui.reader_stage import Stage


async def test_a_counter_source_with_a_pasted_quote_of_many_lines(tmp_path: Path) -> None:
    async with reading(tmp_path) as stage:
        await stage.press("j", "j", "minus")
        stage.app.post_message(events.Paste("Not one boat\nhas \x1b[31mreturned."))
        await stage.pilot.pause()
        await stage.press("tab")
        await stage.type("Quay Courier")
        await stage.press("tab")
        await stage.type("Ada Wren; Orm, Bo")
        await stage.press("tab")
        await stage.type("2031")
        await stage.press("tab", "tab", "tab")
        await stage.type("p 12-15")
        await stage.press("ctrl+s")
        (piece,) = stage.evidence
        assert piece.stance is Stance.DISPUTES
        assert piece.quote == "Not one boat\nhas returned."
        assert piece.locator == Locator("page", "12–15")
        assert piece.check is Check.UNCHECKED
        assert not stage.app.screen.query(EvidenceForm)
        saved = stage.saved()
        assert [source.title for source in saved.sources()] == ["Quay Courier"]
        assert lines_of(saved.sources()[0].csl)["author"] == "Ada Wren; Bo Orm"
        assert lines_of(saved.sources()[0].csl)["issued"] == "2031"
        assert saved.read(stage.reader.article).evidence_of(piece.claim) == (piece,)


async def test_a_form_without_a_source_says_so_and_loses_nothing(tmp_path: Path) -> None:
    async with reading(tmp_path) as stage:
        await stage.attach("Words")
        await stage.press("ctrl+s")
        form = stage.app.screen.query_one(EvidenceForm)
        assert form.draft.quote == "Words"
        await stage.press("escape")
        assert not stage.app.screen.query(EvidenceForm)
        await stage.press("plus")
        assert stage.app.screen.query_one(EvidenceForm).draft.quote == "Words"


async def test_a_known_source_is_found_by_typing_and_taken_by_arrow(tmp_path: Path) -> None:
    async with reading(tmp_path) as stage:
        known = add_source(stage.app.workspace, {"type": "book", "title": "Tides of the Quay"})
        await stage.attach("Words", "tides")
        await stage.press("down", "ctrl+s")
        assert stage.evidence[0].source == known.key
        assert len(stage.saved().sources()) == 1


async def attach_survey(stage: Stage) -> Article:
    """Opens the form on a source whose text is in the library, and gives that."""
    workspace = stage.app.workspace
    survey = add_text(workspace, str(EXAMPLE / "harbour-survey.md")).article
    source = add_source(workspace, {"type": "report", "title": "The survey"})
    link_document(workspace, source, survey.id)
    await stage.attach("", "The survey")
    return survey


async def test_a_source_is_read_in_the_margin_and_its_passage_is_the_quote(tmp_path: Path) -> None:
    async with reading(tmp_path) as stage:
        survey = await attach_survey(stage)
        await stage.press("ctrl+o", "j", "j", "j", "v", "b", "enter", "ctrl+s")
        (piece,) = stage.evidence
        assert piece.check is Check.EXACT
        assert piece.target is not None
        assert piece.quote in stage.app.workspace.text_of(survey).text
        assert piece.locator.label == "paragraph"


async def test_a_quote_that_is_taken_from_its_source_cuts_no_word_in_two(tmp_path: Path) -> None:
    async with reading(tmp_path) as stage:
        await attach_survey(stage)
        await stage.press("ctrl+o", "j", "j", "j", "v", "h", "h", "h", "o", "l", "enter")
        assert stage.reader.query_one(KeyBar).message == WIDENED
        await stage.press("ctrl+s")
        (piece,) = stage.evidence
        assert piece.check is Check.EXACT
        assert piece.target is not None


async def test_evidence_is_edited_moved_and_removed_in_the_margin(tmp_path: Path) -> None:
    async with reading(tmp_path) as stage:
        await stage.press("j", "j", "a", "l", "plus")
        await stage.type("Words")
        await stage.press("tab")
        await stage.type("A source")
        await stage.press("ctrl+s")
        piece = stage.evidence[0]
        await stage.press("tab", "e", "tab")
        await stage.type("para 4")
        await stage.press("ctrl+s")
        assert stage.evidence[0].locator == Locator("paragraph", "4")
        await stage.press("tab", "M", "1")
        other = next(claim for claim in stage.claims if claim.id != piece.claim)
        assert stage.reader.annotated.evidence_of(other.id)[0].id == piece.id
        await stage.press("tab")
        stage.reader.choose(piece.id)
        await stage.press("d")
        assert not stage.reader.annotated.evidence_of(other.id)
        await stage.press("u")
        assert stage.reader.annotated.evidence_of(other.id)


async def test_what_was_typed_is_kept_for_each_claim_and_for_evidence_that_is_edited(tmp_path: Path) -> None:
    async with reading(tmp_path) as stage:
        await stage.attach("one")
        await stage.press("escape", "j", "minus")
        await stage.type("two")
        await stage.press("escape", "k", "plus")
        form = stage.app.screen.query_one(EvidenceForm)
        assert form.draft.quote == "one"
        await stage.type("A source")
        await stage.press("ctrl+s", "tab", "e")
        await stage.type("more ")
        await stage.press("escape")
        assert stage.evidence[0].quote == "one"
        await stage.press("tab", "e")
        assert stage.app.screen.query_one(EvidenceForm).draft.source.endswith("more ")
        await stage.press("ctrl+s", "j", "plus")
        assert stage.app.screen.query_one(EvidenceForm).draft.quote == "two"


async def test_a_directness_that_is_none_is_not_dropped(tmp_path: Path) -> None:
    async with reading(tmp_path) as stage:
        form = await stage.attach()
        form.query_one(Quote).text = "Words"
        for name, value in (("source", "A source"), ("directness", "hearsay")):
            form.query_one(f"#evidence-{name}", Line).value = value
        await stage.press("ctrl+s")
        assert stage.app.screen.query(EvidenceForm)
        assert not stage.evidence
        form.query_one("#evidence-directness", Line).value = "sec"
        await stage.press("ctrl+s")
        assert stage.evidence[0].directness is Directness.SECONDARY


async def test_a_source_gets_its_text_and_its_fields_on_the_screen(tmp_path: Path) -> None:
    async with reading(tmp_path) as stage:
        workspace = stage.app.workspace
        survey = add_text(workspace, str(EXAMPLE / "harbour-survey.md")).article
        await stage.attach("", "The survey")
        await stage.press("ctrl+o", "1", "j", "j", "j", "enter", "ctrl+s")
        (piece,) = stage.evidence
        assert piece.check is Check.EXACT
        assert workspace.source(piece.source).document == survey.id
        assert lines_of(workspace.source(piece.source).csl)["author"] == "Ingrid Hallström"
        await stage.press("tab", "S", "tab", "ctrl+u")
        await stage.type("Inés Holm")
        await stage.press("ctrl+s")
        assert lines_of(workspace.source(piece.source).csl)["author"] == "Inés Holm"
        assert workspace.source(piece.source).document == survey.id


@pytest.mark.parametrize("typed", ["", "surv"])
async def test_an_article_that_is_quoted_brings_its_own_citation(tmp_path: Path, typed: str) -> None:
    async with reading(tmp_path) as stage:
        workspace = stage.app.workspace
        survey = add_text(workspace, str(EXAMPLE / "harbour-survey.md")).article
        survey = edit_article(workspace, survey, authors=("Ada Wren",), published="2031-02-03")
        for keys in (("j", "j", "plus", "tab"), ("j", "plus", "tab")):
            await stage.press(*keys)
            await stage.type(typed)
            await stage.press("ctrl+o", "1", "j", "j", "j", "enter", "ctrl+s")
        (source,) = workspace.living_sources
        assert {piece.source for piece in stage.evidence} == {source.key} == {"wren2031"}
        assert source.csl["title"] == survey.title
        assert source.document == survey.id


async def test_a_search_in_a_source_stays_in_the_source(tmp_path: Path) -> None:
    async with reading(tmp_path) as stage:
        workspace = stage.app.workspace
        survey = add_text(workspace, str(EXAMPLE / "harbour-survey.md")).article
        link_document(workspace, add_source(workspace, {"type": "report", "title": "The survey"}), survey.id)
        await stage.attach("", "The survey")
        await stage.press("ctrl+o")
        here = stage.reader.text.cursor.range
        await stage.press("slash")
        await stage.type("berths")
        await stage.press("enter")
        source = stage.reader.view
        assert source is not stage.reader.text
        assert source.overlay.hit is not None
        assert source.has_focus
        assert stage.reader.text.cursor.range == here
        assert stage.reader.text.overlay.hit is None


async def test_a_search_is_repeated_in_the_text_that_has_the_keys(tmp_path: Path) -> None:
    async with reading(tmp_path) as stage:
        await attach_survey(stage)
        await stage.press("ctrl+o", *"/berths", "enter")
        reader = stage.reader
        reader.text.focus()
        await stage.press("n")
        hit = reader.text.overlay.hit
        assert hit is not None
        assert reader.snapshot.text[hit.start : hit.end] == "berths"


async def test_quitting_with_words_in_a_form_asks_once(tmp_path: Path) -> None:
    async with reading(tmp_path) as stage:
        await stage.attach("words")
        await stage.press("escape", "Q")
        assert stage.app.is_running
        assert any("not saved" in notice.message for notice in stage.app._notifications)
        await stage.press("Q")
        assert not stage.app.is_running


async def test_a_bibliography_that_cannot_be_read_does_not_keep_the_article_from_being_read(
    tmp_path: Path,
) -> None:
    async with reading(tmp_path) as stage:
        add_source(stage.app.workspace, {"type": "book", "title": "Tides"})
        await stage.attach("words", "tides")
        await stage.press("down", "ctrl+s")
        stage.saved()
    (tmp_path / "sources.json").write_text("<<<<<<< ours", encoding="utf-8")
    shutil.rmtree(tmp_path / ".postil")
    async with reading(tmp_path) as stage:
        await stage.press("]")
        assert stage.evidence[0].quote == "words"
        assert any("sources.json" in notice.message for notice in stage.app._notifications)


async def test_a_note_of_many_lines_stays_one_when_other_fields_are_edited(tmp_path: Path) -> None:
    async with reading(tmp_path) as stage:
        await stage.attach("words", "a source")
        await stage.press("ctrl+s")
        piece = stage.evidence[0]
        edit_evidence(stage.app.workspace, stage.reader.article, piece, note="one\n\ntwo")
        await stage.press("tab", "e", "tab")
        await stage.type("p 3")
        await stage.press("ctrl+s")
        assert stage.evidence[0].locator == Locator("page", "3")
        assert stage.evidence[0].note == "one\n\ntwo"


async def test_nothing_that_acts_is_copied_out_of_a_form(tmp_path: Path) -> None:
    async with reading(tmp_path) as stage:
        await stage.press("j", "j", "a")
        claim = stage.claims[0]
        hostile = replace(claim, text="a\x1b[31mred\x1b]52;c;eA==\x07\u202eb")
        stage.app.workspace._annotated[stage.reader.article] = replace(
            stage.reader.annotated, claims=(hostile,)
        )
        await stage.press("e", "home", "shift+end", "ctrl+c")
        assert stage.app.clipboard == copyable(hostile.text)
        assert "\x1b" not in stage.app.clipboard


RIS = "TY  - BOOK\r\nTI  - Mud [/b]\r\nAU  - Holm, Ines\r\nPY  - 2031\r\nPB  - Quay [/b]\r\nER  - \r\n"


async def paste(stage: Stage, text: str) -> None:
    """Pastes a text where the keys go, and waits until it has been read."""
    stage.app.post_message(events.Paste(text))
    await stage.press()
    for _ in range(2):
        await stage.pilot.pause()
        await stage.app.workers.wait_for_complete()
    await stage.press()


@pytest.mark.parametrize(
    "text",
    [
        RIS,
        "@book{holm,\n  title = {Mud},\n  author = {Holm, Ines},\n  year = 2031,\n  publisher = {Quay [/b]}\n}",
    ],
)
async def test_a_pasted_entry_becomes_the_source(tmp_path: Path, text: str) -> None:
    async with reading(tmp_path) as stage:
        await stage.attach("Words", "")
        await paste(stage, text)
        form = stage.app.screen.query_one(EvidenceForm)
        assert form.draft.source.startswith("Mud")
        assert form.draft.about == {
            "title": "",
            "author": "Ines Holm",
            "date": "2031",
            "container": "",
            "url": "",
        }
        assert str(form.query_one(".form--known").render()) == "pasted: book, with publisher"
        form.query_one("#evidence-date", Line).value = "2032"
        await stage.press("ctrl+s")
        (piece,) = stage.evidence
        source = stage.app.workspace.source(piece.source)
        assert source.title.startswith("Mud")
        assert source.csl["type"] == "book"
        assert source.csl["author"] == [{"family": "Holm", "given": "Ines"}]
        assert source.csl["issued"] == {"date-parts": [[2032]]}
        assert source.csl["publisher"] == "Quay [/b]"


async def test_a_pasted_entry_of_a_known_source_is_that(tmp_path: Path) -> None:
    async with reading(tmp_path) as stage:
        known = add_source(
            stage.app.workspace,
            {"type": "book", "title": "Mud", "DOI": "10.5555/mud", "issued": {"date-parts": [[2031]]}},
        )
        form = await stage.attach("Words", "")
        await paste(stage, '{"type": "book", "title": "Mud", "DOI": "https://doi.org/10.5555/MUD"}')
        assert form.draft.source == known.key
        assert not form.draft.entry
        await stage.press("ctrl+s")
        assert stage.app.workspace.living_sources == (known,)


async def test_a_pasted_entry_is_given_up_with_its_line(tmp_path: Path) -> None:
    async with reading(tmp_path) as stage:
        form = await stage.attach("Words", "")
        await paste(stage, RIS)
        assert form.draft.entry
        await stage.press("ctrl+u")
        assert form.draft == Draft(Stance.SUPPORTS, quote="Words")
        await stage.type("Tides")
        await stage.press("ctrl+s")
        (source,) = stage.app.workspace.living_sources
        assert source.title == "Tides"
        assert "author" not in source.csl


async def test_a_paste_that_is_no_single_entry_stays_as_it_is(tmp_path: Path) -> None:
    async with reading(tmp_path) as stage:
        form = await stage.attach("", "")
        await paste(stage, "Quay Courier,\n7 March")
        assert form.draft.source == "Quay Courier, 7 March"
        await stage.press("ctrl+u")
        await paste(stage, RIS * 2)
        assert form.draft.source.startswith("TY - BOOK")
        assert "That is 2 sources" in str(form.query_one(".form--problem").render())
        await stage.press("ctrl+s")
        assert stage.app.screen.query_one(EvidenceForm).draft.source.startswith("TY - BOOK")


async def test_quitting_asks_again_after_something_else_was_done(tmp_path: Path) -> None:
    async with reading(tmp_path) as stage:
        await stage.attach("words")
        await stage.press("escape", "q", "l", "q")
        assert stage.app.is_running
        await stage.press("q")
        assert not stage.app.is_running


async def test_quitting_asks_again_for_words_that_were_typed_since(tmp_path: Path) -> None:
    async with reading(tmp_path) as stage:
        await stage.attach("words")
        await stage.press("ctrl+q")
        await stage.type("more")
        await stage.press("ctrl+q")
        assert stage.app.is_running
        await stage.press("ctrl+q")
        assert not stage.app.is_running


async def test_quitting_by_the_palette_asks_once(tmp_path: Path) -> None:
    async with reading(tmp_path) as stage:
        await stage.attach("words")
        await stage.press("escape", "Q")
        await stage.press("colon")
        await stage.type("quit")
        await stage.pilot.pause(0.3)
        await stage.press("enter")
        assert not stage.app.is_running


async def test_tab_stays_in_the_form(tmp_path: Path) -> None:
    async with reading(tmp_path) as stage:
        await stage.press("j", "j", "plus", "shift+tab")
        form = stage.app.screen.query_one(EvidenceForm)
        assert stage.app.focused is form.query_one("#evidence-note")
        await stage.press("tab")
        assert stage.app.focused is form.query_one(Quote)


async def test_a_form_is_saved_from_the_text(tmp_path: Path) -> None:
    async with reading(tmp_path) as stage:
        await stage.attach("Words", "A source")
        stage.reader.text.focus()
        await stage.press("ctrl+s")
        assert stage.evidence[0].quote == "Words"
        assert not stage.app.screen.query(EvidenceForm)


async def test_what_a_form_is_open_on_is_not_trashed(tmp_path: Path) -> None:
    async with reading(tmp_path) as stage:
        await stage.press("j", "j", "a", "plus")
        stage.reader.text.focus()
        await stage.press("d")
        assert len(stage.claims) == 1
        assert "The form in the margin is open on this." in stage.notices
        stage.reader.query_one(Quote).focus()
        await stage.press("escape", "d")
        assert not stage.claims


async def test_a_form_that_is_left_leaves_no_claim_behind(tmp_path: Path) -> None:
    async with reading(tmp_path) as stage:
        await stage.press("j", "j", "plus", "escape")
        assert not stage.claims
        await stage.attach("one")
        await stage.press("escape")
        assert "until you save it or empty the form" in stage.reader.query_one(KeyBar).message
        assert not stage.reader.annotated.claims
        assert not history_of(stage.app.workspace)
        await stage.press("a", "plus")
        assert stage.app.screen.query_one(EvidenceForm).draft.quote == "one"


async def test_what_is_typed_outlives_a_process_that_is_killed(tmp_path: Path) -> None:
    store = partial(SetAside, tmp_path / "state", "library")
    async with reading(tmp_path, set_aside=store) as stage:
        form = await stage.attach("Not one boat", "The log")
        typed = form.draft
        while "The log" not in kept_of_forms(tmp_path):
            await stage.pilot.pause(0.05)
        # the process ends here, without a word
    async with reading(tmp_path, set_aside=store) as stage:
        await stage.press("j", "j", "minus")
        form = stage.app.screen.query_one(EvidenceForm)
        assert form.draft == typed.with_stance(Stance.DISPUTES)
        await stage.press("ctrl+s")
        assert stage.evidence[0].quote == "Not one boat"
        assert not kept_of_forms(tmp_path)
        await stage.press("plus")
        assert not stage.app.screen.query_one(EvidenceForm).draft.quote


async def test_what_was_just_typed_is_kept_when_another_article_takes_the_place(tmp_path: Path) -> None:
    store = partial(SetAside, tmp_path / "state", "library")
    async with reading(tmp_path, set_aside=store) as stage:
        other = add_text(stage.app.workspace, str(EXAMPLE / "courier-letter.md")).article
        await stage.attach("words")
        stage.reader.attaching.note()
        await stage.app.places.read(open_article(stage.app.workspace, other.id))
        assert stage.reader.article == other.id
        assert '"words"' in kept_of_forms(tmp_path)


@pytest.mark.parametrize("end", ["escape", "ctrl+s"])
async def test_a_margin_that_was_hidden_is_so_again_after_the_form(tmp_path: Path, end: str) -> None:
    async with reading(tmp_path) as stage:
        await stage.press("z")
        assert "0 claims" in stage.reader.text.aside
        form = await stage.attach("Not one boat", "The log")
        assert form.region.width
        assert not stage.reader.text.aside
        await stage.press(end)
        await stage.pilot.pause()
        assert not stage.reader.pane.region.width
        assert "saved" in stage.reader.text.aside
        await stage.press("z")
        assert stage.reader.margin.region.width
        await stage.press("plus", "escape")
        await stage.pilot.pause()
        assert stage.reader.margin.region.width


@pytest.mark.parametrize(("label", "attached"), [("save", 1), ("leave", 0)])
async def test_the_mouse_ends_a_form_once_however_often_it_is_pressed(
    tmp_path: Path, label: str, attached: int
) -> None:
    async with reading(tmp_path) as stage:
        await stage.attach("Not one boat", "The log")
        bar = stage.reader.query_one(KeyBar)
        start = next(start for start, _, entry in bar._spots if entry.label == label)
        await stage.pilot.click(bar, offset=(start, 0), times=2)
        await stage.pilot.pause()
        assert stage.reader.pane.form is None
        assert stage.reader.pane.list.display
        assert len(stage.evidence) == attached


async def test_a_message_of_a_form_that_was_closed_is_none(tmp_path: Path) -> None:
    async with reading(tmp_path) as stage:
        form = await stage.attach("words", "The log")
        stage.reader.pane.close(form)
        await form.query("*").remove()
        for message in (
            EvidenceForm.Saved,
            EvidenceForm.Left,
            EvidenceForm.Changed,
            EvidenceForm.SourceTyped,
        ):
            stage.reader.pane.post_message(message(form))
        await stage.pilot.pause()
        assert not stage.evidence


async def test_a_form_that_has_no_lines_yet_has_nothing_typed(tmp_path: Path) -> None:
    async with reading(tmp_path) as stage:
        form = EvidenceForm(Draft(Stance.SUPPORTS), stage.app.glyphs)
        stage.reader.pane._form = form
        assert stage.reader.attaching.is_busy()
        assert not stage.reader.attaching.typed


async def test_quitting_keeps_what_is_typed_and_what_is_taken_out_is_kept_no_more(tmp_path: Path) -> None:
    store = partial(SetAside, tmp_path / "state", "library")
    async with reading(tmp_path, set_aside=store) as stage:
        await stage.attach("words")
        await stage.press("ctrl+q")
        assert "quitting again keeps it until you open the form again." in stage.notices
        await stage.press("ctrl+q")
        assert stage.app._exit
    async with reading(tmp_path, set_aside=store) as stage:
        form = await stage.attach()
        assert form.draft.quote == "words"
        form.query_one(Quote).text = ""
        await stage.press("escape")
        assert not kept_of_forms(tmp_path)


async def test_a_sentence_and_its_first_evidence_are_one_gesture(tmp_path: Path) -> None:
    async with reading(tmp_path) as stage:
        await stage.press("j", "j", "v", "b", "plus")
        words = stage.reader.text.selection
        assert words is not None
        await stage.type("Not one boat")
        await stage.press("tab")
        await stage.type("A source")
        await stage.press("ctrl+s")
        assert [claim.target.selectors[0].range for claim in stage.claims] == [words.range]
        assert stage.reader.text.selection is None
        assert stage.reader.evidence == stage.evidence[0]
        await stage.press("u")
        assert not stage.claims
        assert not stage.app.workspace.living_sources
        await stage.press("ctrl+r")
        assert stage.reader.annotated.evidence_of(stage.claims[0].id)


async def test_nothing_is_undone_while_a_form_is_open(tmp_path: Path) -> None:
    async with reading(tmp_path) as stage:
        await stage.press("j", "j", "a", "plus")
        stage.reader.text.focus()
        await stage.press("u")
        assert len(stage.claims) == 1
        assert "ctrl+s saves it, escape in it leaves it; then undo." in stage.notices
        stage.reader.query_one(Quote).focus()
        await stage.press("escape", "u")
        assert not stage.claims


async def test_enter_takes_the_only_source_that_matches(tmp_path: Path) -> None:
    async with reading(tmp_path) as stage:
        known = add_source(stage.app.workspace, {"type": "book", "title": "Tides of the Quay"})
        await stage.attach("Words", "tides")
        assert "enter takes" in str(stage.reader.query_one(".form--known").render())
        await stage.press("enter")
        assert stage.app.focused is stage.reader.query_one("#evidence-locator")
        await stage.press("ctrl+s")
        assert stage.evidence[0].source == known.key


async def test_enter_takes_none_of_several_and_a_new_source_that_matches_is_told_first(
    tmp_path: Path,
) -> None:
    async with reading(tmp_path) as stage:
        for title in ("Tides of the Quay", "Tides of the Fen"):
            add_source(stage.app.workspace, {"type": "book", "title": title})
        await stage.attach("Words", "tides")
        await stage.press("enter", "ctrl+s")
        form = stage.app.screen.query_one(EvidenceForm)
        told = str(form.query_one(".form--problem").render())
        assert "“tides” would be a new source, and known sources match it; ↓ picks one." in told
        assert not stage.evidence
        await stage.press("ctrl+s")
        assert stage.evidence[0].quote == "Words"
        assert len(stage.saved().sources()) == 3


async def test_the_form_tells_its_claim_and_gives_the_quote_the_room_there_is(tmp_path: Path) -> None:
    async with reading(tmp_path, size=(80, 24)) as stage:
        await stage.press("j", "j", "a", "plus")
        form = stage.app.screen.query_one(EvidenceForm)
        title = str(form.query_one(".form--title").render())
        first = " ".join(stage.claims[0].statement.split()[:3])
        assert f"“{first}" in title
        assert form.query_one(Quote).size.height > 3
        assert form.max_scroll_y == 0


async def test_below_a_dialog_the_footer_has_the_keys_of_the_text_and_not_of_a_form_that_was_left(
    tmp_path: Path,
) -> None:
    async with reading(tmp_path) as stage:
        await stage.attach("Words")
        await stage.press("escape", "T")
        assert stage.app.screen.is_modal
        bar = stage.reader.query_one(KeyBar)
        bar.say("")
        assert "next field" not in bar.line(0).text
        assert "claim" in bar.line(0).text


async def test_what_the_footer_says_of_a_form_ends_with_it(tmp_path: Path) -> None:
    async with reading(tmp_path) as stage:
        await stage.attach("Words")
        await stage.press("escape", "plus")
        bar = stage.reader.query_one(KeyBar)
        assert bar.message == "what you typed before is here again"
        await stage.press("tab")
        assert not bar.message
        await stage.press("escape", "plus")
        stage.reader.say("the entry is read")
        await stage.type("A source")
        await stage.press("ctrl+s")
        assert not bar.message


async def test_a_line_that_cannot_be_taken_has_the_keys(tmp_path: Path) -> None:
    async with reading(tmp_path) as stage:
        form = await stage.attach("the mud", "The survey")
        form.query_one("#evidence-directness").focus()
        await stage.type("x")
        form.query_one("#evidence-source").focus()
        await stage.press("ctrl+s")
        assert not stage.evidence
        assert stage.app.focused is form.query_one("#evidence-directness")
        await stage.press("backspace", "ctrl+s")
        assert len(stage.evidence) == 1
