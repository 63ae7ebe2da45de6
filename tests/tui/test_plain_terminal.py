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


@pytest.mark.parametrize("size", [(80, 24), (200, 50)])
async def test_the_lists_are_framed_in_ascii_too(tmp_path: Path, size: tuple[int, int]) -> None:
    async with visiting(tmp_path, "review", settings=Settings(ascii=True), size=size) as stage:
        assert not DRAWN.findall(stage.screen_text)
        await stage.press("d", "L", "t")
        assert not DRAWN.findall(stage.screen_text)
