"""What it costs to look at a library of many articles, and how soon a change of another process is seen.

`python benchmarks/watching.py [ARTICLES]`; 2,000 by default.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from pathlib import Path

from postil.container import Container
from postil.core.snapshot import TextRange
from postil.services.articles.articles import add_text
from postil.services.library.watching import Watch
from postil.services.marks import claims
from postil.tui.beside.watching import PACE_SECONDS

SECONDS = 20.0


def fill(folder: Path, number: int) -> None:
    """Makes a library of copies of one article, each with an id of its own."""
    workspace = Container(str(folder), may_create=True).workspace
    text = folder.parent / "essay.txt"
    text.write_text("The harbour closed.\n\nForty boats stayed in.\n", encoding="utf-8")
    article = add_text(workspace, str(text)).article
    claims.mark_claim(workspace, article.id, [TextRange(0, 11)])
    first = workspace.library.files(article.id)[-1]
    words = first.read_text(encoding="utf-8")
    for at in range(1, number):
        (folder / f"essay-{at}.json").write_text(
            words.replace(article.id, str(int(article.id) + at)), encoding="utf-8"
        )


def main() -> None:
    """Measures and prints."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    scratch = Path(tempfile.mkdtemp(prefix="postil-watching-"))
    try:
        fill(scratch / "annotations", number)
        time.sleep(3)
        ours, theirs = (Container(str(scratch / "annotations")).workspace for _ in range(2))
        watch = Watch(ours)
        began = time.perf_counter()
        watch.look()
        print(f"first look at {number} articles: {(time.perf_counter() - began) * 1000:.1f} ms")
        began = time.perf_counter()
        ours.library.signatures()
        print(f"a look at all files: {(time.perf_counter() - began) * 1000:.1f} ms")
        cpu, ends, looks = time.process_time(), time.monotonic() + SECONDS, 0
        while time.monotonic() < ends:
            time.sleep(PACE_SECONDS)
            watch.look()
            looks += 1
        print(f"{looks} looks in {SECONDS:.0f} s: {(time.process_time() - cpu) / SECONDS * 100:.2f} % CPU")
        article = theirs.library.articles()[number // 2]
        claims.rate_claim(theirs, article, theirs.annotated(article).live_claims[0], "refuted")
        began = time.perf_counter()
        found = watch.look().articles
        print(
            f"a change is found and read in {(time.perf_counter() - began) * 1000:.1f} ms: {found == {article}}"
        )
    finally:
        shutil.rmtree(scratch)


if __name__ == "__main__":
    main()
