"""People in lines as RIS and EndNote have them: `Family, Given, Suffix`, and `Institution,`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.core.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from postil.core.model import JSON

_PARTS = ("non-dropping-particle", "family", "given", "suffix")


def person_of(name: str) -> JSON:
    """A line as CSL's name; one without a comma is an institution's."""
    family, *more = (part.strip() for part in name.split(","))
    if not any(more):
        return {"literal": family}
    particles: list[str] = []
    while (first := family.split(" ", 1))[0].islower() and len(first) == 2:
        particles.append(first[0])
        family = first[1]
    told = (" ".join(particles), family, *more)
    return {part: words for part, words in zip(_PARTS, told, strict=False) if words}


def line_of(person: Mapping[str, JSON]) -> str:
    """CSL's name as a line; nothing where it names nobody."""
    if person.get("literal"):
        return clean_line(str(person["literal"])).replace(",", " ") + ","
    said = [str(person[part]) for part in ("dropping-particle", "non-dropping-particle") if person.get(part)]
    family = " ".join([*said, str(person.get("family") or "")]).strip()
    parts = [family, str(person.get("given") or ""), str(person.get("suffix") or "")]
    line = clean_line(", ".join(parts).rstrip(", "))
    return line if "," in line or not line else f"{line},"
