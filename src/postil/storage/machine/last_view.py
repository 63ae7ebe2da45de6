"""How the text was shown last, in which width and theme, and whether with a margin: this machine's own, and harmless to lose."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace as with_changes
from typing import TYPE_CHECKING

from postil.core.settings import settings_from
from postil.storage.files import canonical, regular
from postil.storage.files.atomic import make_folder, replace

if TYPE_CHECKING:
    from pathlib import Path

    from postil.core.model import JSON
    from postil.core.settings import Settings

FILE = "view.json"
_KEPT = ("measure", "margin", "theme")
"""The settings that keys change too."""


def remembered(folder: Path, settings: Settings) -> Settings:
    """The settings as keys have changed them since they were written.

    What is remembered holds until the configuration says something else than it did then.

    Args:
        folder: Where what may be forgotten lies.
        settings: The configuration's.
    """
    try:
        value = canonical.decode(regular.read(folder / FILE))
    except (OSError, canonical.Malformed):
        return settings
    for name, known in value.items() if isinstance(value, dict) else ():
        match known:
            case [before, after] if name in _KEPT and before == getattr(settings, name):
                taken, problems = settings_from({name: after})
                if not problems:
                    settings = with_changes(settings, **{name: getattr(taken, name)})
            case _:
                pass  # the configuration says another thing than then
    return settings


def remember(folder: Path, settings: Settings, last: Settings) -> None:
    """Keeps what keys have changed; a disk that refuses is not worth a word.

    Args:
        folder: Where what may be forgotten lies.
        settings: The configuration's.
        last: The settings as they were when the screen was left.
    """
    if last == remembered(folder, settings):
        return
    changed: dict[str, JSON] = {
        name: [getattr(settings, name), getattr(last, name)]
        for name in _KEPT
        if getattr(settings, name) != getattr(last, name)
    }
    with suppress(OSError):
        make_folder(folder)
        replace(folder / FILE, canonical.lines(changed) + b"\n", durable=False)
