"""A file in which git left both sides of a merge that it could not make."""

from __future__ import annotations

_OURS, _BASE, _MIDDLE, _THEIRS = (mark * 7 for mark in (b"<", b"|", b"=", b">"))


def sides(data: bytes) -> tuple[bytes, bytes] | None:
    """Takes the two sides apart.

    Args:
        data: The file's bytes, with the marks that `git merge` writes (also in its styles diff3 and zdiff3).

    Returns:
        The file as either side has it; None where there are no such marks, or not as git sets them.
    """
    if b"\n" + _MIDDLE not in data:
        return None
    both: tuple[list[bytes], list[bytes]] = ([], [])
    part = b""
    for line in data.splitlines(keepends=True):
        mark = line[:7]
        if mark == _OURS and not part:
            part = _OURS
        elif mark == _BASE and part == _OURS:
            part = _BASE
        elif mark == _MIDDLE and part in {_OURS, _BASE}:
            part = _MIDDLE
        elif mark == _THEIRS and part == _MIDDLE:
            part = b""
        else:
            if part in {b"", _OURS}:
                both[0].append(line)
            if part in {b"", _MIDDLE}:
                both[1].append(line)
    return None if part else (b"".join(both[0]), b"".join(both[1]))


def beside_each_other(ours: bytes, theirs: bytes) -> bytes:
    """Both sides of a merge that cannot be made, as git would leave them; each ends with a newline."""
    return b"".join((_OURS, b" ours\n", ours, _MIDDLE, b"\n", theirs, _THEIRS, b" theirs\n"))
