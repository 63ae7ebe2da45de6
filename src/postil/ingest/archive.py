"""A ZIP archive from outside, unpacked within limits and only in memory: what a book or a document comes in."""

from __future__ import annotations

import stat
import zipfile
from io import BytesIO

from postil.core.errors import BadInput
from postil.core.patterns import pattern
from postil.core.text import shown
from postil.core.zip_errors import BROKEN

MOST_MEMBERS = 2_000
"""Files that an archive may hold."""

LARGEST_MEMBER = 64 << 20
"""Bytes of one unpacked file."""

LARGEST_WHOLE = 200 << 20
"""Bytes of all that is unpacked of one archive."""

HIGHEST_RATIO = 200
"""Bytes that may come of one packed byte, once more than `FREE_OF_RATIO` have come of a file."""

FREE_OF_RATIO = 1 << 20
"""Bytes of a file up to which the ratio is not looked at: a blank page packs well."""

_CHUNK = 1 << 18
_DIRECTORY_ENTRY = b"PK\x01\x02"
# What is empty, a folder, holds controls, is absolute or leads out.
_UNSAFE = pattern(r"\A\Z|/\Z|[\x00-\x1f\x7f-\x9f]|\A/|\A[A-Za-z]:|(?:\A|/)\.\.(?:/|\Z)")
_ENCRYPTED = 0x1
_PACKINGS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
"""What books and documents are packed with; of the others Python unpacks more at once than was asked for."""

_DAMAGED = "is damaged or cut short: {}."
_GET_AGAIN = "Get it again, or try to open it where it was made."
_TOO_MUCH = "is no honest archive: {}."
_HANDS_OFF = "Nothing of it was unpacked to the disk. Do not open it unless you know who made it."


class Archive:
    """The files of an archive, by their names.

    A file whose name is absolute, leads out of the archive or holds controls, and a link, are not there: whatever
    needs one finds it missing, as it would on the disk.
    """

    def __init__(self, data: bytes) -> None:
        """Reads the list of its contents.

        Args:
            data: The whole archive.

        Raises:
            BadInput: It is damaged or lists more than `MOST_MEMBERS` files. The message has no subject.
        """
        # The list is counted before it is read: it can fill the memory. Archives in archives count too.
        if data.count(_DIRECTORY_ENTRY) > 10 * MOST_MEMBERS:
            raise _refused(f"it lists more than {MOST_MEMBERS:,} files")
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
            members = self._zip.infolist()
        except (*BROKEN, OSError) as error:
            raise BadInput(
                _DAMAGED.format("the list of its contents is missing or broken"), _GET_AGAIN
            ) from error
        if len(members) > MOST_MEMBERS:
            raise _refused(f"it lists more than {MOST_MEMBERS:,} files")
        self._unpacked = 0
        self._members: dict[str, zipfile.ZipInfo] = {}
        self._twice: set[str] = set()
        for member in members:
            name = member.filename.replace("\\", "/")
            if not _UNSAFE.search(name) and not stat.S_ISLNK(member.external_attr >> 16):
                if name in self._members:
                    self._twice.add(name)
                self._members[name] = member

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its files, in the archive's order."""
        return tuple(self._members)

    def __contains__(self, name: object) -> bool:
        return name in self._members

    def read(self, name: str) -> bytes:
        """Unpacks one of its files.

        Raises:
            KeyError: There is no such file.
            BadInput: The file is there twice, encrypted, damaged or beyond a limit. The message has no subject.
        """
        member = self._members[name]
        if name in self._twice:
            raise _refused(f"it holds two files that are called {shown(name)}")
        if member.flag_bits & _ENCRYPTED:
            raise BadInput("is locked with a password.", "Unlock it with the program that made it.")
        if member.compress_type not in _PACKINGS:
            raise BadInput("is packed in a way that postil does not know.", "Pack it again as a ZIP archive.")
        if member.file_size > LARGEST_MEMBER:
            raise _refused(f"a file in it is larger than {LARGEST_MEMBER >> 20} MiB")
        try:
            return self._unpack(member)
        except (*BROKEN, OSError) as error:
            raise BadInput(_DAMAGED.format(f"{shown(name)} in it cannot be unpacked"), _GET_AGAIN) from error

    def _unpack(self, member: zipfile.ZipInfo) -> bytes:
        allowed = max(FREE_OF_RATIO, HIGHEST_RATIO * member.compress_size)
        data = bytearray()
        with self._zip.open(member) as file:
            while chunk := file.read(_CHUNK):
                data += chunk
                self._unpacked += len(chunk)
                if len(data) > allowed:
                    raise _refused(f"a file in it swells to more than {HIGHEST_RATIO} times its packed size")
                if len(data) > LARGEST_MEMBER or self._unpacked > LARGEST_WHOLE:
                    raise _refused(f"it swells to more than {LARGEST_WHOLE >> 20} MiB")
        return bytes(data)


def _refused(why: str) -> BadInput:
    return BadInput(_TOO_MUCH.format(why), _HANDS_OFF)
