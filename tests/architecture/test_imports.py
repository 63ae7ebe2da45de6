from __future__ import annotations

import json
import os
import pkgutil
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

import postil.core
from tests.terminal import Terminal

PACKAGE = Path(postil.core.__file__).parents[1]
SCREEN = {"textual", "rich", "pyperclip"}
PARSERS = {"markdown_it", "mdit_py_plugins", "charset_normalizer", "pypdfium2", "yaml"}
FETCHERS = {"httpcore", "h11", "idna", "certifi"}

LATER = {
    *("argparse", "gettext", "ssl", "_ssl", "hashlib", "_hashlib", "concurrent.futures.thread", "ctypes"),
    *("tinydb", "filelock", "sqlite3", "postil.cli.parser", "postil.core.merging", "postil.core.rewriting"),
    *(
        "postil.services.library.history",
        "postil.services.library.watching",
        "postil.services.marks.conflicts",
    ),
    *("postil.storage.absent", "postil.storage.journal.operations", "postil.storage.outside.migration"),
    *(
        "postil.tui.beside.waiting",
        "postil.tui.commands.searching",
        "postil.tui.keys.keymap",
        "postil.tui.palette",
    ),
    *("postil.tui.screens.library", "postil.tui.screens.lost", "postil.tui.screens.source_text"),
    "postil.tui.screens.too_small",
    *PARSERS,
    *FETCHERS,
}
"""What a page without marks is painted without."""

# A deferred import escapes the static graph; what a fresh interpreter has loaded does not.
_LOADED = """
import json, sys
{body}
print(json.dumps(sorted(sys.modules)), file=sys.stderr)
"""

OPENED_WITHOUT_A_TERMINAL = """
from contextlib import suppress
from postil.container import Container
from postil.core.errors import WrongUse
with suppress(WrongUse):
    Container().run_screen({file!r})
"""


def _loaded(body: str, folder: Path) -> set[str]:
    """The modules that a fresh interpreter has loaded after some code."""
    homes = {name: str(folder) for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME")}
    done = subprocess.run(
        [sys.executable, "-c", _LOADED.format(body=body)],
        capture_output=True,
        text=True,
        check=True,
        cwd=folder,
        env={**os.environ, **homes},
    )
    return set(json.loads(done.stderr.splitlines()[-1]))


def _after(folder: Path, *words: str) -> set[str]:
    """The modules that one command line has loaded."""
    return _loaded(
        f"sys.argv = ['postil', *{list(words)!r}]\nfrom postil.__main__ import main\nmain()", folder
    )


def _tops(modules: set[str]) -> set[str]:
    return {name.partition(".")[0] for name in modules}


@pytest.mark.parametrize("word", ["--version", "--help"])
def test_the_quick_answers_load_next_to_nothing(tmp_path: Path, word: str) -> None:
    loaded = _after(tmp_path, word)
    assert not _tops(loaded) & {
        *SCREEN,
        *PARSERS,
        *FETCHERS,
        "tinydb",
        "filelock",
        "platformdirs",
        "argparse",
        "dataclasses",
    }
    assert {name for name in loaded if name.startswith("postil.")} <= {
        "postil.__main__",
        "postil.cli",
        "postil.cli.running",
        "postil.cli.overview",
    }


@pytest.mark.parametrize("words", [["list"], ["articles"], ["history"], ["check"], ["list", "--help"]])
def test_commands_do_not_load_the_screen_or_the_parsers(tmp_path: Path, words: list[str]) -> None:
    loaded = _after(tmp_path, *words)
    assert not _tops(loaded) & {*SCREEN, *PARSERS, *FETCHERS, "shtab"}
    assert not {name for name in loaded if name.startswith("postil.tui")}


def test_a_command_loads_its_own_module_only(tmp_path: Path) -> None:
    loaded = _after(tmp_path, "list", "--help")
    assert {name for name in loaded if name.startswith("postil.") and name.count(".") == 2} <= {
        "postil.cli.running",
        "postil.cli.command_line",
        "postil.cli.parser",
        "postil.cli.complaints",
        "postil.cli.listing",
        "postil.cli.output",
        "postil.core.errors",
        "postil.core.patterns",
        "postil.core.text",
    }


def test_a_file_is_read_without_the_settings(tmp_path: Path) -> None:
    (tmp_path / "mud.html").write_text("<title>Mud</title><h1>Mud</h1><p>The harbour is full of mud.</p>")
    loaded = _after(tmp_path, "ingest", "mud.html", "--json", "--url", "https://gz.example/mud")
    assert "postil.ingest.html.reading" in loaded
    assert not loaded & {"postil.core.settings", "platformdirs", "tinydb"}


def test_a_copy_does_not_load_the_screen(tmp_path: Path) -> None:
    loaded = _loaded("from postil.container import Container\nContainer().clipboard_routes()", tmp_path)
    assert not _tops(loaded) & {"textual", "rich"}


@pytest.mark.parametrize(("name", "is_read_apart"), [("notes.txt", False), ("page.html", True)])
def test_the_screen_is_loaded_while_a_text_is_read_in_a_process_of_its_own(
    tmp_path: Path,
    name: str,
    is_read_apart: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    file = tmp_path / name
    file.write_text("<p>The mud moved in the night, and nobody asked why.</p>" * 9, encoding="utf-8")
    loaded = _loaded(OPENED_WITHOUT_A_TERMINAL.format(file=str(file)), tmp_path)
    assert ("textual" in _tops(loaded)) is is_read_apart
    assert not _tops(loaded) & {"lxml", "trafilatura"}


PAINTED = """
import json, sys
from pathlib import Path
from postil.__main__ import main
from postil.tui.loading import load_screen

load_screen()
from postil.tui.terminal.loop_driver import LoopDriver

write = LoopDriver.write

def noting(driver, data):
    if {words!r} in data:
        Path({painted!r}).write_text(json.dumps(sorted(sys.modules)), encoding="utf-8")
    write(driver, data)

LoopDriver.write = noting
sys.argv = ["postil", {file!r}]
sys.exit(main())
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
def test_what_the_first_picture_does_not_show_is_loaded_after_it(tmp_path: Path) -> None:
    words, file, painted = "The harbour is full of mud", tmp_path / "mud.txt", tmp_path / "painted.json"
    file.write_text(f"{words}, and nobody asks why.\n", encoding="utf-8")
    program = PAINTED.format(words=words, file=str(file), painted=str(painted))
    homes = {f"XDG_{name}_HOME": str(tmp_path) for name in ("CACHE", "CONFIG", "DATA", "STATE")}
    terminal = Terminal([sys.executable, "-c", program], POSTIL_LIBRARY=str(tmp_path / "library"), **homes)
    try:
        terminal.wait_for(words)
        terminal.type("q")
        terminal.read_to_end()
    finally:
        terminal.close()
    loaded = set(json.loads(painted.read_text(encoding="utf-8")))
    assert "postil.tui.screens.reader" in loaded
    assert not loaded & LATER


def test_the_screen_leaves_openssl_to_what_fetches(tmp_path: Path) -> None:
    load = "from postil.tui.loading import load_screen\nload_screen()"
    assert not _loaded(load, tmp_path) & {"ssl", "_ssl", "hashlib", "_hashlib"}
    assert "ssl" in _loaded(f"{load}\nimport httpcore\nhttpcore.default_ssl_context()", tmp_path)
    assert "asyncio" in _loaded(f"import ssl\n{load}\nassert sys.modules['ssl'] is ssl", tmp_path)


def test_undoing_does_not_load_citation(tmp_path: Path) -> None:
    loaded = _loaded("import postil.services.undo.undoing", tmp_path)
    assert not {name for name in loaded if name.startswith("postil.citation")}


def test_the_core_knows_only_the_standard_library(tmp_path: Path) -> None:
    names = [f"postil.core.{item.name}" for item in pkgutil.iter_modules(postil.core.__path__)]
    before = _loaded("", tmp_path)
    loaded = _loaded("\n".join(f"import {name}" for name in names), tmp_path) - before
    foreign = {top for top in _tops(loaded) if top not in sys.stdlib_module_names}
    assert foreign == {"postil"}
    assert {name for name in loaded if name.startswith("postil.")} == {"postil.core", *names}


def test_widgets_load_neither_use_cases_nor_the_library(tmp_path: Path) -> None:
    package = import_module("postil.tui.widgets")
    names = [f"postil.tui.widgets.{item.name}" for item in pkgutil.iter_modules(package.__path__)]
    assert names
    loaded = _loaded("\n".join(f"import {name}" for name in names), tmp_path)
    assert not {name for name in loaded if name.startswith(("postil.services", "postil.storage", "tinydb"))}


def test_only_the_container_knows_the_storage() -> None:
    for file in PACKAGE.rglob("*.py"):
        inside = file.relative_to(PACKAGE).parts[0]
        if inside not in {"storage", "container.py"}:
            assert "postil.storage" not in file.read_text(encoding="utf-8"), file
