"""What need not be there before a change is seen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import App


def after_painting(app: App[Any], act: Callable[[], object]) -> None:
    """Calls something once what was changed just now is painted.

    Textual's own call comes too early where the part that was changed has not told the screen yet. While the first
    of two goes its way, it does. It is lost with a dialog that goes meanwhile.

    Args:
        app: Which paints.
        act: What is called, in the app's own thread.
    """
    app.call_after_refresh(app.call_after_refresh, act)
