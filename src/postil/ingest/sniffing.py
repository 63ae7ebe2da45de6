"""What bytes are, told by the bytes themselves: a name goes wrong more often than a signature."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from postil.core.errors import BadInput
from postil.core.patterns import pattern
from postil.ingest.mail.sniffing import kind_of_mail
from postil.ingest.pandoc.kinds import by_ending, by_words

if TYPE_CHECKING:
    from postil.ingest.document import Received

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\x00", "a program"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
    (b"SQLite format 3\x00", "a database"),
    (b"OggS", "a sound or video file"),
    (b"ID3", "a sound file"),
)
_PROPERTY_LIST = b"bplist00"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
# Names and first words of files in an archive, all of which tell what it is.
_IN_ARCHIVES: tuple[tuple[str, tuple[bytes, ...]], ...] = (
    ("epub", (b"mimetypeapplication/epub+zip",)),
    ("epub", (b"META-INF/container.xml",)),
    ("odt", (b"mimetypeapplication/vnd.oasis.opendocument.text",)),
    ("docx", (b"[Content_Types].xml", b"word/")),
    ("pptx", (b"[Content_Types].xml", b"ppt/")),
    ("xlsx", (b"[Content_Types].xml", b"xl/")),
)
_PDF = pattern(rb"(?:\xef\xbb\xbf)?\s{0,1000}%PDF-\d")
_PDF_BEHIND_OTHERS = pattern(rb".{0,1000}?%PDF-\d", re.DOTALL)
"""Readers of PDF take the header within the first 1,024 bytes (Adobe's note 13 to ISO 32000-1, annex H)."""

_XML_ARCHIVE = pattern(
    rb"\s*<\?xml[^>]*>\s*(?:<!DOCTYPE plist[^>]*>\s*)?<plist[^>]*>\s*<dict>\s*<key>Web(?:MainResource|Sub)"
)
_MARKDOWN_ENDINGS = (".md", ".markdown", ".mdown", ".mkd")
_WEB_ENDINGS = (".html", ".htm", ".xhtml")
_MARKDOWN_START = pattern(rb"\s*#{1,6} \S|---\r?\n(?:.*\n){0,50}?---\r?\n")
_TAG = pattern(rb"<!doctype html|<html[\s>]|<head[\s>]|<body[\s>]", re.IGNORECASE)
_XML = b"<?xml"
_FEED = pattern(
    rb"(?:\s++|<\?[^>]*+>|<!--(?:[^-]|-(?!->))*+-->|<!DOCTYPE[^>\[]*+(?:\[[^\]]*+\]\s*+)?>)*+"
    rb"<(?:(?:rss|feed|(?:\w++:)?RDF)[\s>]|(?:\w++:)?entry\s[^>]*http://www\.w3\.org/2005/Atom)"
)
_JSON_FEED = pattern(rb"\s*+\{[^{}]*?\"https?:\\?/\\?/jsonfeed\.org\\?/version")

_SAMPLE = 65_536
"""Bytes that are looked at; the nature of a file shows early."""

_TEXT_CONTROLS = b"\t\n\v\f\r\x08\x1a\x1b"
_CONTROLS = bytes(code for code in range(0x20) if code not in _TEXT_CONTROLS)
_PRINTED = bytes(code for code in range(0x100) if code not in _CONTROLS)


def sniff(received: Received) -> str:
    """Tells which of `formats` a text is in.

    The bytes decide; the name only where they leave it open.

    Raises:
        BadInput: It is something that postil does not read; the message has no subject.
    """
    kind = _by_bytes(received.data, received.ending)
    if kind:
        return kind
    refused = _refused(received.data)
    if refused:
        raise refused
    return _by_name(received)


def _by_bytes(data: bytes, ending: str) -> str:
    """The format that the bytes tell, a mail with its file's ending; nothing where they leave it open."""
    if data.startswith(_ZIP):
        return _in_archive(data)
    if _PDF.match(data) or (ending == ".pdf" and _PDF_BEHIND_OTHERS.match(data)):
        return "pdf"
    if kind := by_words(data) or _enclosed(data, ending):
        return kind
    head = data[:1024].removeprefix(b"\xef\xbb\xbf").lstrip()
    if not head.startswith(b"<"):
        return ""
    is_page = _TAG.match(head) or (head.startswith((_XML, b"<!--")) and _TAG.search(head))
    return "html" if is_page else ""


def _by_name(received: Received) -> str:
    if received.ending in _WEB_ENDINGS:
        return "html"
    if received.ending in _MARKDOWN_ENDINGS or (not received.ending and _MARKDOWN_START.match(received.data)):
        return "markdown"
    return by_ending(received.ending) or "text"


def _refused(data: bytes) -> BadInput | None:
    """Why bytes are not read that are nothing which postil reads; nothing where there is no sign of that."""
    if data.startswith(_OLE):
        return _of_old_office(data)
    what = _signature(data)
    hint = "Save its text as a file and open that."
    return BadInput(f"is {what}, which postil does not read.", hint) if what else None


def _of_old_office(data: bytes) -> BadInput:
    """Why a compound file is not read: Word wrote such ones until 2007, and locks new documents in one."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return BadInput("is locked with a password.", "Open it in a word processor and save it without one.")
    return BadInput(
        "is an old Word document, or of another old Office program, which postil does not read.",
        "Open it in a word processor and save it as .docx.",
    )


def _enclosed(data: bytes, ending: str) -> str:
    """A kind of text that comes in an envelope, which may hold HTML or Markdown; nothing where there is none."""
    if data.startswith(_PROPERTY_LIST):
        return "webarchive"
    unmarked = data[:_SAMPLE].removeprefix(b"\xef\xbb\xbf")
    first = unmarked.lstrip()[:1]
    if first == b"<" and _XML_ARCHIVE.match(data):
        return "webarchive"
    if first == b"<" and _FEED.match(unmarked):
        return "feed"
    if first == b"{" and _JSON_FEED.match(data, 0, _SAMPLE):
        return "jsonfeed"
    return kind_of_mail(data[:_SAMPLE], ending)


def _signature(data: bytes) -> str:
    """Names a format that postil does not read, with its article; nothing where there is no sign of one."""
    for magic, name in _MAGIC:
        if data.startswith(magic):
            return name
    if data.startswith(_ZIP):
        return "a ZIP archive"
    if data[:12].endswith((b"ftyp", b"WEBP")) or data[4:8] == b"ftyp":
        return "a picture or video file"
    return ""


def looks_binary(data: bytes, *, valid: bool) -> bool:
    """Whether the control characters are too many for a text.

    Args:
        data: Bytes of an encoding whose ASCII characters are single bytes.
        valid: Whether they are well-formed UTF-8, which random bytes hardly ever are.
    """
    sample = data[:_SAMPLE]
    controls = len(sample.translate(None, _PRINTED))
    return controls > 2 and controls > len(sample) * (0.2 if valid else 0.02)


def _in_archive(data: bytes) -> str:
    """The format of what is in a ZIP archive, told by its first files and by the list of all at its end."""
    ends = data[:_SAMPLE] + data[-_SAMPLE:]
    return next((kind for kind, signs in _IN_ARCHIVES if all(sign in ends for sign in signs)), "")
