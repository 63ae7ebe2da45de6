"""What of a bibliography comes through: entries that are hard to read, and fields that are written and read again.

`python -m benchmarks.bibliographies DIR`: DIR holds `bibliography/torture.bib` with `bibliography/torture.expected.json`,
the fields that its entries have (people as family, given, particle, suffix), and `citations/references.json`.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from postil.interchange.bibliography.reading import read_bibliography
from postil.interchange.bibliography.writing import is_same, write_bibliography

if TYPE_CHECKING:
    from collections.abc import Mapping

HARD, THERE_AND_BACK = 0.80, 0.82
"""The shares that are wanted."""

WANTED = ("biblatex", "ris")
"""The formats of which that is wanted; the others are told beside them."""

_PARTICLES = ("dropping-particle", "non-dropping-particle")
_MARKUP = re.compile(r"</?[a-z][^>]*>")


def hard_entries(folder: Path) -> None:
    """Reads the entries, and prints which of their fields are otherwise."""
    expected = json.loads((folder / "torture.expected.json").read_text("utf-8"))
    items = {
        item["id"]: item for item in read_bibliography((folder / "torture.bib").read_text("utf-8")).items
    }
    right, others = 0, []
    for key, fields in expected.items():
        for name, wanted in fields.items():
            found = field(items.get(key, {}), name)
            if found == wanted or (isinstance(wanted, list) and found in wanted):
                right += 1
            else:
                others.append(f"{key} {name}\n  - {wanted}\n  + {found}")
    whole = sum(map(len, expected.values()))
    print(f"{'hard entries':<24}{right:>5}/{whole:<5}{right / whole:>7.1%} ({HARD:.0%})", *others, sep="\n")


def field(item: Mapping[str, Any], name: str) -> object:
    """A field as the expected ones are written."""
    if name == "n_author":
        return len(item.get("author", []))
    value = item.get(name)
    match value:
        case [*people]:
            return [parts(person) for person in people]
        case {"date-parts": dates}:
            return dates
    return _MARKUP.sub("", str(value or ""))


def parts(person: Mapping[str, str]) -> list[str]:
    """A person's parts, blank ones at the end left out."""
    if "literal" in person:
        return [person["literal"]]
    particle = next(filter(None, map(person.get, _PARTICLES)), "")
    found = [person.get("family", ""), person.get("given", ""), particle, person.get("suffix", "")]
    while found and not found[-1]:
        found.pop()
    return found


def there_and_back(items: list[dict[str, Any]], kind: str) -> None:
    """Writes items, reads them again, and prints how many of their fields are the same, and which are not."""
    written = write_bibliography(items, kind)
    back = {str(item.get("id")): item for item in read_bibliography(written.text, kind).items}
    lost = Counter(
        name
        for item in items
        for name, value in item.items()
        if name != "id" and not is_same(value, back.get(str(item["id"]), {}).get(name))
    )
    whole = sum(len(item) - 1 for item in items)  # a key is no field
    kept = whole - lost.total()
    goal = f"({THERE_AND_BACK:.0%})" if kind in WANTED else ""
    told = ", ".join(f"{name} {count}" for name, count in lost.most_common())
    print(
        f"{kind:<24}{kept:>5}/{whole:<5}{kept / whole:>7.1%} {goal:<6} {len(written.losses)} told; lost: {told or 'none'}"
    )


def main() -> None:
    """Measures and prints."""
    folder = Path(sys.argv[1])
    hard_entries(folder / "bibliography")
    items = json.loads((folder / "citations" / "references.json").read_text("utf-8"))
    for kind in ("csl", "ris", "biblatex", "endnote", "bibtex"):
        there_and_back(items, kind)


if __name__ == "__main__":
    main()
