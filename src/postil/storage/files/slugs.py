"""The name of an article's file, made from its title once and never changed."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from postil.core.alike import PLAIN_LETTERS

if TYPE_CHECKING:
    from collections.abc import Collection

LENGTH = 80
"""The most characters of a name, its number included."""

_UNTITLED = "article"
_TAKEN = frozenset(
    {"sources", "con", "prn", "aux", "nul"}
    | {f"{device}{number}" for device in ("com", "lpt") for number in range(10)}
)
_LETTERS = str.maketrans(PLAIN_LETTERS)


def slug(title: str, taken: Collection[str]) -> str:
    """Makes a file name without its ending: small letters, digits and hyphens, safe on every system.

    Args:
        title: Any text.
        taken: The names in the folder without their endings, in any case.

    Returns:
        At most `LENGTH` characters, not in `taken`, never a device name of Windows, never `sources`.
    """
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", title).casefold().translate(_LETTERS))
    ascii_only = "".join(char for char in plain if not unicodedata.combining(char))
    base = re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")[:LENGTH].rstrip("-") or _UNTITLED
    used = {name.casefold() for name in taken} | _TAKEN
    name, number = base, 1
    while name in used:
        number += 1
        ending = f"-{number}"
        name = base[: LENGTH - len(ending)].rstrip("-") + ending
    return name
