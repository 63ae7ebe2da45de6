"""A terminal without colour, and one that can draw ASCII only."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from postil.core.settings import Settings
from tests.tui.list_stage import visiting
from tests.tui.reader_stage import reading

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from rich.segment import Segment
    from textual.app import App

KEYS = [
    ("a",), ("v", "w"), ("/", "t"), ("a", "r"), ("a", "e"), ("a", "+"), ("?",), ("ctrl+p",), ("n",), ("T",), ("O",), ("C",),
]  # fmt: skip
"""Ways to what comes over or beside the text: claims, a selection, hits, dialogs, forms, a notice."""

DRAWN = re.compile("[\u2190-\u21ff\u2500-\u259f\u25a0-\u25ff\U0001f300-\U0001faff]")


def segments(app: App[None]) -> Iterator[Segment]:
    for strip in app.screen._compositor.render_strips():
        yield from strip


def words(app: App[None]) -> str:
    return "".join(segment.text for segment in segments(app))


@pytest.mark.parametrize("keys", KEYS)
async def test_no_colour_is_sent_where_none_is_wanted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, keys: tuple[str, ...]
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with reading(tmp_path) as stage:
        await stage.press("a", *keys)
        await stage.pilot.pause()
        styles = {segment.style for segment in segments(stage.app) if segment.style}
        assert styles
        assert not [style for style in styles if style.color or style.bgcolor]


async def test_without_colour_the_looks_are_told_apart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with reading(tmp_path) as stage:
        looks = stage.app.looks
        marks = [looks(name) for name in ("text", "cursor", "selection", "hit", "hit-current", "unsourced")]
        told = {(look.bold, look.italic, look.underline, look.reverse) for look in marks}
        assert len(told) == len(marks)


@pytest.mark.parametrize("keys", KEYS)
async def test_frames_and_signs_are_ascii_where_nothing_else_can_be_drawn(
    tmp_path: Path, keys: tuple[str, ...]
) -> None:
    async with reading(tmp_path, settings=Settings(ascii=True)) as stage:
        await stage.press("a", *keys)
        await stage.pilot.pause()
        assert not DRAWN.findall(words(stage.app))


SCREENS = [
    ("library", ()), ("library", ("?",)), ("library", ("ctrl+p",)), ("library", ("e",)), ("library", ("d",)), ("library", ("o",)),
    ("library", ("slash", "x")), ("library", ("s",)), ("library", ("d", "t")),
    ("sources", ()), ("sources", ("n",)), ("sources", ("e",)), ("sources", ("d",)), ("sources", ("enter",)), ("sources", ("x",)),
    ("review", ()), ("review", ("V",)), ("review", ("s",)), ("review", ("Y",)), ("review", ("space", "semicolon")), ("review", ("x",)),
    ("review", ("slash", "is")), ("review", ("y",)), ("review", ("t",)), ("review", ("r",)), ("review", ("enter",)),
    ("review", ("enter", "tab")), ("review", ("enter", "z")), ("review", ("enter", "v", "w", "w")), ("review", ("enter", "plus")),
    ("review", ("enter", "b")), ("review", ("enter", "m")), ("review", ("enter", "O")), ("review", ("enter", "C")),
    ("review", ("enter", "T")), ("review", ("enter", "e")), ("review", ("enter", "slash", "t", "enter")), ("review", ("enter", "?")),
]  # fmt: skip
"""Places with English texts without a sign that is not ASCII, and ways from there."""


@pytest.mark.parametrize("size", [(80, 24), (160, 50)])
@pytest.mark.parametrize(("place", "keys"), SCREENS)
async def test_all_that_is_drawn_is_ascii(
    tmp_path: Path, place: str, keys: tuple[str, ...], size: tuple[int, int]
) -> None:
    async with visiting(tmp_path, place, settings=Settings(ascii=True), size=size) as stage:
        await stage.press(*keys)
        drawn = stage.screen_text
        assert {sign: drawn[drawn.index(sign) - 20 :][:40] for sign in drawn if not sign.isascii()} == {}


async def test_the_article_s_own_signs_stay(tmp_path: Path) -> None:
    async with reading(tmp_path, settings=Settings(ascii=True)) as stage:
        text = "".join(segment.text for row in range(24) for segment in stage.reader.text.line(row))
        assert re.search("[“—’]", text)
        assert re.search("[“—’]", words(stage.app))


async def test_a_count_is_told_from_the_sign_before_it(tmp_path: Path) -> None:
    async with visiting(tmp_path, "review", settings=Settings(ascii=True), size=(80, 24)) as stage:
        assert "3 claims - ? 2 unsourced - s 1 single source" in stage.screen_text


@pytest.mark.parametrize("size", [(80, 24), (200, 50)])
async def test_the_lists_are_framed_in_ascii_too(tmp_path: Path, size: tuple[int, int]) -> None:
    async with visiting(tmp_path, "review", settings=Settings(ascii=True), size=size) as stage:
        assert not DRAWN.findall(stage.screen_text)
        await stage.press("d", "L", "t")
        assert not DRAWN.findall(stage.screen_text)
