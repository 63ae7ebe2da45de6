from __future__ import annotations

import json
import unicodedata
from typing import TYPE_CHECKING

import pytest

from postil.container import Container
from tests.unit.storage.samples import THREE

if TYPE_CHECKING:
    from tests.unit.cli.conftest import Shell


def test_an_article_is_added_once_listed_shown_removed_and_brought_back(shell: Shell) -> None:
    added = shell.json("add", "essay.txt", "--author", "Nell Ferry")
    assert (added["title"], added["new"]) == ("The harbour report", True)
    again = shell("add", "essay.txt")
    assert "already" in again.err
    articles = shell.json("articles")["articles"]
    assert [(article["id"], article["authors"], article["claims"]) for article in articles] == [
        (added["id"], ["Nell Ferry"], 0)
    ]
    assert "¶ 2  Forty boats stayed in." in shell("show", "harbour").out
    assert shell("rm", "essay").code == 0
    assert shell.json("articles") == {"articles": []}
    assert [item["kind"] for item in shell.json("trash", "list")["trash"]] == ["article"]
    shell("undo")
    assert len(shell.json("articles")["articles"]) == 1


def test_ingesting_changes_nothing(shell: Shell) -> None:
    (shell.folder / "midi.txt").write_bytes("Voilà où mène la forêt, près du château.".encode("cp1252"))
    listing = shell.json("ingest", "midi.txt")
    assert (listing["encoding"], listing["encoding_guessed"]) == ("cp1252", True)
    assert shell.json("ingest", "essay.txt")["title"] == "The harbour report"
    assert "Forty boats" in shell("ingest", "-", stdin="Forty boats stayed in.").out
    assert not (shell.folder / "xdg_data_home").exists()


def test_words_that_stand_in_several_places_are_refused_with_the_places(shell: Shell) -> None:
    shell("add", "essay.txt")
    refused = shell("claim", "add", "essay", "--exact", "harbour")
    assert refused.code == 2
    assert "3 places" in refused.err
    assert "4–11 “…The harbour report" in refused.err
    made = shell.json("claim", "add", "essay", "--exact", "harbour", "--suffix", " closed")
    assert made["target"]["selectors"][0]["prefix"].endswith("The mayor said the ")
    by_offset = shell.json("claim", "add", "essay", "--start", "4", "--end", "11")
    assert by_offset["exact"] == "harbour"


@pytest.mark.parametrize(
    "words",
    [
        ("--exact", "lighthouse"),
        ("--exact", "harbour", "--prefix", "lighthouse"),
        ("--exact", ""),
        ("--start", "4"),
        ("--exact", "Forty", "--start", "4", "--end", "11"),
        ("--start", "11", "--end", "4"),
        ("--start", "0", "--end", "100000"),
        ("--exact", "Forty", "--rating", "splendid"),
        ("--exact", "Forty", "--kind", "splendid"),
        ("--exact", "Forty", "--priority", "-5"),
        ("--exact", "Forty", "--priority", "1000"),
        (),
    ],
)
def test_a_claim_that_cannot_be_marked_is_refused_in_one_line(shell: Shell, words: tuple[str, ...]) -> None:
    shell("add", "essay.txt")
    refused = shell("claim", "add", "essay", *words)
    assert (refused.code, refused.out) == (2, "")
    assert refused.err.startswith("postil: ")
    assert refused.err.count("\n") == 1
    assert shell.json("list")["claims"] == []


def test_a_claim_is_edited_listed_found_and_trashed(shell: Shell, claim: str) -> None:
    edited = shell.json(
        "claim",
        "edit",
        claim[-6:],
        "--rating",
        "Disputed",
        "--tag",
        "later",
        "--note",
        "-",
        stdin="see\nthe log",
    )
    assert (edited["rating"], edited["tags"], edited["note"]) == ("disputed", ["later"], "see\nthe log")
    assert len(shell.json("list", "is:unsourced")["claims"]) == 1
    assert shell.json("list", "-tag:later")["claims"] == []
    assert shell.json("review", "is:unsourced")["claims"][0]["states"][0] == "unsourced"
    assert shell("claim", "edit", claim).code == 2
    assert shell.json("claim", "rm", claim) == {"trashed": [claim]}
    assert shell("list").out == ""
    assert shell("trash", "restore", claim).code == 0
    assert claim in shell("list").out
    shell("claim", "rm", claim)
    assert shell("trash", "purge").code == 2
    assert len(shell.json("trash", "purge", "--all")["purged"]) == 1
    assert shell.json("trash", "list") == {"trash": []}


def test_a_quote_is_looked_up_edited_moved_and_cited(shell: Shell, claim: str, evidence: str) -> None:
    held = shell.json("show", "essay")["claims"][0]["evidence"][0]
    assert (held["id"], held["check"]) == (evidence, "exact")
    assert shell.json("evidence", "edit", evidence, "--locator", "p. 12")["locator"] == {
        "label": "page",
        "value": "12",
    }
    assert shell("cite", evidence).out == "“gates were shut” (Ferry, 1931, p. 12)\n"
    assert shell("cite", "ferry1931", "--shape", "reference").out.startswith("Nell Ferry. Harbour log. 1931.")
    assert "¶ 1" in shell.json("cite", claim)["text"]
    other = shell.json("claim", "add", "essay", "--exact", "Forty boats")["id"]
    assert shell.json("evidence", "move", evidence, other)["claim"] == other
    assert "1 piece of evidence in “The harbour report”" in shell("source", "rm", "ferry1931").err
    assert shell.json("evidence", "rm", evidence) == {"trashed": [evidence]}
    assert shell("source", "rm", "ferry1931").code == 0


def test_a_long_quote_comes_from_standard_input(shell: Shell, evidence: str, claim: str) -> None:
    made = shell.json(
        "evidence",
        "add",
        claim,
        "--stance",
        "context",
        "--source",
        "ferry1931",
        "--quote",
        "-",
        stdin="word " * 200_000,
    )
    assert len(made["quote"]) == 999_999
    binary = shell(
        "evidence",
        "add",
        claim,
        "--stance",
        "context",
        "--source",
        "ferry1931",
        "--quote",
        "-",
        stdin=bytes(range(256)),
    )
    assert binary.code == 3
    both = shell("evidence", "edit", evidence, "--quote", "-", "--note", "-", stdin="one")
    assert both.code == 2


def test_sources_come_from_csl_keep_their_ids_and_are_edited(shell: Shell) -> None:
    items = json.dumps([{"id": "tides", "title": "Tide tables", "custom": 1}, {"id": "log", "title": "Log"}])
    assert [made["key"] for made in shell.json("source", "add", "--csl", "-", stdin=items)["sources"]] == [
        "tides",
        "log",
    ]
    assert shell.json("source", "edit", "tides", "--date", "1931-03", "--author", "Nell Ferry")["csl"] == {
        "id": "tides",
        "title": "Tide tables",
        "custom": 1,
        "issued": {"date-parts": [[1931, 3]]},
        "author": [{"family": "Ferry", "given": "Nell"}],
    }
    assert "issued" not in shell.json("source", "edit", "tides", "--date", "")["csl"]
    assert [known["key"] for known in shell.json("source", "list", "ferry")["sources"]] == ["tides"]
    assert shell.json("source", "show", "log")["evidence"] == []
    for refused, code in ((("--csl", "-"), 3), ((), 2), (("--csl", "nowhere.json"), 3), (("--type", "x"), 2)):
        assert shell("source", "add", *refused, stdin="[1,").code == code


@pytest.mark.parametrize("key", [(), ("--key", "log")])
def test_a_source_is_not_edited_by_several_items(shell: Shell, key: tuple[str, ...]) -> None:
    shell("source", "add", "--title", "Tides", "--date", "1931")
    items = '[{"title": "Ebb"}, {"title": "Flow"}]'
    answer = shell("source", "edit", "tides1931", *key, "--csl", "-", stdin=items)
    assert (answer.code, "2 items" in answer.err) == (2, True)
    assert shell.json("source", "show", "tides1931")["csl"]["title"] == "Tides"


def test_linking_a_text_checks_what_was_quoted(shell: Shell, claim: str) -> None:
    shell("source", "add", "--title", "Log")
    key = shell.json("source", "list")["sources"][0]["key"]
    quoted = ("--stance", "supports", "--source", key, "--quote", "shut at noon")
    assert shell.json("evidence", "add", claim, *quoted)["check"] == "unchecked"
    assert shell.json("source", "link", key, "log.txt")["document"]
    assert shell.json("source", "show", key)["evidence"][0]["check"] == "exact"


def test_a_check_fails_by_the_states_that_are_named(shell: Shell, claim: str) -> None:
    failed = shell.json("check", code=1)
    assert (failed["ok"], failed["counts"]["unsourced"], failed["failing"][0]["fails"]) == (
        False,
        1,
        ["unsourced"],
    )
    assert claim in shell("check", "essay").out
    assert shell.json("check", "--fail-on", "contested,orphaned")["ok"]
    assert shell("check", "--fail-on", "splendid").code == 2


def test_undo_redo_and_history(shell: Shell, claim: str) -> None:
    shell("claim", "edit", claim, "--note", "first")
    assert shell.json("undo")["motion"] == "undo"
    assert shell.json("list")["claims"][0]["note"] == ""
    assert shell("redo").err == "Done again: edit claim: “the harbour closed”.\n"
    assert shell.json("list")["claims"][0]["note"] == "first"
    labels = [known["label"] for known in shell.json("history", "essay")["operations"]]
    assert labels == ["add article", "mark claim", "edit claim", "edit claim", "edit claim"]
    assert len(shell("history", "--limit", "2").out.splitlines()) == 2
    gesture = shell.json("history")["operations"][1]["id"]
    assert shell("undo", gesture).code == 0
    assert shell.json("list")["claims"] == []
    assert shell("undo", "123").code == 2


def test_tags_are_divided_by_commas_as_on_the_screen(shell: Shell, claim: str) -> None:
    edited = shell.json("claim", "edit", claim, "--tag", "mud, low tide", "--tag", "later")
    assert edited["tags"] == ["mud", "low tide", "later"]


def test_a_claim_is_shown_with_what_is_noted_of_it(shell: Shell, claim: str, evidence: str) -> None:
    note = "first line\nsecond line"
    shell("claim", "edit", claim, "--tag", "mud", "--rating", "disputed", "--note", note)
    for words in (("claim", "show", claim), ("show", "essay", "--claims")):
        lines = shell(*words).out.splitlines()
        assert "    fact · disputed · #mud" in lines
        assert {"    first line", "    second line"} <= {*lines}
        assert any(line.startswith(f"    {evidence}  + ferry1931") for line in lines)


@pytest.mark.parametrize("command", ["cite", "copy"])
def test_a_source_has_no_other_shape_than_its_reference(shell: Shell, evidence: str, command: str) -> None:
    refused = shell(command, "ferry1931", "--shape", "claim")
    assert (refused.code, refused.out) == (2, "")
    assert "“ferry1931” is a source, which has no shape but reference." in refused.err
    assert shell("cite", "ferry1931").out == shell("cite", "ferry1931", "--shape", "reference").out


def test_tables_and_reports(shell: Shell, evidence: str) -> None:
    table = shell("list", "--csv").out
    assert table.startswith("claim,article,")
    assert "ferry1931" in table
    report = shell("list", "--markdown").out
    assert report.startswith("# The harbour report")
    assert "gates were shut" in report
    assert shell("list", "--csv", "--json").code == 2
    assert shell("list", "--limit", "-1").code == 2


def test_a_copy_tells_the_truth(shell: Shell, evidence: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_terminal(_: str) -> None:
        raise OSError

    monkeypatch.setattr("postil.tui.terminal.clipboard.to_controlling_terminal", no_terminal)
    failed = shell.json("copy", evidence, code=1)
    assert (failed["status"], failed["text"]) == ("failed", "“gates were shut” (Ferry, 1931)")
    config = shell.folder / "config.toml"
    config.write_text("clipboard = 'cat'\n", encoding="utf-8")
    monkeypatch.setenv("POSTIL_CONFIG", str(config))
    copied = shell("copy", evidence)
    assert (copied.code, copied.err) == (0, "copied 31 characters (cat)\n")


def test_settings_decide_about_ratings(shell: Shell, claim: str, monkeypatch: pytest.MonkeyPatch) -> None:
    config = shell.folder / "config.toml"
    config.write_text("ratings = ['wahr', 'falsch']\nname = 'Nell'\nmeasure = 'wide'\n", encoding="utf-8")
    monkeypatch.setenv("POSTIL_CONFIG", str(config))
    edited = shell.json("claim", "edit", claim, "--rating", "Wahr")
    assert edited["rating"] == "wahr"
    shell(
        "claim", "edit", shell.json("claim", "add", "essay", "--exact", "Forty")["id"], "--rating", "falsch"
    )
    listed = shell.json("list", "--sort", "rating")["claims"]
    assert [row["rating"] for row in listed] == ["wahr", "falsch"]
    assert "rating:foo is not a rating; known: unrated, wahr, falsch" in shell("list", "rating:foo").err
    assert "is not a rating" not in shell("list", "rating:wahr").err
    assert shell.json("history")["operations"][-1]["creator"] == "Nell"
    findings = shell.json("doctor")["findings"]
    assert any("measure" in finding["what"] for finding in findings)


def test_doctor_tells_what_the_screen_would_not_take(shell: Shell) -> None:
    config = shell.folder / "config.toml"
    shell.patch.setenv("POSTIL_CONFIG", str(config))
    config.write_text(
        "theme = 'mud'\n"
        "[keymap]\n'read.dowm' = 'j'\n'library.open' = 'L'\n"
        "[views]\n'to do' = 'is:zzz'\nrated = 'rating:wahr'\nopen = 'is:unsourced'\n",
        encoding="utf-8",
    )
    findings = shell.json("doctor")["findings"]
    told = {one["what"]: one["severity"] for one in findings if one["where"] == str(config)}
    assert {*told.values()} == {"warning"}
    theme, command, clash, view = told
    assert theme == "There is no theme “mud”; the palette shows them."
    assert command.startswith("“read.dowm” is not a command.")
    assert clash == "L is already `place.library`; `library.open` keeps its own keys."
    assert view.startswith("The view “to do”: is:zzz is not a state; known: unsourced")
    config.write_text("theme = 'nord'\n[keymap]\n'library.open' = 'ctrl+o'\n", encoding="utf-8")
    findings = shell.json("doctor")["findings"]
    assert [one["severity"] for one in findings if one["where"] == str(config)] == ["ok"]


@pytest.mark.parametrize(
    ("lang", "term", "ascii_only", "severity"),
    [
        ("en_GB.UTF-8", "xterm", "false", "ok"),
        ("C", "xterm", "false", "warning"),
        ("en_GB.UTF-8", "dumb", "false", "warning"),
        ("en_GB.UTF-8", "xterm", "true", "note"),
    ],
)
def test_doctor_tells_in_which_glyphs_the_screen_draws(
    shell: Shell, lang: str, term: str, ascii_only: str, severity: str
) -> None:
    (shell.folder / "config.toml").write_text(f"ascii = {ascii_only}\n", encoding="utf-8")
    shell.patch.setenv("POSTIL_CONFIG", str(shell.folder / "config.toml"))
    for name, value in (("LC_ALL", ""), ("LC_CTYPE", ""), ("LANG", lang), ("TERM", term)):
        shell.patch.setenv(name, value)
    (told,) = [one for one in shell.json("doctor")["findings"] if one["where"] == "locale"]
    assert (told["severity"], "ASCII" in told["what"]) == (severity, severity != "ok")


def test_doctor_looks_for_every_package_that_postil_needs(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = [one["what"] for one in shell.json("doctor")["findings"] if one["where"] == "installation"]
    needed = {line.partition(" ")[0] for line in told[0].split(", ")}
    assert {"platformdirs", "rapidfuzz", "textual"} <= needed
    assert not {"lxml", "pypdfium2"} & needed
    monkeypatch.setattr("importlib.metadata.requires", lambda _: ["quay-ropes>=1", "mud; extra == 'web'"])
    missing = shell.json("doctor", code=1)["findings"]
    assert any("quay-ropes is missing" in one["what"] for one in missing)


def test_doctor_finds_a_damaged_library(shell: Shell, claim: str) -> None:
    healthy = shell.json("doctor")
    assert healthy["ok"]
    assert {"terminal", "locale", "postil"} <= {finding["where"] for finding in healthy["findings"]}
    for text in (shell.folder / "xdg_data_home" / "postil" / "library" / "texts").iterdir():
        text.write_bytes(b"not a text")
    broken = shell("doctor")
    assert broken.code == 1
    assert any(line.startswith("error ") for line in broken.out.splitlines())
    missing = shell("--library", "nowhere", "doctor")
    assert missing.code == 4
    assert missing.out.startswith("error ")


def test_hostile_text_reaches_no_terminal(shell: Shell) -> None:
    hostile = "\x1b]52;c;aGk=\x07\x1b[31mred\x9b2J \u202e[/] [@click=app.quit]\x7f"
    (shell.folder / "essay.txt").write_text(f"{hostile} boats\n\n{hostile} stayed\n", encoding="utf-8")
    shell("add", "essay.txt", "--title", hostile)
    claim = shell.json(
        "claim", "add", "essay", "--exact", "boats", "--note", hostile, "--tag", hostile, "--speaker", hostile
    )
    shell("source", "add", "--title", hostile, "--author", hostile)
    key = shell.json("source", "list")["sources"][0]["key"]
    shell(
        "evidence",
        "add",
        claim["id"],
        "--stance",
        "supports",
        "--source",
        key,
        "--quote",
        hostile,
        "--locator",
        hostile,
    )
    shell("claim", "add", "essay", "--exact", "stayed", "--text", hostile)
    commands = [
        ("articles",), ("show", "essay"), ("list",), ("list", "--markdown"), ("source", "list"), ("source", "show", key),
        ("history",), ("check",), ("cite", claim["id"], "--shape", "claim"), ("cite", key), ("ingest", "essay.txt"),
        ("claim", "add", "essay", "--exact", hostile), ("show", hostile), (hostile,), ("undo", hostile), ("help", hostile),
        ("doctor",), ("add", hostile), ("--library", hostile, "list"), ("source", "add", "--csl", hostile),
    ]  # fmt: skip
    for command in commands:
        for words in (command, (*command, "--json")):
            answer = shell(*words)
            for stream in (answer.out, answer.err):
                acting = {ch for ch in stream if unicodedata.category(ch) in {"Cc", "Cf"} and ch != "\n"}
                assert not acting, (words, acting)


def test_a_list_that_lacks_a_damaged_article_says_so(shell: Shell, claim: str) -> None:
    shell("--library", "lib", "add", "essay.txt")
    shell("--library", "lib", "add", "log.txt")
    for kept in (shell.folder / "lib" / ".postil").rglob("*"):
        if kept.is_file():
            kept.unlink()
    damaged = shell.folder / "lib" / "the-harbour-log.json"
    damaged.write_bytes(damaged.read_bytes()[:200])
    answer = shell("--library", "lib", "articles")
    assert "The harbour report" in answer.out
    assert "the-harbour-log.json" in answer.err


def test_a_whole_query_may_be_one_word_of_the_shell(shell: Shell, claim: str) -> None:
    shell("claim", "edit", claim, "--tag", "later")
    assert len(shell.json("list", "is:unsourced tag:later")["claims"]) == 1
    assert len(shell.json("list", '"the harbour" -tag:else')["claims"]) == 1
    assert shell.json("list", '"harbour the"')["claims"] == []


def test_an_unknown_shape_is_refused_with_those_that_are_known(
    shell: Shell, evidence: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for option, known in (("--shape", "reference"), ("--format", "markdown")):
        refused = shell("cite", evidence, option, "bogus")
        assert (refused.code, known in refused.err) == (2, True)
    config = shell.folder / "config.toml"
    config.write_text("copy_shape = 'bogus'\ncopy_form = 'bogus'\n", encoding="utf-8")
    monkeypatch.setenv("POSTIL_CONFIG", str(config))
    cited = shell("cite", evidence)
    assert (cited.code, cited.out) == (0, "“gates were shut” (Ferry, 1931)\n")
    assert "“copy_shape” must be one of quote, cited, claim, reference" in cited.err


def test_what_was_purged_is_nothing_that_doctor_finds(shell: Shell, claim: str, evidence: str) -> None:
    shell("claim", "rm", claim)
    shell("trash", "purge", "--all")
    assert shell.json("doctor")["ok"]
    shell("rm", "essay")
    shell("trash", "purge", "--all")
    assert shell.json("doctor")["ok"]


def test_a_bibliography_is_taken_in_and_says_what_became_of_its_items(shell: Shell) -> None:
    item = {"id": "log", "type": "book", "title": "Harbour log"}
    (shell.folder / "one.json").write_text(json.dumps(item), encoding="utf-8")
    (shell.folder / "two.json").write_text(
        json.dumps({"items": [item, {**item, "title": "Another"}][1:]}), encoding="utf-8"
    )
    assert shell.json("source", "add", "--csl", "one.json")["key"] == "log"
    again = shell("source", "add", "--csl", "one.json")
    assert again.err == "“log” is in the library already.\n"
    other = shell("source", "add", "--csl", "two.json")
    assert other.err == "The key “log” is another source’s; this one is “another”.\n"
    assert [source["key"] for source in shell.json("source", "list")["sources"]] == ["another", "log"]
    assert shell.json("source", "add", "--doi", "10.1234/tides.7")["key"] == "doi101234tides7"


@pytest.mark.parametrize(
    ("words", "code"),
    [(("--type", "book"), 2), (("--title", ""), 2), (("--author", "Nell Ferry"), 2), (("--csl", "-"), 3)],
)
def test_a_source_without_a_name_is_refused(shell: Shell, words: tuple[str, ...], code: int) -> None:
    refused = shell("source", "add", *words, stdin='{"type": "book"}')
    assert (refused.code, refused.out) == (code, "")
    assert "A source needs a title or an address." in refused.err
    assert shell.json("source", "list") == {"sources": []}


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("edit", "CLAIM", "--note", "-"), 3, "--note - takes standard input, which is empty."),
        (("add", "essay", "--exact", "-"), 3, "--exact - takes standard input, which is empty."),
        (("add", "essay", "--exact", "-", "--note", "-"), 2, "Standard input can be read once."),
    ],
)
def test_an_empty_standard_input_takes_nothing_away(
    shell: Shell, claim: str, words: tuple[str, ...], code: int, told: str
) -> None:
    shell("claim", "edit", claim, "--note", "see the log")
    for stdin in ("", " \n"):
        refused = shell("claim", *(claim if word == "CLAIM" else word for word in words), stdin=stdin)
        assert (refused.code, told in refused.err) == (code, True)
    assert shell.json("list")["claims"][0]["note"] == "see the log"
    assert shell.json("claim", "edit", claim, "--note", "")["note"] == ""


def test_adding_a_known_text_says_what_it_changed(shell: Shell) -> None:
    shell("add", "essay.txt")
    assert shell("add", "essay.txt").err == "This text is in the library already.\n"
    again = shell("add", "essay.txt", "--title", "The quay", "--author", "Nell Ferry")
    assert again.err == (
        "This text is in the library already; its title was changed; its authors were changed.\n"
    )
    blank = shell("add", "essay.txt", "--title", "   ", "--author", " ")
    assert blank.err == "This text is in the library already.\n"
    assert shell.json("add", "-", "--title", "   ", stdin="Only words.")["title"] == "Only words."
    assert (
        shell("add", "").err
        == "postil: The name of the file is empty. Name a file, or - for standard input.\n"
    )


def test_a_claim_by_offsets_cuts_no_character_and_keeps_no_blanks(shell: Shell) -> None:
    (shell.folder / "letters.txt").write_text("Ab x\u0323 \N{WAVING BLACK FLAG}\ufe0f cd", encoding="utf-8")
    shell("add", "letters.txt")

    def marked(start: int, end: int) -> str:
        made = shell.json("claim", "add", "letters", "--start", str(start), "--end", str(end))
        words: str = made["exact"]
        return words

    assert marked(2, 4) == "x\u0323"
    assert marked(4, 7) == "x\u0323 \N{WAVING BLACK FLAG}\ufe0f"
    assert marked(0, 3) == "Ab"
    blank = shell("claim", "add", "letters", "--start", "2", "--end", "3")
    assert (blank.code, blank.err) == (2, "postil: There are no words at 2–3. The text has 11 code points.\n")


def test_what_is_in_the_trash_says_so_and_comes_back_by_its_key(
    shell: Shell, claim: str, evidence: str
) -> None:
    shell("claim", "rm", claim)
    told = shell("claim", "edit", claim, "--note", "x").err
    assert told == f"postil: {claim} is in the trash. `postil trash restore {claim}` brings it back.\n"
    assert "is in the trash with its claim" in shell("evidence", "edit", evidence, "--note", "x").err
    shell("undo")
    assert "is no evidence" in shell("evidence", "edit", claim, "--note", "x").err
    shell("evidence", "rm", evidence)
    shell("source", "rm", "ferry1931")
    assert "“ferry1931” is in the trash." in shell("source", "show", "ferry1931").err
    assert "ferry1931: Harbour log" in shell("trash", "list").out
    assert shell.json("trash", "restore", "ferry1931")["restored"][0]["kind"] == "source"
    assert shell("source", "show", "ferry1931").code == 0
    shell("rm", "essay")
    assert "“essay” is in the trash." in shell("show", "essay").err


def test_lists_count_and_quote_as_people_do(shell: Shell) -> None:
    (shell.folder / "basin.txt").write_text("“The inner basin is shut,” she said.", encoding="utf-8")
    shell("add", "basin.txt")
    shell("claim", "add", "basin", "--exact", "“The inner basin is shut,”")
    assert "  “The inner basin is shut,”  (" in shell("list").out
    assert "1 claim, 1 unsourced" in shell("articles").out
    assert shell("check").err.startswith("1 claim: 1 unsourced")
    assert shell("check").err.endswith("; 1 fails.\n")


def test_how_an_article_is_cited_is_told_when_it_is_added_and_changed_afterwards(shell: Shell) -> None:
    shell("add", "essay.txt", "--doi", "doi:10.1000/182", "--language", "en", "--isbn", "0-306-40615-2")
    (article,) = shell.json("articles")["articles"]
    assert (article["doi"], article["language"], article["isbn"]) == ("10.1000/182", "en", "0306406152")
    edited = shell.json(
        "edit", "essay", "--title", "Mud [/b]", "--doi", "", "--author", "Nell; Ferry", "--date", "2026"
    )
    assert (edited["title"], edited["doi"], edited["published"]) == ("Mud [/b]", "", "2026")
    assert edited["authors"] == ["Nell; Ferry"]
    doubted = shell("edit", "essay", "--isbn", "0-306-40615-3", "--author", "")
    assert doubted.code == 0
    assert "ISBN" in doubted.err
    assert shell.json("articles")["articles"][0]["authors"] == []
    assert shell("edit", "essay").code == 2
    assert shell("edit", "essay", "--title", " ").code == 2
    shell("undo")
    assert shell.json("articles")["articles"][0]["isbn"] == "0306406152"


def test_a_source_gets_another_key_and_its_evidence_follows(shell: Shell, evidence: str) -> None:
    assert shell.json("source", "edit", "ferry1931", "--key", "log")["key"] == "log"
    assert [piece["id"] for piece in shell.json("source", "show", "log")["evidence"]] == [evidence]
    shell("source", "add", "--title", "Tide tables", "--author", "Ada Wren", "--date", "1930")
    for key in ("a b", "", "wren1930", "lo{g"):
        assert shell("source", "edit", "log", "--key", key).code == 2
    shell("undo")
    shell("undo")
    assert [piece["id"] for piece in shell.json("source", "show", "ferry1931")["evidence"]] == [evidence]


def test_two_sources_of_one_key_are_told_and_can_be_parted(shell: Shell, evidence: str) -> None:
    (file,) = shell.folder.rglob("sources.json")
    tables = json.loads(file.read_text(encoding="utf-8"))
    ((own, item),) = tables["sources"].items()
    other = str(int(own) + 1)
    tables["sources"][other] = {**item, "creator": "Bo", "csl": {"title": "Cheese Quarterly"}}
    file.write_text(json.dumps(tables), encoding="utf-8")
    told = shell("list").err
    assert "Two sources have the key “ferry1931”; evidence that quotes it means “Harbour log”." in told
    assert f"postil source edit {other} --key KEY" in told
    shell.json("source", "edit", other, "--key", "cheese")
    assert [piece["id"] for piece in shell.json("source", "show", "ferry1931")["evidence"]] == [evidence]
    assert "Two sources" not in shell("list").err


@pytest.mark.parametrize("written", ["https://dx.doi.org/10.1000/182", "doi:10.1000/182", "10.1000/182"])
def test_a_doi_is_kept_bare(shell: Shell, evidence: str, written: str) -> None:
    assert shell.json("source", "edit", "ferry1931", "--doi", written)["csl"]["DOI"] == "10.1000/182"
    shell("source", "add", "--title", "Mud", "--doi", written)
    assert {item["csl"].get("DOI") for item in shell.json("source", "list")["sources"]} == {"10.1000/182"}


def test_doctor_tells_of_what_waits_to_be_saved(shell: Shell, claim: str) -> None:
    Container().set_aside().keep(THREE)
    (waits,) = [one for one in shell.json("doctor")["findings"] if one["where"] == "not saved"]
    assert waits["severity"] == "warning"
    assert "1 session left changes" in waits["what"]
