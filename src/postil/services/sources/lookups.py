"""A work is looked up by its number or its address, when a reader asks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.citation.csl import check_item
from postil.core.errors import BadInput, NotFound
from postil.services.sources.catalogues import Unreadable, wanted

if TYPE_CHECKING:
    from collections.abc import Callable

    from postil.core.model import JSON
    from postil.core.ports import Fetch

SECONDS = 5.0
"""How long a look-up may take in all."""


def alone(typed: str) -> dict[str, JSON]:
    """What a number or an address tells by itself: an item that is valid, and incomplete.

    Raises:
        WrongUse: It is neither.
    """
    return wanted(typed).item


def look_up(
    typed: str,
    *,
    fetch: Fetch | None = None,
    allow_private: bool = False,
    stopped: Callable[[], bool] = lambda: False,
) -> dict[str, JSON]:
    """Asks the catalogue of a number, or the site of an address, for the work; takes `SECONDS` at most.

    Args:
        typed: A DOI, an ISBN, an arXiv number, `pmid:` and a number, or an address.
        fetch: Asks for an address; the web itself where nothing is given.
        allow_private: Whether a site of this machine or of a private network is asked.
        stopped: Asked time and again; ends the look-up by answering yes.

    Returns:
        A CSL-JSON item, checked and cleaned, with the number.

    Raises:
        WrongUse: Nothing that can be looked up was typed.
        NotFound: The catalogue does not know it.
        BadInput: Nothing comes of asking, or what comes cannot be read.
        Stopped: It was ended.
    """
    asked = wanted(typed)
    page = (fetch or _web())(
        asked.address, accept=asked.accept, seconds=SECONDS, allow_private=allow_private, stopped=stopped
    )
    try:
        item = asked.read(page)
    except Unreadable:
        what = f"{asked.catalogue} gave an answer that cannot be read."
        raise BadInput(what, "Try again later.") from None
    if not item:
        raise NotFound(f"{asked.catalogue} does not know {asked.said}.", "Check the number.")
    return check_item({**asked.item, **item})


def _web() -> Fetch:
    from postil.ingest.fetching.fetching import fetch

    return fetch
