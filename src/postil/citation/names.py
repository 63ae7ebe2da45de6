"""Names of people and institutions, between the way people type them and CSL's name parts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from postil.core.model import NAME_PARTS
from postil.core.text import clean_line, copyable_line

if TYPE_CHECKING:
    from postil.core.model import JSON

_PARTICLES = frozenset({
    "af", "al", "am", "an", "av", "bin", "da", "dal", "dalla", "das", "de", "degli", "dei", "del", "della",
    "den", "der", "des", "di", "do", "dos", "du", "el", "het", "ibn", "la", "las", "le", "les", "li", "lo",
    "los", "te", "ten", "ter", "und", "van", "vom", "von", "vor", "zu", "zum", "zur", "'t",
})  # fmt: skip
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})

# Words that the names of institutions have in many languages and those of people hardly ever. Some that are family
# names too (Bank, Church, Court, Press) are left out: what is not recognised can be put in braces.
_INSTITUTIONAL = frozenset({
    "&", "and", "et", "for", "für", "of", "para", "pour", "the",
    "administration", "agence", "agencia", "agency", "agentur", "association", "asociación", "authority", "board",
    "bundesamt", "bureau", "center", "centre", "centro", "commission", "comisión", "committee", "company",
    "corporation", "council", "department", "federation", "foundation", "fundación", "gmbh", "group", "inc", "institut",
    "institute", "institution", "instituto", "istituto", "ltd", "ministerio", "ministerium", "ministero", "ministry",
    "ministère", "museum", "network", "news", "office", "organisation", "organization", "organización", "programme",
    "project", "radio", "service", "services", "société", "society", "stiftung", "trust", "union", "universidad",
    "università", "universität", "universiteit", "university", "université",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Name:
    """One name as it is written out.

    Attributes:
        short: What stands in a short citation: the family name with its particle, or the whole name.
        full: Given name first.
    """

    short: str
    full: str

    @classmethod
    def of(cls, value: JSON) -> Name | None:
        """Reads a CSL name; None where it says nothing."""
        if not isinstance(value, dict):
            return None
        parts = {key: copyable_line(part) for key in NAME_PARTS if isinstance(part := value.get(key), str)}
        if literal := parts.get("literal"):
            return cls(literal, literal)
        short = _joined(parts.get("non-dropping-particle"), parts.get("family"))
        given = _joined(parts.get("given"), parts.get("dropping-particle"))
        full = _joined(given, short, parts.get("suffix"))
        return cls(short or full, full) if full else None


def parse_name(text: str) -> dict[str, JSON]:
    """Splits a name as people type it into CSL's parts.

    Args:
        text: `Family, Given`, `Family, Jr., Given` or `Given Family`, particles in lower case, or an
            institution as `{Saltmarsh Quay Press}`; a single word is kept whole, and so are words in order with
            one among them that institutions have (`Saltmarsh Quay Council`).

    Returns:
        A CSL name; empty for an empty text.
    """
    line = clean_line(text)
    if line.startswith("{") and line.endswith("}"):
        line = line.strip("{} ")
        return {"literal": line} if line else {}
    parts = [part for part in (part.strip() for part in line.split(",")) if part]
    if not parts:
        return {}
    first, *others = parts
    suffixes = [part for part in others if _is_suffix(part)]
    given = [part for part in others if not _is_suffix(part)]
    if given:
        return _inverted(first, " ".join(given), " ".join(suffixes))
    return _in_order(first.split(), suffixes)


def _inverted(family: str, given: str, suffix: str) -> dict[str, JSON]:
    before, family = _particle_first(family.split())
    words = given.split()
    cut = len(words)
    while cut > 1 and words[cut - 1] in _PARTICLES:
        cut -= 1
    return _name(family, " ".join(words[:cut]), before, " ".join(words[cut:]), suffix)


def _in_order(words: list[str], suffixes: list[str]) -> dict[str, JSON]:
    if len(words) > 2 and _is_suffix(words[-1]):
        suffixes = [*suffixes, words.pop()]
    if len(words) == 1 or not _INSTITUTIONAL.isdisjoint(word.rstrip(".").lower() for word in words):
        return {"literal": " ".join([*words, *suffixes])}
    first = next((at for at, word in enumerate(words[1:-1], 1) if word in _PARTICLES), len(words) - 1)
    before, family = _particle_first(words[first:])
    return _name(family, " ".join(words[:first]), before, "", " ".join(suffixes))


def _particle_first(words: list[str]) -> tuple[str, str]:
    cut = 0
    while cut < len(words) - 1 and words[cut] in _PARTICLES:
        cut += 1
    return " ".join(words[:cut]), " ".join(words[cut:])


def _name(family: str, given: str, before: str, after: str, suffix: str) -> dict[str, JSON]:
    parts: dict[str, JSON] = {
        "family": family,
        "given": given,
        "non-dropping-particle": before,
        "dropping-particle": after,
        "suffix": suffix,
    }
    return {key: part for key, part in parts.items() if part}


def _is_suffix(word: str) -> bool:
    return word.rstrip(".").lower() in _SUFFIXES


def _joined(*parts: str | None) -> str:
    return " ".join(part for part in parts if part)
