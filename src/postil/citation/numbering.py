"""The number of a source in a numeric style, kept open: it is known only when citations are put together.

Invisible separators are set around it by the style itself, so that no other number can be taken for it.
"""

from __future__ import annotations

import re

from postil.core.patterns import pattern
from postil.core.text import copyable

SEPARATOR = "\N{INVISIBLE SEPARATOR}"
"""What the engine sets on both sides of the number; nothing that is cited may hold it."""

OPEN = "\N{INFORMATION SEPARATOR TWO}"
"""What stands for the number in what the engine has set; a control character, which no other text keeps."""

_ATTRIBUTE = r"[\w:.-]+\s*=\s*(?:\"[^\"]*\"|'[^']*')"
_ELEMENT = pattern(rf"<(text|number)((?:\s+{_ATTRIBUTE})*)(\s*/?)>")
_NUMBER = pattern(f"{SEPARATOR}([^{SEPARATOR}0-9]*)[0-9]+([^{SEPARATOR}]*){SEPARATOR}")


def with_marked_numbers(style: str) -> str:
    """A style in CSL that sets separators around the number of a source, wherever it prints one."""
    return _ELEMENT.sub(_marked, style)


def opened(line: str) -> str:
    """A line that the engine has set, fit to be copied but for `OPEN` in place of each number in separators."""
    return OPEN.join(map(copyable, _NUMBER.sub(rf"\g<1>{OPEN}\g<2>", line).split(OPEN)))


def told(line: str, number: int) -> str:
    """A line in which the number is told."""
    return line.replace(OPEN, str(number))


def _marked(element: re.Match[str]) -> str:
    name, attributes, end = element.groups()
    values = dict(re.split(r"\s*=\s*", each, maxsplit=1) for each in re.findall(_ATTRIBUTE, attributes))
    if values.get("variable", "")[1:-1] != "citation-number":
        return element[0]
    before, after = values.get("prefix", '""'), values.get("suffix", '""')
    values["prefix"] = f"{before[:-1]}{SEPARATOR}{before[-1]}"
    values["suffix"] = f"{after[0]}{SEPARATOR}{after[1:]}"
    written = " ".join(f"{attribute}={value}" for attribute, value in values.items())
    return f"<{name} {written}{end}>"
