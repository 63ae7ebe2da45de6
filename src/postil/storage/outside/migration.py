"""Files that an older format or a plain TinyDB left become files of the library.

A plain TinyDB numbers its documents from 1 and puts them into `_default` unless it is told otherwise. What has
the shape of a record goes to its table under an id of the library's own, and what names it follows; what has
no such shape stays where it is.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from postil.core.codecs import Unreadable
from postil.core.digests import sha256
from postil.core.ids import RANDOM_BITS, make_id
from postil.core.json_values import text
from postil.core.model import Article, Claim, Evidence
from postil.core.patterns import pattern
from postil.storage.files.records import TABLES, decode

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from postil.core.model import JSON, Record
    from postil.storage.files.canonical import Document, Tables

PLAIN = "_default"
"""The table of a TinyDB that was not told another."""

_ID = pattern("[0-9]{19}")


def is_plain(tables: Tables, kinds: Sequence[type[Record]]) -> bool:
    """Whether a file holds records that a plain TinyDB numbered or put aside.

    Args:
        tables: The file's.
        kinds: What the file holds, in the order in which a document without a table is tried.
    """
    if PLAIN not in tables and all(_ID.fullmatch(key) for table in tables.values() for key in table):
        return False  # as nearly always, and it is asked whenever a file is read
    return any(_home(table, key, document, kinds, tables) for table, key, document in _every(tables))


def migrated(tables: Tables, kinds: Sequence[type[Record]], name: str, now: str) -> Tables:
    """Gives the records of a file the library's tables and ids.

    Args:
        tables: The file's; not changed.
        kinds: As for `is_plain`.
        name: The file's name, which makes ids of different files differ, and titles an article without one.
        now: RFC 3339 stamp, the instant of records that do not say when they were made.

    Returns:
        The tables of the same file in the library's format.
    """
    made: Tables = {table: dict(documents) for table, documents in tables.items()}
    renamed: dict[str, str] = {}
    for table, key, document in _every(tables):
        home = _home(table, key, document, kinds, made)
        if home:
            del made[table][key]
            own = _own_id(name, home, key, document, now)
            made.setdefault(home, {})[own] = document
            if home == _CLAIMS:
                renamed[key] = own
    for key, document in made.get(_EVIDENCE, {}).items():
        if isinstance(document, dict) and "claim" in document:
            claim = _named(document)["claim"]
            made[_EVIDENCE][key] = {**document, "claim": renamed.get(str(claim), claim)}
    if Article in kinds and renamed and not _has_article(made):
        article: JSON = {"created": now, "modified": now, "title": name}
        made[_ARTICLE] = {**made.get(_ARTICLE, {}), _own_id(name, _ARTICLE, "", article, now): article}
    return {table: documents for table, documents in made.items() if documents or not tables.get(table)}


_ARTICLE, _CLAIMS, _EVIDENCE = TABLES[Article], TABLES[Claim], TABLES[Evidence]


def _every(tables: Tables) -> Iterator[tuple[str, str, JSON]]:
    for table, documents in tables.items():
        for key, document in documents.items():
            yield table, key, document


def _home(table: str, key: str, document: JSON, kinds: Sequence[type[Record]], tables: Tables) -> str:
    """The table where a document belongs under another id than it has; empty where it is right as it is."""
    if table == PLAIN:
        return next((TABLES[kind] for kind in kinds if _may_be(kind, document, tables)), "")
    if _ID.fullmatch(key):
        return ""
    return next((table for kind in kinds if TABLES[kind] == table and _reads_as(kind, document)), "")


def _may_be(kind: type[Record], document: JSON, tables: Tables) -> bool:
    """Whether a document is a record of a kind; an article only where the file has none."""
    return _reads_as(kind, document) and not (kind is Article and _has_article(tables))


def _has_article(tables: Tables) -> bool:
    return any(_reads_as(Article, document) for document in tables.get(_ARTICLE, {}).values())


def _reads_as(kind: type[Record], document: JSON) -> bool:
    try:
        decode(kind, "1", _named(document) if kind is Evidence and isinstance(document, dict) else document)
    except Unreadable:
        return False
    return True


def _named(document: Document) -> Document:
    """A piece of evidence that may name its claim by a number, as a plain TinyDB gives it out."""
    claim = document.get("claim")
    return {**document, "claim": str(claim)} if isinstance(claim, int) else document


def _own_id(name: str, table: str, key: str, document: JSON, now: str) -> str:
    created = document.get("created") if isinstance(document, dict) else None
    random = sha256(text([name, table, key, document]).encode()).digest()
    low = int.from_bytes(random[:4]) >> 32 - RANDOM_BITS
    for stamp in (created, now):
        try:
            return make_id(int(datetime.fromisoformat(str(stamp)).timestamp() * 1000), low)
        except (ValueError, OverflowError):
            continue
    raise ValueError(f"not a stamp: {now}")
