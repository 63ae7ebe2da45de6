"""What `postil doctor` has to say of citations and of the reader's own shapes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.citation.forms.plain import Plain
from postil.citation.templates import FIELDS, filled
from postil.core.errors import PostilError, WrongUse
from postil.core.findings import Finding, Severity
from postil.core.settings import COPY_SHAPES
from postil.core.text import shown
from postil.services.citing.citing import SAMPLE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from postil.services.citing.citing import Citations

_TRIED = "apa"
"""What is tried where no style is in force."""


def check_style(citations: Citations) -> Finding:
    """Tells which style is in force, and whether citations can be set in it, or in any: one is set to find out."""
    problem = _problem(citations)
    name = shown(citations.name)
    if not citations.is_styled:
        told = f"The references are postil’s own, in the style {name}; "
        told += f"no other style works: {problem}" if problem else "pandoc sets them in other styles."
        return Finding(Severity.NOTE if problem else Severity.OK, "citations", told)
    if problem:
        told = f"The style {name} is in force but does not work, and references are postil’s own: {problem}"
        return Finding(Severity.WARNING, "citations", told)
    return Finding(Severity.OK, "citations", f"The style {name} is in force, and pandoc sets it.")


def check_templates(templates: Mapping[str, str]) -> Iterator[Finding]:
    """Tells which templates take the place of postil's own shapes, and which cannot be filled in."""
    for name, template in templates.items():
        where = f"template {shown(name)}"
        if name in COPY_SHAPES:
            yield Finding(Severity.NOTE, where, "It takes the place of postil’s own shape of that name.")
        try:
            filled(template, dict.fromkeys(FIELDS, ""))
        except WrongUse as error:
            yield Finding(Severity.WARNING, where, str(error))


def _problem(citations: Citations) -> str:
    try:
        there = citations if citations.is_styled else citations.in_style(_TRIED)
        there.cite([SAMPLE], Plain())
    except PostilError as error:
        return str(error)
    return there.problem
