"""Plain text as CommonMark that says the same and does nothing.

What comes out is read back unchanged by a parser of CommonMark or of GitHub's dialect of it.
"""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

from postil.core.addresses import without_end
from postil.core.patterns import pattern

ACTS_ANYWHERE = pattern(
    r"[\\`*_\[\]<|~$]|#(?=[^\W\d_]|#*\s*$)|&(?=#?\w+;)"
    # Bare addresses, and `:smile:`, of GitHub's dialect: in what becomes a link the escapes would be read.
    r"|(?<=[A-Za-z]):(?=//)|(?<=[Ww]{3})\.|(?<=[\w.+-])@(?=\w)|:(?=[\w+-]{1,60}:)(?!(?!100:|1234:)[0-9]+:)"
)
"""What means something in CommonMark or in GitHub's dialect of it, wherever in a line it stands."""

_ENTITY = pattern(r"(&#?\w+);")
_ACTS_FIRST = pattern(r"^(?:[-+=:>#]|[0-9]+(?=[.)](?:\s|$)))")
_ADDRESS = pattern(r"https?://[^\s<>\\\"“”]+")
_KEPT_IN_ADDRESS = "%/:?#[]@!$&'()*+,;=~"


def escaped(line: str) -> str:
    """Writes one line of text as Markdown.

    Args:
        line: Text without line breaks; blanks at its ends are dropped, as Markdown would.
    """
    return begun(inert(line.strip()))


def blocks(text: str) -> str:
    """Writes a text of many lines as Markdown: empty lines part paragraphs, other breaks are hard."""
    paragraphs = []
    for paragraph in re.split(r"\n\s*\n", text.strip()):
        lines = (escaped(line) for line in paragraph.split("\n") if line.strip())
        paragraphs.append("\\\n".join(lines))
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)


def indented(markdown: str, margin: str) -> str:
    """Puts a margin such as `> ` before each line; a line that would end in blanks ends without."""
    return "\n".join((margin + line).rstrip() for line in markdown.split("\n"))


def destination(url: str) -> str:
    """A web address for use between `<` and `>`, or an empty string.

    Returns:
        The address with everything that acts percent-encoded; empty where it is not `http` or `https`
        with a host.
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    if parts.scheme.lower() not in {"http", "https"} or not parts.hostname:
        return ""
    return _ENTITY.sub(r"\1%3B", quote(url, safe=_KEPT_IN_ADDRESS, errors="replace"))


def linked(line: str) -> str:
    """Like `escaped`, but a web address in the line becomes a link to itself."""
    pieces, at, text = [], 0, line.strip()
    for found in _ADDRESS.finditer(text):
        address = without_end(found[0])
        target = destination(address)
        if target:
            pieces += [inert(text[at : found.start()]), f"<{target}>"]
            at = found.start() + len(address)
    return begun("".join(pieces) + inert(text[at:]))


def inert(text: str, acts: re.Pattern[str] = ACTS_ANYWHERE) -> str:
    """Escapes what acts anywhere in a line.

    Args:
        text: A part of a line.
        acts: What acts, where a dialect has more of it.
    """
    return acts.sub(r"\\\g<0>", text)


def begun(markdown: str) -> str:
    """Takes their meaning from the characters that act only at the start of a line."""
    first = _ACTS_FIRST.match(markdown)
    if not first:
        return markdown
    at = first.end() if first[0][0].isdigit() else 0
    return f"{markdown[:at]}\\{markdown[at:]}"
