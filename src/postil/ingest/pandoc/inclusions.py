"""Other files that a text includes: none of them is read, and in its place stands that it is missing."""

from __future__ import annotations

import re

from postil.core.patterns import pattern

MOST = 100
"""Files of one text that are told to be missing."""

_LEFT_OUT = pattern(r"^\[WARNING\] Could not load include file (.+?) at line \d+", re.MULTILINE)
_UNBRACED = pattern(r"(\\input)[ \t]+(?![{\s])([^\s{}\\%]+)")
_WAYS = {
    "latex": (r"()\\(?:input|include|subfile)\b\s*\{?[ \t]*NAME[ \t]*\}?", "|", r"\verb|{}|"),
    "rst": (r"^( *)\.\. include::[ ]*NAME[ ]*$(?:\n\1 +:.*$)*", "`", "``{}``"),
    "org": (r'^()[ \t]*#\+include:[ \t]*"?NAME\b.*$', "~", "~{}~"),
}
"""Of the kinds of which pandoc only warns: how a file is included, and how words are written that are read as they are."""


def with_braces(source: str) -> str:
    r"""LaTeX in which each file that TeX's own `\input name` includes stands in braces, without which pandoc stops."""
    return _UNBRACED.sub(r"\1{\2}", source)


def left_out(warnings: str) -> list[str]:
    """The files that pandoc says it has not read."""
    return list(dict.fromkeys(_LEFT_OUT.findall(warnings)))[:MOST]


def with_gaps_told(source: str, kind: str, names: list[str]) -> str:
    """A text in which stands, where it includes one of some files, that this was not read.

    Args:
        source: The text as it is typed.
        kind: Its kind, as pandoc calls it.
        names: The files, as `left_out` tells them.
    """
    if kind not in _WAYS:
        return source
    command, sign, literally = _WAYS[kind]
    for name in names:
        stem, dot, ending = name.rpartition(".")
        wanted = rf"{re.escape(stem)}(?:\.{re.escape(ending)})?" if dot else re.escape(name)
        told = literally.format(f"[not read: the file {name.replace(sign, ' ')}]").replace("\\", r"\\")
        source = re.sub(
            command.replace("NAME", wanted),
            rf"\n\n\g<1>{told}\n\n",
            source,
            flags=re.IGNORECASE | re.MULTILINE,
        )
    return source
