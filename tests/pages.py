"""Writes what the program says of itself: the key page, and the README's picture.

`python -m tests.pages` after a change of the commands or of the screen's looks.
"""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import tempfile
from pathlib import Path

from postil.container import Container
from postil.core.settings import Settings
from postil.services.articles.articles import open_article
from postil.services.articles.references import find_article
from postil.tui.app import PostilApp
from postil.tui.commands.parts import EVERY_REGISTRY
from postil.tui.keys.fixed import fixed_parts
from tests.key_page import key_page

ROOT = Path(__file__).parent.parent
KEYS = ROOT / "src" / "postil" / "help" / "keys.md"
PICTURE = ROOT / "tests" / "snapshots" / "reader.svg"
_WEB_FONT = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)


async def picture() -> str:
    """The reader on the example library, at a contested claim, as SVG without anything from the web."""
    with tempfile.TemporaryDirectory() as scratch:
        library = shutil.copytree(ROOT / "annotations", Path(scratch) / "annotations")
        made = Container(str(library))
        app = PostilApp(
            made.workspace,
            made.library,
            Settings(),
            opened=open_article(made.workspace, find_article(made.workspace, "Harbour That").article.id),
        )
        async with app.run_test(size=(112, 34)) as pilot:
            await pilot.press("]", "]", "]")
            await pilot.pause()
            svg = app.export_screenshot(title="postil")
    return _WEB_FONT.sub("", svg).replace("Fira Code", "ui-monospace, Menlo, DejaVu Sans Mono")


if __name__ == "__main__":
    os.environ |= {"COLORTERM": "truecolor", "TERM": "xterm-256color"}
    KEYS.write_text(key_page(EVERY_REGISTRY, fixed=fixed_parts()), encoding="utf-8")
    PICTURE.write_text(asyncio.run(picture()), encoding="utf-8")
