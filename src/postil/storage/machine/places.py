"""Where each article was left: this machine's own, and harmless to lose."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, TypeAlias

from postil.storage.files import canonical, regular
from postil.storage.files.atomic import make_folder, replace

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from postil.core.model import JSON

_FILE = "places.json"


Place: TypeAlias = tuple[int, int]
"""The cursor's offset and the length of the text, in code points."""


def read_places(private: Path) -> dict[str, Place]:
    """The places by article id; what is damaged is left out, all of it when the file is."""
    try:
        value = canonical.decode(regular.read(private / _FILE))
    except (OSError, canonical.Malformed):
        return {}
    if not isinstance(value, dict):
        return {}
    return {article: place for article, known in value.items() if (place := _place(known)) is not None}


def write_places(private: Path, places: Mapping[str, Place]) -> None:
    """Remembers the places; a disk that refuses is not worth a word."""
    with suppress(OSError):
        make_folder(private)
        replace(
            private / _FILE,
            canonical.lines({article: list(place) for article, place in places.items()}) + b"\n",
            durable=False,
        )


def _place(known: JSON) -> Place | None:
    match known:
        case [int(offset), int(length)] if 0 <= offset <= length and bool not in {type(offset), type(length)}:
            return offset, length
        case _:
            return None
