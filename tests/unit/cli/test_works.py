from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.unit.cli.conftest import Shell


def with_evidence(shell: Shell) -> str:
    shell("add", "log.txt")
    claim = shell.json("claim", "add", "log", "--exact", "The gates were shut")["id"]
    for title in ("Mud", "Silt"):
        shell("source", "add", "--title", title, "--author", "Ines Holm", "--date", "2031")
        key = shell.json("source", "list", title)["sources"][0]["key"]
        shell("evidence", "add", claim, "--stance", "supports", "--quote", f"{title}.", "--source", key)
    return str(claim)


def test_works_are_listed_for_the_claims_that_a_query_finds(shell: Shell) -> None:
    with_evidence(shell)
    assert shell("works").out == "Ines Holm. Mud. 2031.\n\nInes Holm. Silt. 2031.\n"
    assert "Holm, I. (2031a)" in shell("works", "--style", "apa").out
    told = shell("works", "is:contested")
    assert (told.code, told.out) == (0, "")
    assert "No evidence" in told.err


def test_the_query_of_works_may_leave_claims_out(shell: Shell) -> None:
    claim = with_evidence(shell)
    shell("claim", "edit", claim, "--tag", "later")
    told = shell("works", "-tag:later", "--style", "apa")
    assert (told.code, told.out) == (0, "")
    assert "Mud" in shell("works", "-tag:else", "--format", "markdown").out


def test_a_style_that_was_asked_for_by_name_is_not_replaced_without_a_word(shell: Shell) -> None:
    claim = with_evidence(shell)
    shell.patch.setattr("postil.pandoc.running.pandoc", lambda: "")
    for words in (("works",), ("cite", claim)):
        told = shell(*words, "--style", "apa")
        assert (told.code, told.out) == (3, "")
        assert "pandoc" in told.err
    (shell.folder / "config.toml").write_text('style = "apa"\n', encoding="utf-8")
    shell.patch.setenv("POSTIL_CONFIG", str(shell.folder / "config.toml"))
    told = shell("works")
    assert (told.code, told.out) == (0, "Ines Holm. Mud. 2031.\n\nInes Holm. Silt. 2031.\n")
    assert "Set plainly" in told.err


def test_a_template_of_the_settings_is_a_shape(shell: Shell) -> None:
    claim = with_evidence(shell)
    configuration = shell.folder / "config.toml"
    configuration.write_text('templates = { card = "$quote / $citation" }\n', encoding="utf-8")
    shell.patch.setenv("POSTIL_CONFIG", str(configuration))
    assert " / " in shell("cite", claim, "--shape", "card").out
    told = shell("cite", claim, "--shape", "crad")
    assert told.code == 2
    assert "card" in told.err
