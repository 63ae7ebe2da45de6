"""A program that knows nothing of postil and puts its own version of a file in place: `outside FILE SEED`.

Until its standard input ends it reads the file, gives one claim a note that nobody has given before, and
replaces the file. At its end it tells on standard output which claim it gave which note last. It writes to
claims of its own only, which are those with a note that begins with `outside`.
"""

from __future__ import annotations

import json
import select
import sys
from pathlib import Path
from random import Random

OWN = "outside"


def change(path: Path, random: Random, number: int) -> tuple[str, str] | None:
    """Changes one note, and tells whose and which; None when there was nothing to change."""
    tables = json.loads(path.read_bytes())
    own = sorted(key for key, each in tables["claims"].items() if each.get("note", "").startswith(OWN))
    if not own:
        return None
    key, note = random.choice(own), f"{OWN} {number}"
    tables["claims"][key]["note"] = note
    temporary = path.with_suffix(".outside")
    temporary.write_text(json.dumps(tables), encoding="utf-8")
    temporary.replace(path)
    return key, note


def main(path: Path, seed: int) -> None:
    """Changes the file until standard input ends."""
    random, number = Random(seed), 0  # noqa: S311 - the same each time
    given: dict[str, str] = {}
    while not select.select([sys.stdin], [], [], random.uniform(0.01, 0.05))[0]:
        number += 1
        changed = change(path, random, number)
        if changed:
            given.update([changed])
    sys.stdout.writelines(f"{key} {note}\n" for key, note in given.items())


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
