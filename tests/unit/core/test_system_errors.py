from __future__ import annotations

import errno
import os

import pytest

from postil.core.system_errors import in_words, with_place


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (errno.ENOSPC, "the disk is full"),
        (errno.ENOTCONN, "the connection to it is gone"),
        (errno.ECONNABORTED, "the connection to it was broken off"),
        (errno.EEXIST, "there is something of that name"),
        (errno.EDOM, os.strerror(errno.EDOM)),
    ],
)
def test_what_the_system_refuses_is_told_in_words(number: int, told: str) -> None:
    assert in_words(OSError(number, os.strerror(number))) == told


def test_what_has_no_words_is_told_without_control_characters() -> None:
    assert in_words(OSError("\x1b[2Jgone")) == "␛[2Jgone"
    assert in_words(OSError()) == "OSError"


def test_what_lies_in_the_place_of_a_file_is_told_with_its_path() -> None:
    assert with_place(IsADirectoryError(errno.EISDIR, "", "/a/b.json")) == "it is a folder (/a/b.json)"
    assert with_place(OSError(errno.ENOSPC, "", "/a/b.json")) == "the disk is full"
    assert with_place(OSError(errno.ELOOP, "")) == "its links lead in a circle"
