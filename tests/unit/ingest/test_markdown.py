from __future__ import annotations

from pathlib import Path

import pytest

from postil.core.errors import BadInput
from postil.core.snapshot import Block, BlockKind, Link
from postil.ingest.markdown.blocks import markdown_blocks
from postil.ingest.markdown.front_matter import read_front_matter

DATA = Path(__file__).parents[2] / "data" / "ingest"


def test_every_part_of_an_article() -> None:
    blocks = markdown_blocks(read_front_matter((DATA / "ferry.md").read_text(encoding="utf-8"))[1])
    assert [(block.kind.value, block.level, block.marker, block.text) for block in blocks] == [
        ("heading", 1, "", "The ferry that never ran"),
        ("paragraph", 0, "", "The council bought a ferry in March.[1] It has never left the pier at dawn."),
        ("quote", 0, "", "“We were promised two crossings a day.”"),
        ("quote", 1, "•", "one in the morning"),
        ("item", 1, "1.", "First the engine failed."),
        ("item", 2, "•", "then the pump"),
        ("item", 1, "2.", "Then the [captain](javascript:alert(1)) left."),
        ("table", 0, "", "Year | Crossings\n2022 | 0\n2023 | none"),
        ("code", 0, "", "depth  =  4"),
        ("paragraph", 0, "", "Set by hand"),
        ("footnote", 0, "[1]", "It cost 1.4 million."),
    ]
    assert blocks[1].links == (Link(30, 35, "https://gazette.example/march"), Link(36, 39, "#^1"))
    assert [block.name for block in blocks if block.name] == ["^1"]


@pytest.mark.parametrize(
    "href", ["javascript:x()", "data:text/html,x", "file:///etc/passwd", "vbscript:x", "ssh://-o"]
)
def test_only_harmless_links_are_kept(href: str) -> None:
    assert not any(block.links for block in markdown_blocks(f"See [this](<{href}>) and <{href}>."))


@pytest.mark.parametrize(
    "href", ["https://gazette.example/", "mailto:a@gazette.example", "notes/ferry.md", "#top"]
)
def test_links_lead_on(href: str) -> None:
    assert markdown_blocks(f"See [ this ]({href}).")[0] == Block(
        BlockKind.PARAGRAPH, "See this .", links=(Link(4, 8, href),)
    )


def test_a_note_is_found_by_every_reference_to_it() -> None:
    source = "One[^a] and two[^a] and ^[set here].\n\n[^a]: First.\n\n    Second."
    text, *notes = markdown_blocks(source)
    assert [text.text[link.start : link.end] for link in text.links] == ["[1]", "[1]", "[2]"]
    assert [link.href for link in text.links] == ["#^1", "#^1", "#^2"]
    assert [(note.name, note.marker, note.text) for note in notes] == [
        ("^1", "[1]", "First."),
        ("", "", "Second."),
        ("^2", "[2]", "set here"),
    ]


def test_only_headings_to_which_a_link_leads_have_names() -> None:
    source = "[a](#the-quay-day-1) [b](#caf%C3%A9) [c](#twice-1)\n\n# The Quay, Day 1!\n\n## Café\n\n# Twice\n\n# Twice"
    assert [block.name for block in markdown_blocks(source)] == [
        "",
        "the-quay-day-1",
        "caf%C3%A9",
        "",
        "twice-1",
    ]


def test_bare_addresses_are_links_too() -> None:
    (block,) = markdown_blocks("See https://gazette.example/a and <https://gazette.example/b>.")
    assert [block.text[link.start : link.end] for link in block.links] == [
        "https://gazette.example/a",
        "https://gazette.example/b",
    ]


def test_hard_breaks_stay_and_soft_ones_do_not() -> None:
    assert markdown_blocks("one\\\ntwo  \nthree\nfour<br>five")[0].text == "one\ntwo\nthree four\nfive"


@pytest.mark.parametrize("around", ["{}", "- {}", "| a |\n|---|\n| {} |", "<div>{}</div>"])
def test_what_is_raised_is_no_digit_of_the_number_before_it(around: str) -> None:
    source = around.format("4.5<sup>1</sup> of H<SUB>2</SUB>O, 10<sup>&minus;6</sup> and the 2<sup>nd</sup>")
    assert markdown_blocks(source)[0].text.removeprefix("a\n") == "4.5¹ of H₂O, 10⁻⁶ and the 2nd"


def test_what_is_raised_and_never_ends_is_plain() -> None:
    assert markdown_blocks("4.5<sup>1 a<sub>2</sup></sub> <sup>[*3*](x)</sup>")[0].text == "4.51 a2 ³"


def test_references_to_controls_are_made_harmless() -> None:
    text = markdown_blocks("a&#27;[31m b&#x202e;c &#x7f;")[0].text
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "\x7f" not in text


@pytest.mark.parametrize(
    "source", ["---\na: [\n---\ntext", "---\n- a\n---\ntext", "---\nno end", "--- \ntext"]
)
def test_what_is_no_front_matter_stays_text(source: str) -> None:
    assert read_front_matter(source)[1] == source


def test_aliases_are_not_followed() -> None:
    source = "---\na: &a [x, x]\nb: &b [*a, *a]\ntitle: x\n---\ntext"
    assert read_front_matter(source) == (read_front_matter("")[0], source)


@pytest.mark.parametrize(
    ("line", "field", "value"),
    [
        ("date: 2015-11-17 16:16:01 -0600", "published", "2015-11-17"),
        ("date: 2015-11-17T16:16:01Z", "published", "2015-11-17"),
        ("date: 2015-11-17", "published", "2015-11-17"),
        ("date: 2015-02-30", "published", "2015-02-30"),
        ("date: Spring 2015", "published", "Spring 2015"),
        ("lang: no", "language", "no"),
        ("url: ~", "url", ""),
        ("author: [Nell Ferry, Jo Quay]", "authors", ("Nell Ferry", "Jo Quay")),
    ],
)
@pytest.mark.parametrize("title", ["The wall", "The wall: a history: part 2"])
def test_front_matter_is_read_field_by_field(title: str, line: str, field: str, value: object) -> None:
    about, text = read_front_matter(
        f"---\ntitle: {title}\n# a remark\n{line}\ntags:\n- a\n- b\n---\nThe text."
    )
    assert (about.title, getattr(about, field), text) == (title, value, "The text.")


def test_a_dialogue_between_rules_is_no_front_matter() -> None:
    source = "---\nMayor: The quay is: closed.\nAnd so it stays.\n---\nThe text."
    assert read_front_matter(source)[1] == source


@pytest.mark.parametrize("depth", [25, 60])
def test_deep_lists_and_quotes_keep_their_words(depth: int) -> None:
    items = "\n".join(f"{'  ' * level}- item {level}" for level in range(depth // 2))
    assert [block.text for block in markdown_blocks(items)] == [
        f"item {level}" for level in range(depth // 2)
    ]
    assert [block.text for block in markdown_blocks("> " * depth + "deep")] == ["deep"]


@pytest.mark.parametrize(
    "source", [">" * 6000 + "deep", "\n".join(f"{'  ' * level}- item {level}" for level in range(300))]
)
def test_words_that_lie_too_deep_are_not_lost_in_silence(source: str) -> None:
    with pytest.raises(BadInput, match=r"has quotes or lists nested too deeply to be read\."):
        markdown_blocks(f"First.\n\n{source}")


def shapes(source: str) -> list[tuple[str, int, str]]:
    return [(block.kind.value, block.level, block.text) for block in markdown_blocks(source)]


def test_headings_and_pictures_of_a_page_of_a_project() -> None:
    source = (
        '<p align="center"><img src="q.png"></p>\n<h1 align="center">Quay <br></h1>\n<p>Mud.</p>\n\n'
        "[![Built](b.svg)](https://ci.example) ![Licence](l.svg)\n\n![A crane](c.png) stands here.\n\n- ![A boat](b.png)"
    )
    assert shapes(source) == [
        ("heading", 1, "Quay"),
        ("paragraph", 0, "Mud."),
        ("caption", 0, "Built Licence"),
        ("paragraph", 0, "A crane stands here."),
        ("item", 1, "A boat"),
    ]


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("> [!NOTE]\n> Mud *here*.", [("quote", 0, "Note"), ("quote", 0, "Mud here.")]),
        ("> [!info]- How deep\n> Mud.", [("quote", 0, "How deep"), ("quote", 0, "Mud.")]),
        ("> [!NOTE]\n>\n> Mud.", [("quote", 0, "Note"), ("quote", 0, "Mud.")]),
        ("[!NOTE] Mud.", [("paragraph", 0, "[!NOTE] Mud.")]),
        ('!!! note "How deep"\n\n    Mud.', [("paragraph", 0, "How deep"), ("paragraph", 0, "Mud.")]),
        ("!!! Mud is *deep*", [("paragraph", 0, "!!! Mud is deep")]),
        ("::: warning\nMud.\n:::", [("paragraph", 0, "Mud.")]),
        ("Mud\n: What lies there.\n\n    And more.", [("paragraph", 0, "Mud"), ("paragraph", 0, "What lies there."), ("paragraph", 0, "And more.")]),
        ("## Mud {#mud .x}\n\n{: .note}\nSilt.", [("heading", 2, "Mud"), ("paragraph", 0, "Silt.")]),
        ("$$\na*b*c\n$$\n\nSet $a*b*c$ for $5 and $6.", [("code", 0, "a*b*c"), ("paragraph", 0, "Set $a*b*c$ for $5 and $6.")]),
        ("See [[Mud]], [[Silt|the silt]] and ==this==.", [("paragraph", 0, "See Mud, the silt and this.")]),
        ("If [[ -f a ]] and `[[a]]`, a == b == c; [[1]](https://a.example).", [("paragraph", 0, "If [[ -f a ]] and [[a]], a == b == c; [1].")]),
    ],
)  # fmt: skip
def test_what_dialects_add_is_read_as_it_is_shown(source: str, found: list[tuple[str, int, str]]) -> None:
    assert shapes(source) == found


def test_front_matter_may_be_toml() -> None:
    source = '+++\ntitle = "Mud"\ndate = 2021-03-05T08:00:00Z\n[extra]\nauthors = ["Ada Quill"]\n+++\nText.'
    about, body = read_front_matter(source)
    assert (about.title, about.authors, about.published, body) == (
        "Mud",
        ("Ada Quill",),
        "2021-03-05",
        "Text.",
    )
    broken = "+++\ntitle = Mud\n+++\nText."
    assert read_front_matter(broken)[1] == broken
