from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.unit.cli.conftest import Shell

ITEM = '{"id": "holm", "type": "book", "title": "Mud", "author": [{"family": "Holm", "given": "Ines"}]}'


def with_source(shell: Shell) -> None:
    assert shell("source", "add", "--csl", "-", stdin=ITEM).code == 0


def test_one_copy_is_cited_in_another_style(shell: Shell) -> None:
    with_source(shell)
    assert shell("cite", "holm").out == "Ines Holm. Mud.\n"
    assert shell("cite", "holm", "--style", "apa").out == "Holm, I. (n.d.). Mud.\n"
    assert (
        shell("cite", "holm", "--style", "apa", "--format", "html").out == "Holm, I. (n.d.). <em>Mud</em>.\n"
    )
    assert "o. J." in shell("cite", "holm", "--style", "apa", "--locale", "de-DE").out


def test_a_style_that_is_not_there_is_refused(shell: Shell) -> None:
    with_source(shell)
    told = shell("cite", "holm", "--style", "nope")
    assert (told.code, told.out) == (2, "")
    assert "styles" in told.err


def test_styles_are_listed_and_found_by_their_words(shell: Shell) -> None:
    assert "APA Style" in shell("styles").out
    found = shell.json("styles", "oscola")
    assert found["style"] == "plain"
    assert "oscola" in {style["name"] for style in found["styles"]}
    assert "No style" in shell("styles", "no", "such", "words").err
