from __future__ import annotations

import asyncio
from threading import Event

import pytest

from postil.core.errors import BadInput, Stopped
from postil.tui.beside.waiting import awaited

LONG_SECONDS = 10.0


@pytest.fixture(autouse=True)
def _impatience(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("postil.tui.beside.waiting.PATIENCE_SECONDS", 0.0)
    monkeypatch.setattr("postil.tui.beside.waiting.PACE_SECONDS", 0.0)


async def test_how_far_it_is_is_told_until_it_is_done() -> None:
    enough, stop = Event(), Event()
    told: list[int] = []

    def tell() -> None:
        told.append(1)
        if len(told) == 3:
            enough.set()

    assert await awaited(lambda: enough.wait(LONG_SECONDS), tell, stop)
    assert len(told) >= 3


async def test_what_fails_is_raised() -> None:
    def work() -> None:
        raise BadInput("It is no text.")

    with pytest.raises(BadInput):
        await awaited(work, lambda: None, Event())


async def test_what_is_stopped_comes_to_nothing_though_it_ends_well() -> None:
    stop = Event()
    with pytest.raises(Stopped):
        await awaited(lambda: stop.wait(LONG_SECONDS), stop.set, stop)


async def test_the_thread_is_told_where_nobody_waits_any_more() -> None:
    began, stop, heard = Event(), Event(), Event()

    def work() -> None:
        began.set()
        if stop.wait(LONG_SECONDS):
            heard.set()
        raise Stopped

    waiting = asyncio.ensure_future(awaited(work, lambda: None, stop))
    await asyncio.to_thread(began.wait, LONG_SECONDS)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    assert await asyncio.to_thread(heard.wait, LONG_SECONDS)
