"""Completing the path of a file that is being typed."""

from __future__ import annotations

import os
from pathlib import Path

MOST_NAMES = 5_000
"""Names of a folder that are looked at, so that a huge one does not hold the keys up."""


def completed(typed: str) -> str:
    """Makes a path longer as far as the names in its folder leave no choice.

    Args:
        typed: What has been typed; `~` is the user's own folder.

    Returns:
        The longer path, with a slash behind a folder's name; what was typed where nothing fits.
    """
    begun = typed.rpartition("/")[2]
    place = Path(os.path.expanduser(typed[: len(typed) - len(begun)] or "."))  # noqa: PTH111 - it never raises
    try:
        with os.scandir(place) as found:
            names = [
                f"{entry.name}/" if entry.is_dir() else entry.name
                for entry, _ in zip(found, range(MOST_NAMES), strict=False)
                if entry.name.startswith(begun) and (begun or not entry.name.startswith("."))
            ]
    except (OSError, ValueError):  # no such folder: nothing to complete
        return typed
    return typed + _common(names)[len(begun) :]


def _common(names: list[str]) -> str:
    """The beginning that all names share; empty where there are none."""
    first, last = min(names, default=""), max(names, default="")
    shared = (at for at, (one, other) in enumerate(zip(first, last, strict=False)) if one != other)
    return first[: next(shared, min(len(first), len(last)))]
