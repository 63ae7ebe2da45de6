"""The files of a library as they are read: which article lies in which, and what it holds."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar

from postil.core.annotated import Annotated
from postil.core.codecs import Unreadable
from postil.core.errors import LibraryError
from postil.core.model import Article, Claim, Evidence, Record, Source
from postil.core.patterns import pattern
from postil.core.system_errors import in_words, with_place
from postil.core.text import shown
from postil.storage.files import canonical, regular
from postil.storage.files.records import TABLES, Decoded, decode

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet
    from pathlib import Path

    from postil.storage.files.canonical import Tables

ENDING = ".json"
SOURCES_FILE = "sources.json"

_R = TypeVar("_R", bound=Record)

_ID = pattern("[0-9]{19}")
# Keys are sorted, so that a file begins with its article's id, also once another program has laid it out anew.
_HEAD = pattern(rb'\{\s*"article"\s*:\s*\{\s*"([0-9]{19})"\s*:\s*\{')
_HEAD_BYTES = 96
_FIRST = b'{\n "article": {'
_PLAIN_NAME = pattern(r"[a-z0-9-]+\.json")


class ArticleFiles:
    """Finds articles in a folder; a file is looked into once as long as it stays the same.

    Of several files that hold one article, as when somebody has copied one, that is its own which the journal
    knows, then one that has a name as the library gives it, then the first by name.
    """

    def __init__(self, folder: Path, known: Callable[[], Container[str]] = tuple) -> None:
        """Takes the library's folder; nothing is read yet.

        Args:
            folder: It.
            known: Tells the names of the files that the journal knows.
        """
        self.folder = folder
        self._known = known
        self._seen: dict[str, tuple[tuple[int, ...], str | None]] = {}
        self._refused: set[str] = set()

    def names(self) -> dict[str, str]:
        """The file name of each article by its id, oldest first.

        A copy that a synchronising tool left beside an article's file does not take its place.

        Raises:
            LibraryError: The folder cannot be read.
        """
        found: dict[str, str] = {}
        for name, article in self._articles():
            found.setdefault(article, name)
        return dict(sorted(found.items(), key=lambda item: (len(item[0]), item[0])))

    def name_of(self, article: str) -> str | None:
        """The file name of one article, as of the last look for new files; None if the library does not hold it."""
        held = [name for name, (_, known) in self._seen.items() if known == article]
        for name in sorted(held, key=self._rank):
            if _PLAIN_NAME.fullmatch(name) and _article_in(self.folder / name) == article:
                return name
        return self.names().get(article)

    def see_new(self) -> None:
        """Looks into the files that have come since the last look; which of several holds an article hangs on all.

        Takes the listing of the folder: once for an operation, not for each of its records.
        """
        try:
            new = set(os.listdir(self.folder)).difference(self._seen)  # noqa: PTH208 - with every change
        except OSError:  # whoever reads the file tells that
            return
        for name in filter(is_article_file, new):
            with suppress(OSError):
                self._seen[name] = signature_of((self.folder / name).stat()), _article_in(self.folder / name)

    def naming(self, word: str) -> set[str]:
        """The ids of the articles in whose files a word of ASCII stands, which is looked for byte by byte.

        Raises:
            LibraryError: The folder cannot be read, or such a file is damaged.
        """
        found: set[str] = set()
        wanted, folder = word.encode(), str(self.folder)
        for name, signature in sorted(self._signatures()):
            if wanted not in _bytes_of(f"{folder}{os.sep}{name}"):
                continue
            article = _article_in(self.folder / name)
            if article is None:
                raise LibraryError(f"{shown(name)} is damaged.")
            self._seen[name] = (signature, article)
            found.update([article] if article else [])
        return found

    def signatures(self) -> dict[str, tuple[int, ...]]:
        """How each article's file looks from outside, by the article's id.

        Raises:
            LibraryError: The folder cannot be read.
        """
        return {article: self._seen[name][0] for article, name in self.names().items()}

    def seen(self) -> AbstractSet[str]:
        """The names of all files that may hold an article, as of the last look at the folder."""
        return self._seen.keys()

    def damaged(self) -> list[str]:
        """The files that nothing can be read from, as of the last look at the folder."""
        return sorted(name for name, (_, article) in self._seen.items() if article is None)

    def homeless(self) -> list[str]:
        """The files that hold no article, as of the last look at the folder."""
        return sorted(name for name, (_, article) in self._seen.items() if article == "")

    def refused(self) -> list[str]:
        """The files that the system does not let be read, as of the last look at the folder."""
        return sorted(self._refused)

    def copies(self) -> Iterator[tuple[str, str]]:
        """The files that hold an article which another file holds already, with that file's name.

        As of the last look at the folder, which is the first one where nobody has looked yet.

        Raises:
            LibraryError: The folder cannot be read.
        """
        homes: dict[str, str] = {}
        for name, article in self._found() if self._seen else self._articles():
            if homes.setdefault(article, name) != name:
                yield name, homes[article]

    def _articles(self) -> list[tuple[str, str]]:
        seen = {}
        for name, signature in self._signatures():
            known = self._seen.get(name)
            if known is None or known[0] != signature or name in self._refused:
                known = (signature, _article_in(self.folder / name))
            seen[name] = known
        self._seen = seen
        self._refused = {
            name for name, (_, article) in seen.items() if article == "" and not _may_read(self.folder / name)
        }
        return self._found()

    def _found(self) -> list[tuple[str, str]]:
        """The files that hold an article, with it; of several its own file first."""
        found = [(name, article) for name, (_, article) in self._seen.items() if article]
        return sorted(found, key=lambda item: self._rank(item[0]))

    def _rank(self, name: str) -> tuple[bool, bool, str]:
        return name not in self._known(), not _PLAIN_NAME.fullmatch(name), name

    def _signatures(self) -> Iterator[tuple[str, tuple[int, ...]]]:
        try:
            with os.scandir(self.folder) as entries:
                for entry in entries:
                    if is_article_file(entry.name) and entry.is_file():
                        try:
                            signature = signature_of(entry.stat())
                        except FileNotFoundError:  # removed since it was listed
                            continue
                        yield entry.name, signature
        except OSError as error:
            raise LibraryError(f"The library cannot be read: {with_place(error)}.") from None


def is_article_file(name: str) -> bool:
    """Whether a file of this name may hold an article."""
    return name.endswith(ENDING) and not name.startswith(".") and name != SOURCES_FILE


def kinds_in(name: str) -> tuple[type[Record], ...]:
    """What a file of this name holds; the kinds with more fields that must be there come first."""
    return (Source,) if name == SOURCES_FILE else (Evidence, Claim, Article)


class Missing(LibraryError):
    """A file of the library is not there."""


def read_tables(path: Path) -> Tables:
    """Reads a file of the library.

    Raises:
        Malformed: It is damaged.
        LibraryError: It is missing, or the system does not let it be read.
    """
    return canonical.decode_tables(read_bytes(path))


def read_bytes(path: Path) -> bytes:
    """Reads the bytes of a file of the library.

    Raises:
        Missing: It is not there.
        LibraryError: The system does not let it be read.
    """
    try:
        return regular.read(path)
    except FileNotFoundError:
        raise Missing(
            f"{shown(path.name)} is not in the library any more.",
            "`postil doctor --repair` looks for what it held.",
        ) from None
    except OSError as error:
        raise LibraryError(f"{shown(path.name)} cannot be read: {in_words(error)}.") from None


def annotated_of(tables: Tables, name: str, troubles: list[str], decoded: Decoded | None = None) -> Annotated:
    """Reads an article with its claims and evidence; what cannot be read is told and stays in the file.

    Args:
        tables: The file's.
        name: The file.
        troubles: What is told is added to it, a line each.
        decoded: What was read of it last.

    Raises:
        LibraryError: The article's own record cannot be read.
    """
    key = article_key(tables)
    if key is None:
        raise LibraryError(f"{shown(name)} holds no article.")
    decoded = decoded or Decoded()
    try:
        article = decoded.decode(Article, key, tables["article"][key])
    except Unreadable as error:
        raise LibraryError(f"The article in {shown(name)} cannot be read: {shown(str(error))}.") from None
    others = sorted(tables["article"].keys() - {key})
    troubles += _left(name, "article", {"a file holds one article": others} if others else {})
    return Annotated(
        article,
        records_of(Claim, tables, name, troubles, decoded),
        records_of(Evidence, tables, name, troubles, decoded),
    )


def article_of(data: bytes, name: str) -> Article | None:
    """Reads an article's own record from a file's bytes, of which the rest is not decoded; None where they are laid out otherwise.

    Raises:
        LibraryError: It cannot be read.
    """
    if not data.startswith(_FIRST):
        return None
    try:  # what is cut off too early lacks a brace
        tables = canonical.decode_tables(data[: data.find(b"\n }", len(_FIRST))] + b"}}")
    except canonical.Malformed:
        return None
    return annotated_of(tables, name, []).article


def records_of(
    kind: type[_R], tables: Tables, name: str, troubles: list[str], decoded: Decoded
) -> tuple[_R, ...]:
    """Reads one table's records, oldest first; what cannot be read is told and stays in the file."""
    table = TABLES[kind]
    found = []
    unreadable: dict[str, list[str]] = {}
    for key, document in sorted(tables.get(table, {}).items(), key=lambda item: (len(item[0]), item[0])):
        try:
            found.append(decoded.decode(kind, key, document))
        except Unreadable as error:
            unreadable.setdefault(str(error), []).append(key)
    troubles += _left(name, table, unreadable)
    return tuple(found)


def sources_of(tables: Tables, troubles: list[str], decoded: Decoded | None = None) -> tuple[Source, ...]:
    """Reads the bibliography; arguments as for `annotated_of`."""
    return records_of(Source, tables, SOURCES_FILE, troubles, decoded or Decoded())


def article_key(tables: Tables) -> str | None:
    """The id of the article in a file: the oldest id of ours, else the first document that is one."""
    table = tables.get("article", {})
    for key in sorted(table):
        if _ID.fullmatch(key):
            return key
    for key in sorted(table, key=lambda key: (len(key), key)):
        try:
            decode(Article, key, table[key])
        except Unreadable:
            continue
        return key
    return None


def hold_two(one: Tables, other: Tables) -> bool:
    """Whether two versions of a file hold different articles: titles may give one name.

    It is the same article, under a damaged id, where both were made at one time by one hand.
    """
    from postil.core.merging import origin

    own, another = article_key(one), article_key(other)
    if own is None or another is None or own in other["article"]:
        return False
    made = origin(one["article"][own])
    return not any(made) or made != origin(other["article"][another])


def _bytes_of(path: str) -> bytes:
    """A file's bytes, none where it cannot be read; thousands are looked through before the first paint."""
    try:
        with open(path, "rb", buffering=0) as file:  # noqa: PTH123 - a path takes longer to make than to read
            return file.read()
    except OSError:
        return b""


def _article_in(path: Path) -> str | None:
    """The id of a file's article, an empty string if it holds none, None if it is damaged."""
    try:
        with open(path, "rb", opener=regular.opened) as file:
            head = _HEAD.match(file.read(_HEAD_BYTES))
        if head:
            return head[1].decode()
        return article_key(read_tables(path)) or ""
    except canonical.Malformed:
        return None
    except (OSError, LibraryError):
        return ""


def _may_read(path: Path) -> bool:
    try:
        open(path, "rb", opener=regular.opened).close()
    except OSError:
        return False
    return True


def signature_of(status: os.stat_result) -> tuple[int, ...]:
    """What of a file's status tells whether it is the same as before."""
    return status.st_mtime_ns, status.st_size, status.st_ino


def _left(name: str, table: str, keys: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Says what of a table was left as it is, one line for all that cannot be read for the same reason."""
    for why, (first, *more) in keys.items():
        which = (
            f"{first} and {len(more)} more were left as they are" if more else f"{first} was left as it is"
        )
        yield f"{shown(name)}: {shown(table)} {shown(which)}: {shown(why)}."
