"""The numbers by which a work is found: DOI and ISBN, as they are written and as they are kept."""

from __future__ import annotations

import re

from postil.core.patterns import pattern

_DOI_FRONT = pattern(r"(?:(?:https?://(?:dx\.|www\.)?doi\.org/|(?:urn:)?doi:)\s*)+(?=\S)", re.IGNORECASE)
_DOI = pattern(r"10\.[0-9]{4,9}(?:\.[0-9]+)*/\S+")
_ISBN_NAME = pattern(r"(?:urn:)?isbn(?:-1[03])?:?\s*", re.IGNORECASE)
_ISBN = pattern(r"[0-9]{9}[0-9Xx]|97[89][0-9]{10}")
_DASHES = r"[\s‐-―-]"
_ISBNS = pattern(rf"(?<!\w)(?:97[89](?:{_DASHES}?[0-9]){{10}}|(?:[0-9]{_DASHES}?){{9}}[0-9Xx])(?!\w)")


def bare_doi(written: str) -> str:
    """A DOI as it is kept, `10.1000/182`: without the resolver's address or `doi:` before it."""
    line = written.strip()
    front = _DOI_FRONT.match(line)
    return line[front.end() :] if front else line


def is_doi(written: str) -> bool:
    """Whether a text has the shape of a DOI (ISO 26324: a prefix `10.` and a number, a slash, a suffix)."""
    return bool(_DOI.fullmatch(bare_doi(written)))


def bare_isbn(written: str) -> str:
    """An ISBN as it is kept: its digits and a final X alone; what is no ISBN stays as it is."""
    bare = re.sub(_DASHES, "", _ISBN_NAME.sub("", written.strip(), count=1))
    return bare.upper() if _ISBN.fullmatch(bare) else written.strip()


def is_isbn(written: str) -> bool:
    """Whether a text is an ISBN of 10 digits, or 13 that begin with 978 or 979, whose check digit fits (ISO 2108)."""
    bare = bare_isbn(written)
    if not _ISBN.fullmatch(bare):
        return False
    values = [10 if digit == "X" else int(digit) for digit in bare]
    if len(values) == 10:
        return sum(weight * value for weight, value in zip(range(10, 0, -1), values, strict=True)) % 11 == 0
    return _weighed(bare) % 10 == 0


def isbns_in(written: str) -> tuple[str, ...]:
    """The ISBNs of a field that may hold several, as they are compared: one of 10 digits as the 13 that it stands for."""
    found = [bare_isbn(part) for part in _ISBNS.findall(_ISBN_NAME.sub("", written))]
    return tuple(dict.fromkeys(map(_in_thirteen, found)))


def _in_thirteen(isbn: str) -> str:
    """An ISBN of 10 digits with the prefix 978 and the check digit that it has with it (ISO 2108)."""
    if len(isbn) != 10 or not is_isbn(isbn):
        return isbn
    begun = f"978{isbn[:9]}"
    return f"{begun}{-_weighed(begun) % 10}"


def _weighed(digits: str) -> int:
    return sum(int(digit) * (3 if at % 2 else 1) for at, digit in enumerate(digits))
