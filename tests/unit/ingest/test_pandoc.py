from __future__ import annotations

import json
import os
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from postil.core.errors import BadInput
from postil.core.snapshot import Block, BlockKind, Link
from postil.ingest.document import About
from postil.ingest.door import open_document as opened
from postil.ingest.door import read_document
from postil.ingest.pandoc import reading
from postil.ingest.pandoc.identity import about_of
from postil.ingest.pandoc.opening import without_opening
from postil.ingest.pandoc.tree import blocks_of
from postil.pandoc import running
from tests.unit.ingest.packing import open_document, packed

if TYPE_CHECKING:
    from postil.core.model import JSON
    from postil.ingest.document import Document

ORG = """#+title: The [b]Quay[/b]
#+subtitle: Forty years of silt
#+author: Ines Holm
#+date: 2024-05-17
#+language: en
* Mud
:PROPERTIES:
:CUSTOM_ID: mud
:END:
It cost more[fn:1] than /the/ plan, see [[#sand][below]], [[https://quay.example/plan][the plan]] and CO_{2}.
#+begin_quote
We dredge.
#+end_quote
- one
  3. [@3] inner
- two

#+begin_src python
if a:
    b = "|"
#+end_src
| Year | Ferries |
|------+---------|
| 2022 | [[https://quay.example/nine][9]] |

#+caption: A crane
[[file:crane.png]]

** Sand
:PROPERTIES:
:CUSTOM_ID: sand
:END:
None.[fn:2]

[fn:1] So *they* said.

  At noon.
[fn:2] Nor clay.
"""


def read(source: str | bytes, kind: str) -> Document:
    return read_document(source.encode() if isinstance(source, str) else source, kind=kind)


def shapes(blocks: list[Block]) -> list[tuple[str, int, str, str]]:
    return [(block.kind.value, block.level, block.marker, block.text) for block in blocks]


def text(*words: str) -> list[JSON]:
    return [{"t": "Str", "c": word} for word in words]


def raw(tag: str) -> JSON:
    return {"t": "RawInline", "c": ["html", tag]}


def test_a_document_is_read_with_all_that_is_in_it() -> None:
    document = read(ORG, "org")
    assert document.about == About(
        "The [b]Quay[/b]: Forty years of silt", ("Ines Holm",), "2024-05-17", language="en"
    )
    blocks = list(document.snapshot.blocks)
    assert shapes(blocks) == [
        ("heading", 1, "", "Mud"),
        ("paragraph", 0, "", "It cost more[1] than the plan, see below, the plan and CO₂."),
        ("quote", 0, "", "We dredge."),
        ("item", 1, "•", "one"),
        ("item", 2, "3.", "inner"),
        ("item", 1, "•", "two"),
        ("code", 0, "", 'if a:\n    b = "|"'),
        ("table", 0, "", "Year | Ferries\n2022 | 9"),
        ("caption", 0, "", "A crane"),
        ("heading", 2, "", "Sand"),
        ("paragraph", 0, "", "None.[2]"),
        ("footnote", 0, "[1]", "So they said."),
        ("footnote", 0, "", "At noon."),
        ("footnote", 0, "[2]", "Nor clay."),
    ]
    assert blocks[1].links == (
        Link(12, 15, f"#{blocks[11].name}"),
        Link(35, 40, f"#{blocks[9].name}"),
        Link(42, 50, "https://quay.example/plan"),
    )
    assert blocks[7].links == (Link(22, 23, "https://quay.example/nine"),)
    assert blocks[0].name == ""


def test_what_is_told_apart_by_its_ending(tmp_path: Path) -> None:
    path = tmp_path / "quay.rst"
    path.write_text("The Quay\n========\n\n:Author: Ines Holm\n\nMud\n---\n\nIt was *noon*.\n")
    document = opened(str(path))
    assert (document.about.title, document.about.authors) == ("The Quay", ("Ines Holm",))
    assert document.snapshot.text == "Mud\n\nIt was noon."
    assert "*noon*" in opened(str(path), kind="text").snapshot.text


def test_old_encodings_are_decoded() -> None:
    assert read("* Паром\n\nПаром ушёл в полдень.".encode("cp1251"), "org").snapshot.blocks[0].text == "Паром"
    book = '<?xml version="1.0" encoding="windows-1251"?><FictionBook xmlns="http://www.gribuser.ru/xml/fictionbook/2.0">'
    book += "<description/><body><section><p>Паром ушёл.</p></section></body></FictionBook>"
    assert read(book.encode("cp1251"), "").snapshot.text == "Паром ушёл."


def test_an_open_document_tells_who_and_when() -> None:
    meta = (
        "<dc:title>The Quay</dc:title><meta:initial-creator>Ines Holm</meta:initial-creator>"
        "<dc:creator>Aro Lind</dc:creator><meta:creation-date>2026-05-17T08:00:00</meta:creation-date>"
        '<meta:user-defined meta:name="Date">2024-05-17</meta:user-defined>'
    )
    document = read(
        open_document('<text:h text:outline-level="2">Mud</text:h><text:p>Silt.</text:p>', meta), ""
    )
    assert document.about[:3] == ("The Quay", ("Ines Holm",), "2024-05-17")
    assert shapes(list(document.snapshot.blocks)) == [
        ("heading", 2, "", "Mud"),
        ("paragraph", 0, "", "Silt."),
    ]


def test_an_opening_that_says_again_what_is_known_is_no_text() -> None:
    meta = "<dc:title>The Quay</dc:title><meta:initial-creator>Ines Holm</meta:initial-creator><meta:creation-date>2026-05-17</meta:creation-date>"
    opening = "<text:p>The Quay</text:p><text:p>Ines Holm</text:p><text:p>Aro Lind</text:p>"
    document = read(open_document(f"{opening}<text:p>Silt.</text:p>", meta), "")
    assert document.about[:3] == ("The Quay", ("Ines Holm",), "")
    assert document.snapshot.text == "Aro Lind\n\nSilt."


@pytest.mark.parametrize(
    ("lines", "about", "left"),
    [
        (("Quay", "Ines Holm", "2024-05-17", "# Quay", "Silt."), ("Quay", ("Ines Holm",), "2024-05-17"), 2),
        (("Quay", "It was said.", "# Quay", "Silt."), ("Quay", (), ""), 3),
        (("Quay", "Ines Holm", "# Mud", "Silt."), ("", (), ""), 4),
        (("# Quay", "Quay", "Silt."), ("", (), ""), 3),
        (("Quay",), ("", (), ""), 1),
        ((), ("", (), ""), 0),
    ],
)
def test_a_title_that_a_heading_repeats_opens_a_text(
    lines: tuple[str, ...], about: tuple[object, ...], left: int
) -> None:
    blocks = [
        Block(BlockKind.HEADING, line[2:], 1) if line.startswith("# ") else Block(BlockKind.PARAGRAPH, line)
        for line in lines
    ]
    rest, told = without_opening(blocks, About())
    assert (told[:3], rest) == (about, blocks[len(blocks) - left :])


def test_abstracts_are_part_of_the_text() -> None:
    latex = (
        r"\documentclass{article}\title{Quay}\author{Ines Holm \and Aro Lind}\date{\today}\begin{document}\maketitle"
        r"\begin{abstract}In short.\end{abstract}\section{Mud}See \cite{holm,lind} and $x^2$.\end{document}"
    )
    document = read(latex, "")
    assert document.snapshot.text == "In short.\n\nMud\n\nSee [holm, lind] and x^2."
    assert document.about[:3] == ("Quay", ("Ines Holm", "Aro Lind"), "")


def test_nothing_else_is_read_or_put_in() -> None:
    path = Path(__file__)
    assert (
        "PATH_OF"
        not in read(
            rf"\documentclass{{article}}\begin{{document}}a\input{{{path}}}\end{{document}}", ""
        ).snapshot.text
    )
    assert "PATH_OF" not in read(f"Mud.\n\n#+include: {path}\n", "org").snapshot.text
    xml = (
        f'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "{path.as_uri()}">]><article article-type="a">'
    )
    with pytest.raises(BadInput, match="not well-formed"):
        read(f"{xml}<body><p>&x;</p></body></article>", "jats")


def test_an_archive_keeps_to_the_limits() -> None:
    with pytest.raises(BadInput, match="more than 200 times"):
        read(packed({"content.xml": bytes(8 << 20)}), "odt")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.adoc", "Mud.\n\ninclude::silt.adoc[]\n"),
        ("a.typ", 'Mud.\n#include "silt.typ"\n'),
        ("a.rst", "Mud.\n\n.. csv-table:: T\n   :file: silt.csv\n"),
    ],
)
def test_a_text_that_includes_another_file_says_so(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(BadInput, match=f"{name} includes another file, silt"):
        opened(str(tmp_path / name))


@pytest.mark.parametrize(
    ("kind", "source"),
    [
        ("rst", "Mud.\n\n.. include:: parts/mud_silt.txt\n   :start-line: 2\n\nQuay.\n"),
        (
            "latex",
            r"\documentclass{article}\begin{document}Mud.\input{parts/mud_silt.txt} Quay.\end{document}",
        ),
        ("org", 'Mud.\n\n#+INCLUDE: "parts/mud_silt.txt" src\n\nQuay.\n'),
    ],
)
def test_a_file_that_is_left_out_is_told_in_its_place(kind: str, source: str) -> None:
    told = "[not read: the file parts/mud_silt.txt]"
    assert read(source, kind).snapshot.text == f"Mud.\n\n{told}\n\nQuay."


def test_a_file_that_latex_names_without_its_ending_is_told_too() -> None:
    source = r"\documentclass{article}\begin{document}\include{silt}\verb|\include{mud}|\end{document}"
    assert read(source, "latex").snapshot.text == "[not read: the file silt.tex]\n\n\\include{mud}"


def test_a_file_that_latex_includes_without_braces_is_told_too() -> None:
    source = "\\documentclass{article}\\begin{document}Mud.\\input silt\nQuay.\\end{document}"
    assert read(source, "latex").snapshot.text == "Mud.\n\n[not read: the file silt.tex]\n\nQuay."


def test_damaged_texts_are_told_in_one_line() -> None:
    for source, kind in ((b"{}", "ipynb"), (packed({"content.xml": "Mud."}), "odt"), (b"<opml", "opml")):
        with pytest.raises(BadInput) as caught:
            read(source, kind)
        assert str(caught.value).startswith("Standard input ")
        assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("piece", "words"),
    [
        ({"t": "Quoted", "c": [{"t": "DoubleQuote"}, text("a", "b")]}, "“ab”"),
        ({"t": "Quoted", "c": [{"t": "SingleQuote"}, text("a")]}, "‘a’"),
        ({"t": "Superscript", "c": text("2")}, "²"),
        ({"t": "Span", "c": [["", [], []], [raw("<sup>"), *text("2"), raw("</sup>")]]}, "²"),
        ({"t": "Subscript", "c": text("ab")}, "ab"),
        ({"t": "SmallCaps", "c": text("a")}, "a"),
        ({"t": "Code", "c": [["", [], []], "a  b"]}, "a b"),
        ({"t": "Math", "c": [{"t": "InlineMath"}, "x^2"]}, "x^2"),
        ({"t": "Image", "c": [["", [], []], text("a", "b"), ["p.png", "title"]]}, "ab"),
        ({"t": "Span", "c": [["", ["x"], []], text("a")]}, "a"),
        ({"t": "Cite", "c": [[{"citationId": "k"}], text("Holm")]}, "Holm"),
        ({"t": "RawInline", "c": ["html", "<b>a</b>"]}, "a"),
        ({"t": "RawInline", "c": ["latex", "\\vspace{1em}"]}, ""),
        ({"t": "NotYetInvented", "c": text("a")}, "a"),
        ({"t": "Str", "c": "a\x1b[31mb\u202e"}, "ab\N{REPLACEMENT CHARACTER}"),
        ({"t": "Str"}, ""),
        ("Str", ""),
    ],
)
def test_each_piece_gives_its_words(piece: JSON, words: str) -> None:
    (block,) = blocks_of([{"t": "Para", "c": [*text("-"), piece, *text("-")]}])
    assert block.text == f"-{words}-"


def test_each_block_is_of_its_kind() -> None:
    paragraph: JSON = {"t": "Para", "c": text("a")}
    markup: list[JSON] = ["html", "<p>b</p>\n<p>c</p>"]
    tree: list[JSON] = [
        {"t": "LineBlock", "c": [text("one"), text("two")]},
        {"t": "RawBlock", "c": markup},
        {"t": "RawBlock", "c": ["latex", "\\clearpage"]},
        {"t": "DefinitionList", "c": [[text("term"), [[paragraph]]]]},
        {"t": "BlockQuote", "c": [{"t": "Header", "c": [1, ["", [], []], text("h")]}]},
        {"t": "Header", "c": [9, ["", [], []], text("deep")]},
        {"t": "Para", "c": [{"t": "Image", "c": [["", [], []], text("crane"), ["p.png", ""]]}]},
        {"t": "HorizontalRule"},
        {"t": "NotYetInvented", "c": [paragraph]},
        {"t": "Div", "c": [["d", [], []], [paragraph]]},
        {"t": "Para", "c": [{"t": "Link", "c": [["", [], []], text("up"), ["#d", ""]]}]},
    ]
    blocks = blocks_of(tree)
    assert shapes(blocks) == [
        ("paragraph", 0, "", "one\ntwo"),
        ("paragraph", 0, "", "b"),
        ("paragraph", 0, "", "c"),
        ("paragraph", 0, "", "term"),
        ("paragraph", 0, "", "a"),
        ("quote", 0, "", "h"),
        ("heading", 6, "", "deep"),
        ("caption", 0, "", "crane"),
        ("paragraph", 0, "", "a"),
        ("paragraph", 0, "", "up"),
    ]
    assert blocks[-1].links == (Link(0, 2, f"#{blocks[-2].name}"),)


def test_metadata_has_many_shapes() -> None:
    def inlines(*words: str) -> JSON:
        return {"t": "MetaInlines", "c": text(*words)}

    person: JSON = {"t": "MetaMap", "c": {"given": inlines("Ines"), "family": inlines("Holm")}}
    named: JSON = {"t": "MetaMap", "c": {"name": {"t": "MetaString", "c": "Aro Lind"}, "given": inlines("x")}}
    told: dict[str, JSON] = {
        "title": {"t": "MetaBlocks", "c": [{"t": "Para", "c": text("Quay")}]},
        "author": {"t": "MetaList", "c": [person, named, inlines("Aro Lind"), inlines()]},
        "date": inlines("17 May 2024"),
        "doi": inlines("https://doi.org/10.1000/182"),
        "journal": inlines("Gazette"),
        "lang": {"t": "MetaBool", "c": True},
    }
    assert about_of(told) == About(
        "Quay", ("Ines Holm", "Aro Lind"), "17 May 2024", container="Gazette", doi="10.1000/182"
    )


@pytest.fixture
def other_pandoc(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The path of a script that stands for pandoc."""
    if os.name == "nt":
        pytest.skip("scripts are started by their first line")
    path = tmp_path / "pandoc"
    monkeypatch.setattr(running, "pandoc", lambda: str(path))
    return path


def script(path: Path, body: str) -> None:
    path.write_text(f"#!{sys.executable}\nimport os, sys, time\n{body}\n")
    path.chmod(0o755)


def test_pandoc_is_run_in_its_sandbox(other_pandoc: Path) -> None:
    answer = '{"meta": {}, "blocks": [{"t": "Para", "c": [{"t": "Str", "c": "%s"}]}]}'
    script(other_pandoc, f"print({answer!r} % ' '.join([*sys.argv[1:], sys.stdin.read()]))")
    words = read("Mud.", "org").snapshot.text
    assert words.startswith("--sandbox --from org --to json")
    assert "-M1024M" in words
    assert words.endswith("Mud.")


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ("sys.exit(251)", "too much memory"),
        (
            "sys.stderr.write('Error at \\x1b[31m\\n  line 3'); sys.exit(64)",
            r"by pandoc: at \S* ?line 3. Check",
        ),
        ("sys.exit(1)", "gives no reason"),
        ("os.kill(os.getpid(), 11)", "gives no reason"),
        ("print('x' * 1000)", "too much memory"),
        ("sys.stdout.close(); time.sleep(60)", "took longer"),
        ("time.sleep(60)", "took longer"),
    ],
)
def test_a_pandoc_that_fails_is_told(
    other_pandoc: Path, monkeypatch: pytest.MonkeyPatch, body: str, why: str
) -> None:
    monkeypatch.setattr(running, "LARGEST_ANSWER", 100)
    monkeypatch.setattr(reading, "run_with_warnings", partial(running.run_with_warnings, seconds=1))
    script(other_pandoc, body)
    with pytest.raises(BadInput, match=why):
        read("Mud." * 100_000, "org")


def test_without_pandoc_the_way_to_it_is_told(other_pandoc: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "pandoc", lambda: "")
    with pytest.raises(BadInput) as caught:
        read_document(b"* Mud", Path("a.org"))
    assert str(caught.value).startswith("a.org is an Org document, and what reads one is not installed.")
    assert "pip install 'postil[pandoc,web]'" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_pandoc_is_looked_for_in_two_places(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    find = running.pandoc.__wrapped__
    assert Path(find()).parent.name == "files"
    monkeypatch.setattr(running, "find_spec", lambda _: None)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find() == ""
    if os.name != "nt":
        script(tmp_path / "pandoc", "")
        assert find() == str(tmp_path / "pandoc")


def test_deep_trees_are_told() -> None:
    source = json.dumps(
        {
            "cells": [{"cell_type": "markdown", "metadata": {}, "source": [">" * 5000 + " x"]}],
            "metadata": {},
            "nbformat": 4,
            "nbformat_minor": 5,
        }
    )
    with pytest.raises(BadInput):
        read(source, "ipynb")
