from __future__ import annotations

import pytest

from postil.core.snapshot import Block, BlockKind, Link
from postil.ingest.html.notes import references
from postil.ingest.html.parsing import tree_of
from postil.ingest.html.walk import blocks_of


def blocks(source: str, base: str = "") -> list[Block]:
    root = tree_of(source)
    assert root is not None
    return blocks_of(root, base)


@pytest.mark.parametrize(
    ("reference", "note", "typed"),
    [
        (
            "<sup id=r1><a href=#n1>1</a></sup>",
            "<ol class=footnotes><li id=n1><p>Port log, page 4. <a href=#r1>↩</a></li></ol>",
            "",
        ),
        (
            "<a href=#n1 id=r1 role=doc-noteref>1</a>",
            "<aside role=doc-footnote id=n1>Port log, page 4. <a role=doc-backlink href=#r1>back</a></aside>",
            "",
        ),
        (
            "<a href=#n1 epub:type=noteref>1</a>",
            "<aside epub:type=footnote id=n1><p>1. Port log, page 4.</aside>",
            "1. ",
        ),
        (
            "<sup class=reference id=cite_ref-1><a href=#cite_note-1>[1]</a></sup>",
            "<li class=endnote id=cite_note-1><i class=mw-cite-backlink><a href=#cite_ref-1>^</a></i> Port log, page 4.",
            "",
        ),
        (
            "<a href=#_ftn1 name=_ftnref1>[1]</a>",
            "<div id=ftn1><p class=MsoFootnoteText><a href=#_ftnref1 name=_ftn1>[1]</a> Port log, page 4.</div>",
            "[1] ",
        ),
        ("<sup><a href=#n1>1</a></sup>", "<p><a id=n1></a><sup>1</sup> Port log, page 4.", "¹ "),
        ("<a href=#n1><sup>1</sup></a>", "<p id=n1>[1] Port log, page 4.", "[1] "),
        (
            "<a href=#note-1 id=r1>[1]</a>",
            "<article id=note-1><hr><p>[<a href=#r1 id=note-1-link>1</a>] Port log, page 4.</article>",
            "[1] ",
        ),
        ("<sup><a href=#n1 id=r1>1</a></sup>", "<p>[<a id=n1 href=#r1>1</a>] Port log, page 4.", "[1] "),
    ],
)
def test_a_reference_leads_to_its_note(reference: str, note: str, typed: str) -> None:
    text, found = blocks(f"<p>Mud was seen.{reference} Silt too.</p>{note}")
    (link,) = text.links
    assert text.text == "Mud was seen.[1] Silt too."
    assert text.text[link.start : link.end] == "[1]"
    assert link.href == f"#{found.name}"
    assert found[:2] == (BlockKind.FOOTNOTE, f"{typed}Port log, page 4.")
    assert (found.level, found.marker, found.links) == (0, "" if typed else "[1]", ())


def test_a_mark_in_brackets_gets_no_second_pair() -> None:
    text, note = blocks(
        "<p>Mud was seen.<sup>[<a href=#n1 id=r1>1</a>]</sup><p>[<a id=n1 href=#r1>1</a>] Port log."
    )
    assert (text.text, note.text, note.marker) == ("Mud was seen.[1]", "[1] Port log.", "")


def test_a_note_of_two_paragraphs_has_one_mark() -> None:
    _, first, second, after = blocks(
        "<p>Mud.<sup><a href=#n>*</a></sup><div id=n><p>One.<p>Two.</div><p>And so on.</p>"
    )
    assert [(note.kind, note.marker, note.name) for note in (first, second)] == [
        (BlockKind.FOOTNOTE, "[*]", "n"),
        (BlockKind.FOOTNOTE, "", ""),
    ]
    assert after.kind is BlockKind.PARAGRAPH


def test_a_mark_that_leads_to_a_chapter_makes_no_note_of_it() -> None:
    _, heading, paragraph = blocks(
        "<p>See <a href=#s1>[1]</a>.</p><div id=s1><h2>Silt</h2><p>It comes.</p></div>"
    )
    assert heading[:2] == (BlockKind.HEADING, "Silt")
    assert (heading.name, heading.marker) == ("s1", "")
    assert paragraph.kind is BlockKind.PARAGRAPH


def test_two_references_to_one_note_lead_to_one_block() -> None:
    first, second, note = blocks(
        "<p>Mud.<sup><a id=r1 href=#n>1</a></sup><p>Silt.<sup><a id=r2 href=#n>1</a></sup>"
        "<ol role=doc-endnotes><li id=n>Port log. <a href=#r1>a</a> <a href=#r2>b</a></li></ol>"
    )
    assert first.links == (Link(4, 7, "#n"),)
    assert second.links == (Link(5, 8, "#n"),)
    assert (note.text, note.marker, note.name) == ("Port log.", "[1]", "n")


def test_notes_of_another_chapter_are_known_by_what_leads_to_them() -> None:
    chapter = tree_of(
        "<p>Mud.<a epub:type=noteref href='notes.xhtml#n7'>7</a> See <a href='b.xhtml#x'>there</a>.</p>"
    )
    notes = tree_of("<p id=n7>7. Port log. <a href='a.xhtml#r'>↩</a></p><p id=x>There.</p>")
    assert chapter is not None
    assert notes is not None
    assert references(chapter) == {"notes.xhtml#n7": "7"}
    note, plain = blocks_of(notes, others={"n7": "7", "x": ""})
    assert note == Block(BlockKind.FOOTNOTE, "7. Port log.", name="n7")
    assert plain == Block(BlockKind.PARAGRAPH, "There.", name="x")


def test_names_are_given_only_where_a_link_leads() -> None:
    first, second, third = blocks(
        "<p><a href=#b>On</a> <a href='#none'>nowhere</a><p id=a><b id=b>B</b><p id=c>C"
    )
    assert first.links == (Link(0, 2, "#b"),)
    assert [block.name for block in (first, second, third)] == ["", "b", ""]


def test_a_place_that_is_not_there_is_on_the_page_itself() -> None:
    (block,) = blocks("<p><a href='/harbour#log'>Log</a>", "https://gazette.example/harbour")
    assert block.links == (Link(0, 3, "https://gazette.example/harbour#log"),)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("10<sup>6</sup> m<sup>−2</sup>", "10⁶ m⁻²"),
        ("H<sub>2</sub>O and CO<sub>2</sub>", "H₂O and CO₂"),
        ("the 1<sup>st</sup> of May", "the 1st of May"),
        ("She said <q>no</q>.", "She said “no”."),
        ("one<br>two<br> <br>three", "one\ntwo|three"),
        ("&nbsp; indented&nbsp;", "indented"),
        ("<img src=a.png alt=a.png>words <img alt='a crane'>", "words a crane"),
        ("a<span class=sr-only>hidden</span><span style='display: none'>hidden</span>b", "ab"),
    ],
)
def test_words_are_set_to_be_read(source: str, text: str) -> None:
    assert "|".join(block.text for block in blocks(f"<p>{source}</p>")) == text


def test_references_in_one_pair_of_brackets_lead_to_notes_as_each_in_its_own() -> None:
    notes = "".join(f"<li id=B{at}><span>{at}.</span>Log {at}.</li>" for at in range(1, 6))
    text, *found = blocks(
        f"<p>Mud [<a href=#B1>1</a>, <a href=#B2>2</a>–<a href=#B3>3</a>] and silt [<a href=#B5>5</a>].<ul>{notes}</ul>"
    )
    assert text.text == "Mud [1, 2–3] and silt [5]."
    assert [(note.kind, note.marker, note.text) for note in found] == [
        (BlockKind.FOOTNOTE, "", "1. Log 1."),
        (BlockKind.FOOTNOTE, "", "2. Log 2."),
        (BlockKind.FOOTNOTE, "", "3. Log 3."),
        (BlockKind.FOOTNOTE, "", "4.Log 4."),
        (BlockKind.FOOTNOTE, "", "5. Log 5."),
    ]


def test_links_in_brackets_that_are_no_list_of_references_stay_links() -> None:
    text, *found = blocks("<p>Mud [see <a href=#B1>1</a> and more].<ul><li id=B1>Log 1.</li></ul>")
    assert text.text == "Mud [see 1 and more]."
    assert found[0].kind is BlockKind.ITEM


@pytest.mark.parametrize(
    "hidden",
    [
        "<aside epub:type=footnote id=n1 hidden><p>Port log.</aside>",
        "<section role=doc-endnotes style='display: none'><ol><li id=n1>Port log.</ol></section>",
    ],
)
def test_a_note_that_is_hidden_until_it_is_asked_for_is_read(hidden: str) -> None:
    text, note = blocks(f"<p>Mud.<a epub:type=noteref href=#n1>1</a>{hidden}<p hidden class=x>Silt.")
    assert (text.text, note.kind, note.text, text.links[0].href) == (
        "Mud.[1]",
        BlockKind.FOOTNOTE,
        "Port log.",
        f"#{note.name}",
    )


def test_a_sign_before_a_note_is_its_mark() -> None:
    _, note = blocks("<p>Mud.<sup><a href=#n1>*</a></sup><p id=n1>* Port log.")
    assert (note.marker, note.text) == ("", "* Port log.")


@pytest.mark.parametrize("words", ["1 May 1900, Port log.", "1.5 metres."])
def test_a_number_of_a_note_s_own_words_is_not_its_mark(words: str) -> None:
    _, note = blocks(f"<p>Mud.<sup><a href=#n1>1</a></sup><ol class=footnotes><li id=n1>{words}</ol>")
    assert (note.marker, note.text) == ("[1]", words)


def test_a_way_back_before_a_note_s_words_is_the_mark_that_was_typed() -> None:
    _, note = blocks(
        "<p>Mud.<sup><a href=#n1 id=r1>1</a></sup><p id=n1><a href=#r1>1</a>The <a href='https://x.example'>log</a>."
    )
    assert (note.marker, note.text) == ("", "1 The log.")
    assert [note.text[link.start : link.end] for link in note.links] == ["log"]


def test_a_mark_in_an_element_of_its_own_is_no_paragraph_of_the_note() -> None:
    _, note = blocks(
        "<p>Mud.<a class=footnote-anchor id=r1 href=#n1>1</a>"
        "<div class=footnote><a id=n1 href=#r1>1</a><div><p>Port log.</div></div>"
    )
    assert (note.marker, note.text, note.name) == ("[1]", "Port log.", "n1")


def test_a_link_by_which_a_definition_leads_to_itself_is_left_out() -> None:
    (block,) = blocks("<dl><dt id=f>predict(station)<a class=headerlink href=#f>¶</a></dt></dl>")
    assert block.text == "predict(station)"
