from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.unit.cli.conftest import Shell


@pytest.mark.parametrize(
    ("quote", "status", "code"),
    [
        ("The gates were shut", "exact", 0),
        ("the gates  were shut", "typographic", 0),
        ("The gates … on 3 March.", "elided", 0),
        ("The gates were shut at noon on 4 March.", "altered", 1),
        ("Forty boats stayed in.", "not found", 1),
    ],
)
def test_a_quote_is_checked_without_a_library(shell: Shell, quote: str, status: str, code: int) -> None:
    answer = shell.json("quote-check", "--quote", quote, "log.txt", code=code)
    assert (answer["status"], answer["found"]) == (status, code == 0)
    assert shell("quote-check", "--quote", quote, "log.txt").code == code
    assert not (shell.folder / "xdg_data_home").exists()


def test_what_was_changed_is_told_to_programs_and_to_people(shell: Shell) -> None:
    words = ("quote-check", "--quote", "The gates … at noon on 4 March.", "log.txt")
    answer = shell.json(*words, code=1)
    assert answer["diff"] == [{"op": "changed", "about": "number", "source": "3", "quote": "4"}]
    assert [(gap["mark"], gap["text"], gap["words"]) for gap in answer["gaps"]] == [("…", "were shut", 2)]
    assert answer["passage"] == ["The gates", "at noon on 3 March."]
    assert answer["before"] == "The harbour log "
    told = shell(*words)
    assert "≠ altered" in told.out
    assert "The gates … at noon on [-3-] {+4+} March" in told.out
    assert "a number: “3” is “4” in the quote" in told.out
    assert "“…” stands for 2 words: “were shut”" in told.out


def test_quote_or_text_come_from_standard_input(shell: Shell) -> None:
    assert shell("quote-check", "--quote", "-", "log.txt", stdin="The gates were shut\n").code == 0
    assert shell("quote-check", "--quote", "boats stayed", "-", stdin="Forty boats stayed in.").code == 0
    assert shell("quote-check", "--quote", "-", "-", stdin="Words").code == 2


def test_what_cannot_be_checked_is_refused(shell: Shell) -> None:
    assert shell("quote-check", "--quote", "x", "nowhere.txt").code == 3
    assert shell("quote-check", "--quote", "-", "log.txt", stdin=" ").code == 3
    assert shell("quote-check", "--quote", " ", "log.txt").code == 2
    assert shell("quote-check", "log.txt").code == 2
    (shell.folder / "bytes.txt").write_bytes(bytes(range(256)) * 8)
    assert shell("quote-check", "--quote", "x", "bytes.txt").code == 3


def test_all_quotes_are_checked_again(shell: Shell, evidence: str) -> None:
    assert shell.json("check", "--recheck", "--fail-on", "altered")["rechecked"] == []
    (path,) = shell.folder.glob("**/the-harbour-report.json")
    words = path.read_text(encoding="utf-8")
    path.write_text(
        words.replace('"quote": "gates were shut"', '"quote": "gates were open"'), encoding="utf-8"
    )
    assert shell("check", "--fail-on", "altered").code == 0
    answer = shell.json("check", "essay", "--recheck", "--fail-on", "altered", code=1)
    assert answer["rechecked"] == [{"id": evidence, "before": "exact", "check": "altered"}]
    assert shell("check", "--fail-on", "altered").code == 1
    shell("undo")
    assert "exact → altered" in shell("check", "--recheck").err
