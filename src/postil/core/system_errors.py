"""What the operating system refuses, in words."""

from __future__ import annotations

import errno

_WORDS = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the disk quota is used up",
    errno.EFBIG: "the file would be larger than the system allows",
    errno.EROFS: "the disk can only be read",
    errno.EACCES: "postil has no permission there",
    errno.EPERM: "postil has no permission there",
    errno.EIO: "the disk reported an error",
    errno.ENOENT: "the folder is gone",
    errno.ENOTDIR: "a part of its path is no folder",
    errno.EISDIR: "it is a folder",
    errno.EEXIST: "there is something of that name",
    errno.ENAMETOOLONG: "its name is too long",
    errno.ELOOP: "its links lead in a circle",
    errno.EBADF: "it is closed",
    errno.EBUSY: "something else is using it",
    errno.EINVAL: "the system cannot do that there",
    errno.ESPIPE: "it is a pipe or a device and no file",
    errno.ENXIO: "there is no such device",
    errno.ENODEV: "there is no such device",
    errno.ESTALE: "the network folder is gone",
    errno.ENOTCONN: "the connection to it is gone",
    errno.ECONNABORTED: "the connection to it was broken off",
    errno.ETIMEDOUT: "the system gave no answer in time",
    errno.EMFILE: "too many files are open",
    errno.ENFILE: "too many files are open",
}


_OF_A_PATH = frozenset({errno.ENOTDIR, errno.EISDIR, errno.EEXIST, errno.ELOOP, errno.ENXIO, errno.ESPIPE})
"""What tells of something that lies where something else should."""


def in_words(error: OSError) -> str:
    """Tells an error of the operating system as the reason in a sentence: `the disk is full`."""
    from postil.core.text import shown

    known = _WORDS.get(error.errno or 0)
    return known or shown(error.strerror or str(error) or type(error).__name__)


def with_place(error: OSError) -> str:
    """As `in_words`, for a sentence that names no file: of what lies in another's place, the path is told too."""
    from postil.core.text import shown_path

    words, path = in_words(error), error.filename2 or error.filename
    return f"{words} ({shown_path(path)})" if path and error.errno in _OF_A_PATH else words
