from __future__ import annotations

from typing import TYPE_CHECKING

from postil.core.attribution import Suggestion
from postil.core.model import Kind
from postil.tui.widgets.evidence_form import EvidenceForm
from postil.tui.widgets.key_bar import KeyBar
from postil.tui.widgets.suggested import Suggested
from tests.tui.reader_stage import Stage, reading

if TYPE_CHECKING:
    from pathlib import Path

TEXT = """The boats came home late.

Ines Holm said, “The quay was never closed.” Nobody believed it. According to Reuters (3/10/22), forty boats left.
"""


def written(folder: Path) -> Path:
    path = folder / "quay.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


async def found(stage: Stage) -> None:
    """Waits until the sentences on the screen have been looked at."""
    for _ in range(200):
        if stage.reader.text.overlay.suggested.get(1):
            return
        await stage.pilot.pause(0.02)
    raise AssertionError("nothing was suggested")


def gutter(stage: Stage) -> str:
    view = stage.reader.text
    return "\n".join(view.line(y).text for y in range(view.size.height))


async def test_a_sentence_is_marked_with_its_speaker_and_kind(tmp_path: Path) -> None:
    async with reading(tmp_path, written(tmp_path)) as stage:
        await found(stage)
        assert gutter(stage).count(stage.app.glyphs.suggested) >= 2
        assert not stage.claims
        await stage.press("j")
        assert "said by Ines Holm" in str(stage.reader.margin.entries)
        await stage.press("s")
        (claim,) = stage.claims
        assert (claim.kind, claim.speaker) == (Kind.QUOTATION, "Ines Holm")
        assert not stage.app.screen.query(EvidenceForm)
        await stage.press("u")
        assert not stage.claims


async def test_a_named_source_stands_in_the_form_and_is_not_saved_by_itself(tmp_path: Path) -> None:
    async with reading(tmp_path, written(tmp_path)) as stage:
        await found(stage)
        await stage.press("G", "s")
        form = stage.app.screen.query_one(EvidenceForm)
        assert form.draft.source == "Reuters 3/10/22"
        assert (form.draft.about["container"], form.draft.about["date"]) == ("Reuters", "3/10/22")
        assert not stage.evidence
        await stage.press("escape")
        (claim,) = stage.claims
        assert claim.speaker == "Reuters"
        assert not stage.saved().sources()


async def test_what_a_claim_has_already_is_kept(tmp_path: Path) -> None:
    async with reading(tmp_path, written(tmp_path)) as stage:
        await found(stage)
        await stage.press("j", "a", "e", "tab", "tab")
        await stage.type("Bo Orm")
        await stage.press("ctrl+s")
        assert stage.claims[0].speaker == "Bo Orm"
        await stage.press("s")
        (claim,) = stage.claims
        assert (claim.kind, claim.speaker) == (Kind.QUOTATION, "Bo Orm")


async def test_a_sentence_that_suggests_nothing_says_so(tmp_path: Path) -> None:
    async with reading(tmp_path, written(tmp_path)) as stage:
        await found(stage)
        await stage.press("s")
        assert not stage.claims
        assert stage.app.screen.query_one(KeyBar).message == "nothing is suggested on this sentence"


async def test_nothing_is_looked_at_while_the_reader_is_taken_down(tmp_path: Path) -> None:
    async with reading(tmp_path, written(tmp_path)) as stage:
        text, told = stage.reader.text, list[str]()
        text.suggested = Suggested(text, lambda _: {0: Suggestion(Kind.FACT)}, lambda: told.append("found"))
        text.suggested.look()
        assert told.pop() == "found"
        text.suggested.found.clear()
        going = text.remove()
        text.suggested.look()
        assert not told
        await going
