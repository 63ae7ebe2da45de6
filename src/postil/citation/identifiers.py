"""The numbers by which a work is found: DOI and ISBN, as they are written and as they are kept."""

from __future__ import annotations

import re

_DOI = re.compile(
    r"(?:https?://(?:dx\.|www\.)?doi\.org/|doi:)?\s*(10\.[0-9]{4,9}(?:\.[0-9]+)*/\S+)", re.IGNORECASE
)
_ISBN_NAME = re.compile(r"(?:urn:)?isbn(?:-1[03])?:?\s*", re.IGNORECASE)
_ISBN = re.compile(r"[0-9]{9}[0-9Xx]|[0-9]{13}")


def bare_doi(written: str) -> str:
    """A DOI as it is kept, `10.1000/182`, without the resolver's address or `doi:` before it.

    What does not look like a DOI stays as it is.
    """
    found = _DOI.fullmatch(written.strip())
    return found[1] if found else written.strip()


def is_doi(written: str) -> bool:
    """Whether a text has the shape of a DOI (ISO 26324: a prefix `10.` and a number, a slash, a suffix)."""
    return bool(_DOI.fullmatch(written.strip()))


def bare_isbn(written: str) -> str:
    """An ISBN as it is kept: its digits and a final X alone; what is no ISBN stays as it is."""
    bare = re.sub(r"[\s‐-―-]", "", _ISBN_NAME.sub("", written.strip(), count=1))
    return bare.upper() if _ISBN.fullmatch(bare) else written.strip()


def is_isbn(written: str) -> bool:
    """Whether a text is an ISBN of 10 or 13 digits whose check digit fits (ISO 2108)."""
    bare = bare_isbn(written)
    if not _ISBN.fullmatch(bare):
        return False
    values = [10 if digit == "X" else int(digit) for digit in bare]
    if len(values) == 10:
        return sum(weight * value for weight, value in zip(range(10, 0, -1), values, strict=True)) % 11 == 0
    return sum(value * (3 if at % 2 else 1) for at, value in enumerate(values)) % 10 == 0
