from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len

from postil.core.model import Stance
from postil.core.snapshot import Block, BlockKind, Link
from postil.core.text import clean
from postil.services.marks.claims import mark_claim
from postil.services.marks.evidence import attach_evidence
from postil.services.sources.sources import add_source
from postil.tui import notices
from tests.hostile import HOSTILE, article_of
from tests.tui.reader_stage import reading

if TYPE_CHECKING:
    from tests.tui.reader_stage import Stage

ACTING = {"Cc", "Cs"}
BIDI = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def assert_harmless(stage: Stage) -> None:
    """Every row of the screen is as wide as the screen, and nothing on it acts."""
    width = stage.app.size.width
    for strip in stage.app.screen._compositor.render_strips():
        text = "".join(segment.text for segment in strip)
        assert not [character for character in text if unicodedata.category(character) in ACTING]
        assert not BIDI & set(text)
        assert cell_len(text) == width, text
    assert not Path("/tmp/postil-was-here").exists()  # noqa: S108 - what a hostile text would make


def annotate(stage: Stage) -> None:
    """Puts every hostile text into every field of the library."""
    workspace, article = stage.app.workspace, stage.reader.article
    sentence = stage.reader.text.cursor.range
    for hostile in HOSTILE:
        fields = {"text": hostile, "speaker": hostile, "tags": [hostile], "note": hostile}
        claim = mark_claim(workspace, article, [sentence], **fields)
        source = add_source(workspace, {"title": hostile, "URL": hostile, "author": [{"literal": hostile}]})
        attach_evidence(
            workspace,
            article,
            claim,
            stance=Stance.DISPUTES,
            quote=f"{hostile} quoted",
            source=source,
            locator=hostile,
            note=hostile,
            archived=hostile,
        )
    stage.reader.claims_changed()


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (43, 12)])
async def test_hostile_text_is_only_text_in_the_reader_and_its_margin(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    text = tmp_path / "hostile.txt"
    text.write_bytes(article_of(*HOSTILE, "One ordinary sentence."))
    async with reading(tmp_path / "library", text, size=size) as stage:
        assert_harmless(stage)
        await stage.press("j")
        annotate(stage)
        for _ in HOSTILE:
            await stage.press("j")
            assert_harmless(stage)
        await stage.press("g", "g", "j", "tab")
        for _ in range(12):
            await stage.press("j")
            assert_harmless(stage)
        stage.saved()


async def test_hostile_text_is_only_text_in_lists_forms_and_notices(tmp_path: Path) -> None:
    text = tmp_path / "[@click=app.quit]\x1b]0;x\x07.txt"
    text.write_bytes(article_of(HOSTILE[2], "One ordinary sentence to stand on, [/b] and more."))
    async with reading(tmp_path / "library", text) as stage:
        await stage.press("j")
        annotate(stage)
        for keys in (["e"], ["escape", "R"], ["j", "j"], ["L"], ["question_mark"], ["escape", "q"]):
            await stage.press(*keys)
            await stage.app.workers.wait_for_complete()
            await stage.pilot.pause()
            assert_harmless(stage)
        for hostile in HOSTILE:
            notices.tell(stage.app, hostile, title=hostile)
            notices.warn(stage.app, hostile, hint=hostile)
        await stage.pilot.pause()
        assert_harmless(stage)


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (43, 12)])
async def test_hostile_headings_notes_and_links_are_only_text(tmp_path: Path, size: tuple[int, int]) -> None:
    words = [clean(hostile).replace("\n", " ").strip() or "-" for hostile in HOSTILE]
    blocks = []
    for at, hostile in enumerate(HOSTILE):
        text, link = words[at], f"https://a.example/{hostile}" if at % 2 else hostile or "x"
        leads = (Link(0, len(text), link), Link(0, len(text), f"#{at}"))
        blocks += [
            Block(BlockKind.HEADING, text, 1 + at % 3, page=text[:20]),
            Block(BlockKind.PARAGRAPH, text, links=leads),
            Block(BlockKind.FOOTNOTE, text, marker=text, name=str(at)),
        ]
    async with reading(tmp_path, blocks=blocks, size=size) as stage:
        for _ in HOSTILE:
            await stage.press("j", "j", "j")
            assert_harmless(stage)
        for keys in (["g", "g", "T"], ["pagedown"], ["/"], ["escape", "O"], ["tab"], *[["j"]] * len(HOSTILE)):
            await stage.press(*keys)
            assert_harmless(stage)


async def test_a_single_line_of_a_million_characters_opens_and_moves(tmp_path: Path) -> None:
    text = tmp_path / "line.txt"
    text.write_text("字" * 500_000 + " word" * 100_000, encoding="utf-8")
    async with reading(tmp_path / "library", text) as stage:
        for key in ("j", "space", "G", "k", "l", "h", "v", "w", "escape", "g", "g"):
            await stage.press(key)
        assert_harmless(stage)
