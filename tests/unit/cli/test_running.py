from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from postil import __version__
from postil.cli import completion
from postil.cli.command_line import COMMANDS, parse, split
from postil.cli.overview import OVERVIEW
from postil.cli.parser import Parser, configure, options_of
from postil.container import library_folder
from postil.core.settings import DEFAULTS
from postil.help import page

if TYPE_CHECKING:
    from argparse import ArgumentParser

    from postil.services.articles.articles import Opened
    from tests.unit.cli.conftest import Shell

SCREEN = 24
COLUMNS = 80


def _parsers() -> dict[str, ArgumentParser]:
    found: dict[str, ArgumentParser] = {}
    for name in COMMANDS:
        parser = Parser(f"postil {name}")
        configure(parser, name)
        found[name] = parser
        for action in parser._actions:
            if isinstance(action.choices, dict):
                found |= {f"{name} {nested}": known for nested, known in action.choices.items()}
    return found


@pytest.mark.parametrize(("name", "parser"), _parsers().items())
def test_every_help_fits_on_a_screen_with_an_example(name: str, parser: ArgumentParser) -> None:
    lines = parser.format_help().splitlines()
    assert len(lines) < SCREEN
    assert max(map(len, lines)) < COLUMNS
    assert any(line.startswith("example: ") for line in lines)
    assert f"postil {name}" in lines[0]


def test_the_overview_fits_too_and_names_every_command() -> None:
    lines = OVERVIEW.splitlines()
    assert len(lines) < SCREEN
    assert max(map(len, lines)) < COLUMNS
    assert all(name in OVERVIEW for name in COMMANDS)


def test_the_page_describes_every_command_and_its_options() -> None:
    text = page("shell")
    for name, parser in _parsers().items():
        assert f"postil {name}" in text
        options = [option for action in parser._actions for option in action.option_strings]
        assert [option for option in options if option.startswith("--") and option not in text] == []


def test_version_and_help(shell: Shell) -> None:
    assert shell("--version").out == f"postil {__version__}\n"
    assert shell("--help").out == f"{OVERVIEW}\n"
    assert shell("claim", "add", "--help").out.startswith("usage: postil claim add ARTICLE")
    assert shell("help").out == f"{OVERVIEW}\n"
    assert shell.json("help", "shell")["text"].startswith("# postil in the shell")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["list", "--json"], ("", "list", ["--json"])),
        (["--library", "x", "list"], ("x", "list", [])),
        (["--library=x", "essay.txt", "--json"], ("x", "open", ["essay.txt", "--json"])),
        (["-"], ("", "open", ["-"])),
        (["--", "-strange.txt"], ("", "open", ["--", "-strange.txt"])),
        ([], ("", "open", [])),
        (["./list"], ("", "open", ["./list"])),
    ],
)
def test_a_command_line_is_divided(words: list[str], expected: tuple[str, str, list[str]]) -> None:
    assert split(words) == expected


@pytest.mark.parametrize("words", [[], ["essay.txt"], ["-"]])
def test_a_text_is_opened_without_a_parser_as_with_one(words: list[str]) -> None:
    assert vars(parse(words)) == {**vars(options_of("open", words)), "command": "open"}


@pytest.mark.parametrize(
    "words", [["lst"], ["--json", "list"], ["-x"], ["list", "--nonsense"], ["claim"], ["claim", "ad"]]
)
def test_wrong_use_is_one_line_and_code_2(shell: Shell, words: list[str]) -> None:
    answer = shell(*words)
    assert (answer.code, answer.out, answer.err.count("\n")) == (2, "", 1)


def test_a_misspelt_command_is_guessed_and_makes_no_library(shell: Shell) -> None:
    assert "postil list" in shell("lst").err
    assert not library_folder().exists()


def test_a_part_of_an_article_s_name_opens_it(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []

    def screen(_: object, article: Opened, *_others: object) -> int:
        opened.append(article.annotated.article.title)
        return 0

    monkeypatch.setattr("postil.tui.terminal.controlling.need_terminal", lambda: None)
    monkeypatch.setattr("postil.container.run_screen", screen)
    (shell.folder / "annotations").mkdir()
    for file in ("essay.txt", "log.txt"):
        shell("add", file, "--library", "annotations")
    assert shell("report", "--library", "annotations").code == 0
    assert shell("--library", "annotations", "Harbour Log").code == 0
    assert opened == ["The harbour report", "The harbour log"]
    several = shell("harbour", "--library", "annotations")
    assert several.code == 2
    assert "“harbour” could be 2 articles: " in several.err
    assert "“The harbour log”" in several.err
    none = shell("trawler", "--library", "annotations")
    assert (none.code, none.err.count("\n")) == (2, 1)
    assert "“trawler” is neither a command, nor a file, nor an article." in none.err
    assert len(opened) == 2


def test_a_copy_of_the_example_says_on_the_screen_that_it_is_one(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    class App:
        next_sight = next_library = return_code = None
        settings = DEFAULTS

        def __init__(self, *_: object, problems: tuple[str, ...], **__: object) -> None:
            told.extend(problems)

        def run(self) -> None:
            pass

    told: list[str] = []
    monkeypatch.setattr("postil.tui.terminal.controlling.need_terminal", lambda: None)
    monkeypatch.setattr("postil.tui.app.PostilApp", App)
    monkeypatch.setattr("tempfile.tempdir", str(shell.folder))
    assert shell("demo").code == 0
    assert len(told) == 1
    assert told[0].startswith(
        f"This is the example, in a copy that goes with the temporary files: {shell.folder}"
    )


def test_errors_have_their_codes(shell: Shell) -> None:
    assert shell("add", "nowhere.txt").code == 3
    assert shell("--library", "nowhere", "list").code == 4
    assert shell("show", "nothing").code == 2
    assert shell("open", "nowhere.txt").code == 3
    assert shell("open", "essay.txt").code == 2  # no terminal here


def test_the_library_is_found_in_the_order_that_is_promised(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    def titles(*words: str) -> list[str]:
        return [article["title"] for article in shell.json(*words, "articles")["articles"]]

    for name in ("own", "project", "variable", "option"):
        (shell.folder / f"{name}.txt").write_text(f"{name} text", encoding="utf-8")
    shell("add", "own.txt", "--title", "own")
    shell("--library", "annotations", "add", "project.txt", "--title", "project")
    shell("--library", "v", "add", "variable.txt", "--title", "variable")
    shell("--library", "o", "add", "option.txt", "--title", "option")
    (shell.folder / "deep" / "er").mkdir(parents=True)
    monkeypatch.chdir(shell.folder / "deep" / "er")
    assert titles() == ["project"]
    monkeypatch.setenv("POSTIL_LIBRARY", str(shell.folder / "v"))
    assert titles() == ["variable"]
    assert titles("--library", str(shell.folder / "o")) == ["option"]
    monkeypatch.delenv("POSTIL_LIBRARY")
    monkeypatch.chdir("/")
    assert titles() == ["own"]


def test_the_completion_knows_every_command_and_files(shell: Shell) -> None:
    script = shell("completion", "bash").out
    assert all(name in script for name in COMMANDS)
    assert "_shtab_postil_pos_0_COMPGEN=_shtab_compgen_files" in script
    for known in ("zsh", "tcsh"):
        assert shell.json("completion", known)["script"]
    assert completion.whole_parser().prog == "postil"


@pytest.mark.skipif(sys.platform == "win32", reason="there is no bash")
@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        (("",), {"list", "restore", "essay.txt", "log.txt"}),
        (("re",), {"restore"}),
        (("restore", "es"), {"essay.txt"}),
    ],
)
def test_the_words_of_backup_are_completed_beside_files(
    shell: Shell, typed: tuple[str, ...], offered: set[str]
) -> None:
    script = shell("completion", "bash").out
    words = " ".join(f"'{word}'" for word in ("postil", "backup", *typed))
    ask = f"COMP_WORDS=({words}); COMP_CWORD={len(typed) + 1}; _shtab_postil; printf '%s\\n' \"${{COMPREPLY[@]}}\""
    told = subprocess.run(
        ["bash", "-c", f"{script}\n{ask}"], cwd=shell.folder, capture_output=True, check=True, text=True
    )
    assert offered <= set(told.stdout.split())
    assert "_postil_backup_words" in shell("completion", "zsh").out


def _process(*words: str, **options: object) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "postil", *words]
    return subprocess.Popen(command, stderr=subprocess.PIPE, **options)  # type: ignore[call-overload,no-any-return]


def test_a_broken_pipe_is_quiet(shell: Shell) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    process = _process("help", "shell", stdout=writing)
    os.close(writing)
    _, err = process.communicate()
    assert (process.returncode, err) == (141, b"")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="this system has no full device")  # noqa: PTH110
def test_a_full_disk_behind_standard_output_is_told() -> None:
    with open("/dev/full", "wb") as full:  # noqa: PTH123
        process = _process("help", "shell", stdout=full)
        _, err = process.communicate()
    assert process.returncode == 4
    assert err.startswith(b"postil: ")
    assert err.count(b"\n") == 1


def test_json_is_utf_8_in_any_locale(shell: Shell) -> None:
    environment = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    process = _process("ingest", "essay.txt", "--json", stdout=subprocess.PIPE, env=environment)
    (shell.folder / "essay.txt").write_text("Çağdaş “boats”", encoding="utf-8")
    out, _ = process.communicate()
    assert process.returncode == 0
    out.decode("utf-8")
    text = subprocess.run(
        [sys.executable, "-m", "postil", "ingest", "essay.txt"],
        env=environment,
        capture_output=True,
        check=True,
    )
    assert b"boats" in text.stdout


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="this system has no full device")  # noqa: PTH110
@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("--help",), 4, "The answer could not be written: the disk is full."),
        (("--version",), 4, "The answer could not be written: the disk is full."),
        (("claim", "add", "--help"), 4, "The answer could not be written: the disk is full."),
        (("completion", "zsh"), 4, "The answer could not be written: the disk is full."),
        (
            ("add", "essay.txt"),
            4,
            "The change is saved, but the answer could not be written: the disk is full.",
        ),
        (("show", "nothing"), 2, "No article is named “nothing”. `postil articles` lists them."),
        (("add", "nowhere.txt"), 3, "There is no file nowhere.txt. Check the name and the folder."),
    ],
)
def test_an_answer_that_cannot_be_written_is_told(
    shell: Shell, words: tuple[str, ...], code: int, told: str
) -> None:
    shell("add", "log.txt")
    with open("/dev/full", "wb") as full:  # noqa: PTH123
        process = _process(*words, stdout=full)
        _, err = process.communicate()
    assert (process.returncode, err.decode()) == (code, f"postil: {told}\n")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="this system has no full device")  # noqa: PTH110
@pytest.mark.parametrize(
    ("words", "code"),
    [(("show", "nothing"), 2), (("add", "nowhere.txt"), 3), (("list", "--library", "no"), 4), (("list",), 0)],
)
def test_the_exit_code_stays_where_nothing_can_be_said(
    shell: Shell, words: tuple[str, ...], code: int
) -> None:
    with open("/dev/full", "wb") as full:  # noqa: PTH123
        done = subprocess.run([sys.executable, "-m", "postil", *words], stderr=full, check=False)
    assert done.returncode == code


@pytest.mark.parametrize("words", [("completion", "zsh"), ("claim", "add", "--help"), ("--help",), ("list",)])
def test_any_locale_can_be_printed_to(shell: Shell, words: tuple[str, ...]) -> None:
    process = _process(*words, stdout=subprocess.PIPE, env={**os.environ, "PYTHONIOENCODING": "ascii"})
    _, err = process.communicate()
    assert process.returncode == 0
    assert b"Traceback" not in err


def test_a_path_that_the_system_refuses_is_told_in_words(shell: Shell) -> None:
    answer = shell("list", "--library", "x" * 5000)
    assert (answer.code, len(answer.err) < 300) == (4, True)
    assert "its name is too long" in answer.err
    (shell.folder / "round.txt").symlink_to("round.txt")
    circle = shell("add", "round.txt")
    assert (circle.code, circle.err) == (3, "postil: round.txt cannot be read: its links lead in a circle.\n")
    assert "Errno" not in shell("source", "add", "--csl", "round.txt").err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("claim", "add", "x", "--start", "four"), "--start: “four” is not a whole number."),
        (("claim", "add", "x", "--start", "9" * 5000), "is not a whole number."),
        (("claim", "add", "x", "--kind", "\x1b[31m"), "--kind: “␛[31m” is none of fact, quotation, "),
        (("claim", "add", "x", "--exact"), "--exact needs a value."),
        (("claim", "add"), "ARTICLE is missing."),
        (("claim", "ad"), "COMMAND: “ad” is none of add, edit, show, accept, retire, rm."),
        (("check", "--nonsense"), "“--nonsense” is too much here."),
        (("list", "--csv", "--markdown"), "--markdown and --csv do not go together."),
        (("list", "--reverse=yes"), "--reverse takes no value."),
        (("list", "--limit", "-1"), "--limit is a number of claims."),
        (("history", "--limit", "-1"), "--limit is a number of gestures."),
        (("undo", ""), "GESTURE: it is empty; leave it out for the usual one."),
        (("redo", " "), "GESTURE: it is empty; leave it out for the usual one."),
        (("history", ""), "ARTICLE: it is empty; leave it out for the usual one."),
        (("import", "references.bib"), "`postil source import`."),
        (("export",), "`postil source export`."),
        (("\x1b[31m" * 90,), "is neither a command, nor a file, nor an article."),
        (("-\x1b[31m" * 90,), "is not an option of postil."),
    ],
)
def test_wrong_use_is_told_in_words(shell: Shell, words: tuple[str, ...], told: str) -> None:
    answer = shell(*words)
    assert answer.code == 2
    assert told in answer.err
    assert len(answer.err) < 250
    assert "\x1b" not in answer.err


def test_two_dashes_are_a_value_like_any_other(shell: Shell, claim: str) -> None:
    shell.json("claim", "edit", claim, "--note=--", "--text=--", "--speaker=--")
    told = shell.json("claim", "show", claim)
    assert (told["note"], told["text"], told["speaker"]) == ("--", "--", "--")
    assert shell("claim", "edit", claim, "--priority=--").code == 2
    assert shell("claim", "edit", claim, "--kind=--").code == 2


def test_one_character_can_be_negated_in_a_query(shell: Shell) -> None:
    shell("add", "essay.txt")
    shell("claim", "add", "essay", "--exact", "Forty boats", "--text", "水 and x")
    for query in ("-水", "-x"):
        assert shell.json("list", query) == {"query": query, "claims": []}
    assert len(shell.json("list", "-z", "--limit", "0")["claims"]) == 1
    assert shell("list", "-h").out.startswith("usage: postil list")


@pytest.mark.skipif(shutil.which("bash") is None, reason="this system has no bash")
def test_the_first_word_is_completed_to_commands_and_files(shell: Shell) -> None:
    script = shell("completion", "bash").out
    ask = 'COMP_WORDS=(postil "$1"); COMP_CWORD=1; _shtab_postil; printf "%s\\n" "${COMPREPLY[@]}"'
    for word, completed in (("ess", "essay.txt"), ("hist", "history")):
        done = subprocess.run(
            ["bash", "-c", f"{script}\n{ask}", "bash", word], capture_output=True, text=True, check=True
        )
        assert done.stdout.split() == [completed]
