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


def test_a_template_of_the_settings_is_a_shape(shell: Shell) -> None:
    claim = with_evidence(shell)
    configuration = shell.folder / "config.toml"
    configuration.write_text('templates = { card = "$quote / $citation" }\n', encoding="utf-8")
    shell.patch.setenv("POSTIL_CONFIG", str(configuration))
    assert " / " in shell("cite", claim, "--shape", "card").out
    told = shell("cite", claim, "--shape", "crad")
    assert told.code == 2
    assert "card" in told.err
