"""Whether a book is locked by digital rights management, and by whose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.core.errors import BadInput
from postil.ingest.epub.package import place
from postil.ingest.xml import root_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from postil.ingest.archive import Archive

_ENCRYPTION = "META-INF/encryption.xml"
_LICENCES = {
    "META-INF/license.lcpl": "Readium LCP",
    "META-INF/sinf.xml": "Apple FairPlay",
    "META-INF/rights.xml": "Adobe ADEPT",
}
# These scramble fonts so that they are not taken out of the book, whose text stays open.
_OF_FONTS = frozenset({"http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"})


def refuse_locked(archive: Archive, chapters: Collection[str]) -> None:
    """Refuses a book whose text is encrypted.

    Args:
        archive: The book.
        chapters: The names of the files with its text.

    Raises:
        BadInput: One of them is encrypted. The message has no subject.
    """
    if not set(_encrypted(archive)).isdisjoint(chapters):
        whose = next((f" ({whose})" for name, whose in _LICENCES.items() if name in archive), "")
        raise BadInput(
            f"is locked by DRM{whose}: its text is encrypted.",
            "Read it in the shop's own reader, or get an edition without DRM.",
        )


def _encrypted(archive: Archive) -> Iterator[str]:
    """The names of the files that are encrypted, but for fonts."""
    root = root_of(archive.read(_ENCRYPTION)) if _ENCRYPTION in archive else None
    if root is None:
        return
    for data in root.iter("{*}EncryptedData"):
        methods = {method.get("Algorithm", "") for method in data.iter("{*}EncryptionMethod")}
        if not methods & _OF_FONTS:
            for reference in data.iter("{*}CipherReference"):
                yield place("", reference.get("URI", "").lstrip("/"))[0]
