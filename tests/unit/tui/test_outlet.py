from __future__ import annotations

import asyncio
import os
import sys
import threading
from typing import TYPE_CHECKING, TextIO

import pytest

if sys.platform == "win32":
    pytest.skip("Windows has a driver of its own", allow_module_level=True)

from postil.tui.terminal import outlet
from postil.tui.terminal.outlet import Outlet

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MORE_THAN_A_TERMINAL_HOLDS = 400_000


@pytest.fixture
def ends() -> Iterator[tuple[int, TextIO]]:
    """A terminal: the end that a person looks at, and what a program writes to."""
    import pty
    import tty

    near, far = pty.openpty()
    tty.setraw(far)
    with os.fdopen(far, "w", encoding="utf-8") as file:
        yield near, file
    os.close(near)


def read(near: int, size: int) -> bytes:
    found = b""
    while len(found) < size:
        found += os.read(near, 65_536)
    return found


def test_what_is_written_is_there_when_the_call_returns(ends: tuple[int, TextIO]) -> None:
    near, file = ends
    way = Outlet(file)
    way.write("a mårk")
    assert os.read(near, 100) == "a mårk".encode()
    way.close()


async def test_a_slow_terminal_stops_nothing_and_gets_all_in_order(ends: tuple[int, TextIO]) -> None:
    near, file = ends
    way = Outlet(file)
    words = "".join(f"{number:07},\n" for number in range(MORE_THAN_A_TERMINAL_HOLDS // 9))
    way.write(words)
    way.write("the last")  # while the terminal is full
    whole = (words + "the last").encode()
    reading = asyncio.create_task(asyncio.to_thread(read, near, len(whole)))
    assert await reading == whole
    way.write("!")
    assert os.read(near, 100) == b"!"
    way.close()


async def test_at_the_end_the_rest_is_waited_for(ends: tuple[int, TextIO]) -> None:
    near, file = ends
    found: list[bytes] = []
    way = Outlet(file)
    way.write("x" * MORE_THAN_A_TERMINAL_HOLDS)
    reader = threading.Thread(target=lambda: found.append(read(near, MORE_THAN_A_TERMINAL_HOLDS)))
    reader.start()
    way.close()
    reader.join(30)
    assert found == [b"x" * MORE_THAN_A_TERMINAL_HOLDS]


async def test_a_terminal_that_takes_nothing_is_not_waited_for_for_ever(
    ends: tuple[int, TextIO], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outlet, "STALLED_SECONDS", 0.01)
    way = Outlet(ends[1])
    way.write("x" * MORE_THAN_A_TERMINAL_HOLDS)
    way.close()


def test_the_shell_finds_its_terminal_as_it_was(ends: tuple[int, TextIO]) -> None:
    file = ends[1]
    way = Outlet(file)
    assert os.get_blocking(file.fileno())
    way.close()
    assert os.get_blocking(file.fileno())


def test_a_terminal_that_is_gone_ends_nothing() -> None:
    import pty

    near, far = pty.openpty()
    with os.fdopen(far, "w", encoding="utf-8") as file:
        way = Outlet(file)
        os.close(near)
        way.write("nobody reads this")
        way.close()


def test_what_is_no_terminal_is_refused(tmp_path: Path) -> None:
    with (tmp_path / "log").open("w", encoding="utf-8") as file, pytest.raises(OSError, match=r"."):
        Outlet(file)


def test_another_terminal_of_that_name_is_refused(
    ends: tuple[int, TextIO], monkeypatch: pytest.MonkeyPatch
) -> None:
    import pty

    near, other = pty.openpty()
    name = os.ttyname(other)
    monkeypatch.setattr(os, "ttyname", lambda _: name)
    with pytest.raises(OSError, match="is another terminal"):
        Outlet(ends[1])
    os.close(near)
    os.close(other)
