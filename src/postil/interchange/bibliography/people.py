"""People in lines as RIS and EndNote have them: `Family, Given, Suffix`, and `Institution,`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.core.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from postil.core.model import JSON

    Item = dict[str, JSON]


def person_of(name: str) -> JSON:
    """A line as CSL's name; one without a comma is an institution's."""
    family, *more = (part.strip() for part in name.split(","))
    if not any(more):
        return {"literal": family}
    told: Item = {"family": family, "given": more[0]}
    while (first := str(told["family"]).split(" ", 1))[0].islower() and len(first) == 2:
        particle = f"{told.get('non-dropping-particle', '')} {first[0]}".strip()
        told |= {"non-dropping-particle": particle, "family": first[1]}
    return {**told, "suffix": more[1]} if len(more) > 1 and more[1] else told


def line_of(person: Mapping[str, JSON]) -> str:
    """CSL's name as a line; nothing where it names nobody."""
    if person.get("literal"):
        return clean_line(str(person["literal"])).replace(",", " ") + ","
    said = [str(person[part]) for part in ("dropping-particle", "non-dropping-particle") if person.get(part)]
    family = " ".join([*said, str(person.get("family") or "")]).strip()
    parts = [family, str(person.get("given") or ""), str(person.get("suffix") or "")]
    line = clean_line(", ".join(parts).rstrip(", "))
    return line if "," in line else f"{line},"
