"""Which of several forms of the same content a book is read in (`epub:switch`, EPUB Content Documents 3.0, 2.3.3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.ingest.html.names import name_of

if TYPE_CHECKING:
    from lxml import etree

_READ = frozenset({"http://www.w3.org/1998/Math/MathML", "http://www.w3.org/1999/xhtml"})
"""The languages of the forms that can be read."""


def is_other_form(element: etree._Element) -> bool:
    """Whether an element is a form of something that is read in another one: the first that can be read, or the default."""
    name, switch = name_of(element), element.getparent()
    if name not in {"case", "default"} or switch is None or name_of(switch) != "switch":
        return False
    return element is not next(filter(_can_be_read, switch), None)


def _can_be_read(form: etree._Element) -> bool:
    return name_of(form) == "default" or form.get("required-namespace") in _READ
