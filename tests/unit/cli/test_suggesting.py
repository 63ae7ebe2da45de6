from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.unit.cli.conftest import Shell

TEXT = "The boats came home.\n\nInes Holm said, “The quay was never closed.”"


def test_suggestions_are_listed_and_the_library_is_not_touched(shell: Shell) -> None:
    (found,) = shell.json("suggest", "-", stdin=TEXT)["suggestions"]
    assert (found["paragraph"], found["kind"], found["speaker"]) == (2, "quotation", "Ines Holm")
    assert found["text"] == TEXT[found["start"] : found["end"]]
    assert "said by Ines Holm" in shell("suggest", "-", stdin=TEXT).out
    assert "No sentence" in shell("suggest", "-", stdin="The boats came home.").err
    assert shell.json("articles")["articles"] == []


def test_a_text_that_is_not_there_is_told(shell: Shell) -> None:
    assert shell("suggest", "nowhere.txt").code == 3
