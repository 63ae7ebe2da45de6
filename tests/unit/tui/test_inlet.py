from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import pytest

if sys.platform == "win32":
    pytest.skip("Windows has a driver of its own", allow_module_level=True)

from textual.events import Key, Paste

from postil.tui.terminal.inlet import Inlet

if TYPE_CHECKING:
    from textual.message import Message


def test_what_is_typed_comes_in_order_until_the_end() -> None:
    reading, writing = os.pipe()
    told: list[Message] = []
    inlet = Inlet(reading, told.append)
    os.write(writing, "é\x1b[200~two\nlines\x1b[201~\x1b[A".encode())
    assert inlet.read()
    first, pasted, last = told
    assert isinstance(first, Key)
    assert isinstance(pasted, Paste)
    assert isinstance(last, Key)
    assert (first.key, pasted.text, last.key) == ("é", "two\nlines", "up")
    os.close(writing)
    assert not inlet.read()
    os.close(reading)


def test_what_somebody_else_has_read_is_no_end() -> None:
    reading, writing = os.pipe()
    os.set_blocking(reading, False)
    told: list[Message] = []
    inlet = Inlet(reading, told.append)
    assert inlet.read()
    os.write(writing, b"j")
    assert inlet.read()
    assert [event.key for event in told if isinstance(event, Key)] == ["j"]
    os.close(reading)
    os.close(writing)


def test_a_terminal_that_is_gone_is_the_end() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    told: list[Message] = []
    assert not Inlet(reading, told.append).read()
    assert not told
    os.close(writing)
