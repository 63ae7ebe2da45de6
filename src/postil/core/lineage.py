"""Which versions a record was made of, written into the record: of two that meet, either tells what it has seen.

Every version that is written over another one lists digests, a few of the oldest left out in a long list: those
of the versions that it was made of, and last its own. A record as it was made at first has no list. Where the
last is not the digest of what is written, a program that knows nothing of this has edited the version that it
names. All of it is a pure function of what is written, as JSON; the digest is SHA-256, cut short.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.core.digests import sha256
from postil.core.json_values import LINEAGE, text

if TYPE_CHECKING:
    from postil.core.json_values import Document

_DIGITS = 10
"""Of a digest, in hexadecimal: one is only ever looked for among those of a single record."""

_LISTED = 64
"""Digests in a list."""


def own_digest(document: Document) -> str:
    """What a version is listed as by those that are made of it."""
    *before, own = _listed(document) or [""]
    return own if own and own == _sealed(document, before) else _digest(document)


def versions(document: Document) -> list[str]:
    """What a record was made of, as far as it is listed, and itself."""
    listed, own = _listed(document), own_digest(document)
    return listed if own in listed else [*listed, own]


def is_made_of(document: Document, other: Document) -> bool:
    """Whether a version was made by somebody who had seen another one."""
    return own_digest(other) in versions(document)


def is_by_hand(document: Document) -> bool:
    """Whether a version was not written by us, or is the first one of its record."""
    return own_digest(document) not in _listed(document)


def descended(document: Document, *parents: Document) -> Document:
    """A document as a version that was made of others, the last of which is the closest."""
    owns = dict.fromkeys(map(own_digest, parents))
    older = dict.fromkeys(digest for parent in parents for digest in _listed(parent))
    before = [*(digest for digest in older if digest not in owns), *owns][1 - _LISTED :]
    return {**document, LINEAGE: " ".join([*before, _sealed(document, before)])}


def _listed(document: Document) -> list[str]:
    listed = document.get(LINEAGE)
    return listed.split() if isinstance(listed, str) else []


def _sealed(document: Document, before: list[str]) -> str:
    return _digest({**document, LINEAGE: " ".join(before)})


def _digest(document: Document) -> str:
    return sha256(text(document).encode()).hexdigest()[:_DIGITS]
