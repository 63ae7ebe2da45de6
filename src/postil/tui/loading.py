"""The screen is loaded: most of what a start takes."""

from __future__ import annotations

import sys
from importlib import import_module


def load_screen() -> None:
    """Loads what every screen needs."""
    _load_asyncio()
    import_module("postil.tui.app")


def load_reader() -> bool:
    """Loads the screen of a text while that is waited for: asked whether this is to be stopped, it says no."""
    load_screen()
    for module in ("screens.reader", "terminal.driver"):
        import_module(f"postil.tui.{module}")
    return False


def _load_asyncio() -> None:
    """Loads asyncio without OpenSSL, which would take 3 ms and 2 MiB: the screen itself connects to nothing.

    What fetches pages loads it where it does.
    """
    if {"asyncio", "ssl"}.isdisjoint(sys.modules):
        sys.modules["ssl"] = None  # type: ignore[assignment]  # it fails to load, and asyncio does without
        try:
            import_module("asyncio")
        finally:
            del sys.modules["ssl"]
