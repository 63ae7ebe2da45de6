"""The one door: a path or standard input becomes a document."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from postil.core.errors import BadInput
from postil.core.snapshot import BlockKind, Snapshot
from postil.core.system_errors import in_words
from postil.core.text import clean, clean_line, shortened, shown, shown_path
from postil.ingest.document import Document
from postil.ingest.encoding import decode
from postil.ingest.language import recognise
from postil.ingest.plain import plain_blocks
from postil.ingest.signature import signature

if TYPE_CHECKING:
    from collections.abc import Callable

    from postil.core.snapshot import Block

LARGEST = 200_000_000
"""Bytes of the largest text that is opened."""

TITLE_LENGTH = 200
"""Code points after which a title is shortened."""

_SEARCHED_FOR_TITLE = 3
"""Blocks among which a heading is the title of the whole."""

_STDIN = "Standard input"
_KINDS = ("text", "markdown")
_MARKDOWN_ENDINGS = (".md", ".markdown", ".mdown", ".mkd")
_WEB_ENDINGS = (".html", ".htm", ".xhtml")
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_MARKDOWN_START = re.compile(r"\s*#{1,6} \S|---\n(?:.*\n){0,50}?---\n")
_READS = "postil reads plain text and Markdown"


def open_document(
    origin: str, *, encoding: str = "", kind: str = "", stdin: Callable[[], bytes] | None = None
) -> Document:
    """Reads a text: decodes it, makes it harmless, and finds its blocks and what it says about itself.

    Args:
        origin: A path, or `-` for standard input.
        encoding: The name of an encoding that overrules what the bytes look like.
        kind: `text` or `markdown`; otherwise told by the name's ending or, without one, the beginning.
        stdin: Reads standard input to its end; the process's own by default.

    Raises:
        BadInput: There is nothing to read, it is not text, or it is larger than `LARGEST`.
    """
    if kind and kind not in _KINDS:
        raise BadInput(f"There is no kind of text called {shown(kind)}.", "Use text or markdown.")
    if origin == "-":
        return read_document(_standard_input(stdin), encoding=encoding, kind=kind)
    return read_document(_file(origin), Path(origin).absolute(), encoding=encoding, kind=kind)


def read_document(data: bytes, path: Path | None = None, *, encoding: str = "", kind: str = "") -> Document:
    """As `open_document`, of bytes that are at hand.

    Args:
        data: The whole text.
        path: The file that they are from; its name is told in errors and may become the title.
        encoding: As for `open_document`.
        kind: As for `open_document`.

    Raises:
        BadInput: They are not text, or there is no text in them.
    """
    name = shown(path.name) if path else _STDIN
    ending = path.suffix.lower() if path else ""
    what = signature(data) or ("a web page" if ending in _WEB_ENDINGS and not kind else "")
    if what:
        raise BadInput(f"{name} is {what}; {_READS}.", "Save its text as a file and open that.")
    try:
        decoded = decode(data, encoding)
    except BadInput as error:
        raise BadInput(f"{name} {error.what}", error.hint) from error
    text = clean(decoded.text)
    if kind == "markdown" or (not kind and _is_markdown(ending, text)):
        document = _from_markdown(text, path)
    else:
        document = _from_text(text, path)
    if not document.snapshot.blocks:
        raise BadInput(f"{name} is empty.", "There is no text in it to read.")
    return document._replace(encoding=decoded.encoding, guessed=decoded.guessed, named=(encoding, kind))


def _is_markdown(ending: str, text: str) -> bool:
    return ending in _MARKDOWN_ENDINGS or (not ending and _MARKDOWN_START.match(text) is not None)


def _from_text(text: str, path: Path | None) -> Document:
    blocks = tuple(plain_blocks(text))
    return Document(
        title=_title(blocks, path),
        language=recognise(text),
        path=str(path or ""),
        snapshot=Snapshot(blocks),
    )


def _from_markdown(text: str, path: Path | None) -> Document:
    from postil.ingest.front_matter import read_front_matter
    from postil.ingest.markdown import markdown_blocks

    about, body = read_front_matter(text)
    blocks = tuple(markdown_blocks(body))
    return Document(
        title=about.title or _title(blocks, path),
        authors=about.authors,
        published=about.published,
        container=about.container,
        url=about.url,
        language=about.language or recognise("\n".join(block.text for block in blocks[:40])),
        path=str(path or ""),
        snapshot=Snapshot(blocks),
    )


def _title(blocks: tuple[Block, ...], path: Path | None) -> str:
    for block in blocks[:_SEARCHED_FOR_TITLE]:
        if block.kind is BlockKind.HEADING:
            return shortened(block.text, TITLE_LENGTH)
    stem = clean_line(path.stem) if path else ""
    return stem or shortened(" ".join(block.text for block in blocks[:1]), 60)


def _standard_input(stdin: Callable[[], bytes] | None) -> bytes:
    data = stdin() if stdin else sys.stdin.buffer.read(LARGEST + 1)
    return _within_limit(data, _STDIN)


def _file(origin: str) -> bytes:
    name = shown_path(origin)
    if not origin:
        raise BadInput("The name of the file is empty.", "Name a file, or - for standard input.")
    if _ADDRESS.match(origin):
        raise BadInput(
            f"{name} is an address on the web; {_READS} from files and standard input.",
            "Save the page's text as a file and open that.",
        )
    try:
        with Path(origin).open("rb") as file:
            return _within_limit(file.read(LARGEST + 1), name)
    except FileNotFoundError:
        raise BadInput(f"There is no file {name}.", "Check the name and the folder.") from None
    except IsADirectoryError:
        raise BadInput(f"{name} is a folder, not a text.", "Name a file in it.") from None
    except PermissionError:
        raise BadInput(f"{name} may not be read.", "Check its permissions.") from None
    except (OSError, ValueError) as error:
        why = in_words(error) if isinstance(error, OSError) else "a file's name holds no NUL"
        raise BadInput(f"{name} cannot be read: {why}.") from error


def _within_limit(data: bytes, name: str) -> bytes:
    if len(data) > LARGEST:
        megabytes = LARGEST // 1_000_000
        raise BadInput(f"{name} is larger than {megabytes} MB.", "Split it into parts and open those.")
    return data
