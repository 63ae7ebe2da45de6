from __future__ import annotations

import json
import random
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest

from postil.citation.forms.form import Quote
from postil.citation.forms.known import FORMS
from postil.citation.reference import Citation
from postil.citation.styles import Manner
from postil.core.model import Locator
from postil.core.text import KEEPER, copyable_line
from postil.pandoc.running import run

if TYPE_CHECKING:
    from pathlib import Path

    from postil.core.model import JSON

URL = "https://port.example/survey_1"
CITED = Citation(
    "(Holm & Reed, 2031, ¶ 4)",
    "Holm & Reed. Survey_1.",
    URL,
    key="holm2031",
    locator=Locator("paragraph", "4"),
)
UNKEYED = Citation("(Holm & Reed, 2031, ¶ 4)", "Holm & Reed. Survey_1.", URL)
NUMERIC = Citation(
    "[1, p. 7]", "[1] I. Holm, “Survey.”", URL, Manner.NUMERIC, "holm2031", Locator("page", "7–9")
)
NOTE = Citation("Ines Holm, ‘Survey’ (2031) 7.", "Holm I, ‘Survey’", URL, Manner.NOTE)
SHORT = Quote("50% of *all* _mud_ & #1")
LONG = Quote("One night.\n\nThe mud\nmoved.", is_block=True)


@pytest.mark.parametrize(
    ("form", "quote", "citation", "written"),
    [
        ("plain", SHORT, CITED, "“50% of *all* _mud_ & #1” (Holm & Reed, 2031, ¶ 4)"),
        ("plain", LONG, CITED, "    One night.\n\n    The mud\n    moved.\n    (Holm & Reed, 2031, ¶ 4)"),
        ("plain", SHORT, NUMERIC, "“50% of *all* _mud_ & #1” [1, p. 7]\n\n[1] I. Holm, “Survey.”"),
        ("plain", SHORT, NOTE, "“50% of *all* _mud_ & #1”\n\n— Ines Holm, ‘Survey’ (2031) 7."),
        ("markdown", SHORT, CITED,
         f"> 50% of \\*all\\* \\_mud\\_ & #1\n>\n> — Holm & Reed, 2031, ¶ 4 [source](<{URL}>)"),
        ("markdown", SHORT, NUMERIC,
         f"> 50% of \\*all\\* \\_mud\\_ & #1\n>\n> — \\[1, p. 7\\] [source](<{URL}>)\n\n\\[1\\] I. Holm, “Survey.”"),
        ("pandoc", SHORT, CITED, "> 50% of \\*all\\* \\_mud\\_ & #1 [@holm2031, para. 4]"),
        ("pandoc", LONG, NUMERIC, "> One night.\n>\n> The mud\\\n> moved. [@holm2031, pp. 7–9]"),
        ("pandoc", SHORT, UNKEYED,
         f"> 50% of \\*all\\* \\_mud\\_ & #1\n>\n> — Holm & Reed, 2031, ¶ 4 [source](<{URL}>)"),
        ("obsidian", LONG, CITED, "> [!quote] Holm & Reed, 2031, ¶ 4\n> One night.\n>\n> The mud\\\n> moved."),
        ("html", LONG, CITED,
         f'<blockquote cite="{URL}"><p>One night.</p><p>The mud<br>moved.</p></blockquote>\n<p>— Holm &amp; Reed, 2031, ¶ 4</p>'),
        ("org", SHORT, CITED,
         f"#+begin_quote\n50% of *{KEEPER}all* _{KEEPER}mud_ & #1 [cite:@holm2031 para. 4]\n#+end_quote"),
        ("org", SHORT, UNKEYED,
         f"#+begin_quote\n50% of *{KEEPER}all* _{KEEPER}mud_ & #1\n#+end_quote\n— Holm & Reed, 2031, ¶ 4"),
        ("latex", SHORT, CITED, r"\blockcquote[para.~4]{holm2031}{50\% of *all* \_mud\_ \& \#1}"),
        ("latex", SHORT, NUMERIC, r"\blockcquote[7--9]{holm2031}{50\% of *all* \_mud\_ \& \#1}"),
        ("latex", SHORT, UNKEYED, r"\blockquote[(Holm \& Reed, 2031, ¶ 4)]{50\% of *all* \_mud\_ \& \#1}"),
        ("typst", LONG, CITED,
         "#quote(block: true, attribution: [Holm & Reed, 2031, ¶ 4])[One night.\n\nThe mud \\\nmoved.]"),
    ],
)  # fmt: skip
def test_a_cited_quote_in_each_markup(form: str, quote: Quote, citation: Citation, written: str) -> None:
    assert FORMS[form].cited(quote, citation) == written


@pytest.mark.parametrize(
    ("form", "written"),
    [
        ("plain", "Claim: Reed & Co\nSpeaker: a half\n\nSources:"),
        ("markdown", "**Claim:** Reed & Co\\\n**Speaker:** a half\n\n**Sources**"),
        ("html",
         "<p><strong>Claim:</strong> Reed &amp; Co<br><strong>Speaker:</strong> a half</p>\n\n<p><strong>Sources</strong></p>"),
        ("org", "- Claim :: Reed & Co\n- Speaker :: a half\n\n*Sources*"),
        ("latex", "\\textbf{Claim:} Reed \\& Co\\\\\n\\textbf{Speaker:} a half\n\n\\textbf{Sources}"),
        ("typst", "/ Claim: Reed & Co\n/ Speaker: a half\n\n*Sources*"),
    ],
)  # fmt: skip
def test_facts_are_a_line_each_and_a_heading_stands_alone(form: str, written: str) -> None:
    markup = FORMS[form]
    facts = markup.facts([("Claim", "Reed & Co"), ("Speaker", "a\nhalf")])
    assert f"{facts}\n\n{markup.heading('Sources')}" == written


@pytest.mark.parametrize("form", sorted(FORMS))
def test_a_quote_without_anything_around_it_is_still_one(form: str) -> None:
    assert "mud" in FORMS[form].quote(SHORT)
    assert "mud" in FORMS[form].cited(SHORT, Citation("", ""))


@pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///etc/passwd", 'https://x.example/"><script>'])
def test_only_web_addresses_are_written_and_they_stay_addresses(url: str) -> None:
    for form in FORMS.values():
        written = form.cited(SHORT, Citation("(Holm)", "Holm", url))
        assert "script" not in written or "%22%3E%3Cscript" in written
        assert "file:" not in written


READERS = [
    ("markdown", "commonmark"),
    ("markdown", "gfm"),
    ("pandoc", "markdown"),
    ("obsidian", "commonmark"),
    ("obsidian", "gfm"),
    ("html", "html"),
    ("org", "org"),
    ("latex", "latex"),
    ("typst", "typst"),
]
PIECES = [
    *"*_/=~+#$%&{}[]()<>@^|\\`'\"-.:;!?1aA ",
    *(
        "--",
        "---",
        "...",
        "``",
        "''",
        "://",
        "http://x.y/z",
        "cite:@a",
        "[[a]]",
        "<<",
        "{{{a}}}",
        "$x$",
        "\\alpha",
    ),
    *(
        "\\input{x}",
        "#let",
        "#+end_quote",
        "* ",
        "- ",
        "1. ",
        "= ",
        "+ ",
        "/ a:",
        "a_b",
        "a^2",
        "&amp;",
        "<b>",
    ),
    *(
        "~~x~~",
        "é",
        "日本",
        "[fn:1]",
        "@a",
        "src_c{x}",
        "|a|b|",
        "\\\\",
        "::",
        ": ",
        "%",
        "<!--",
        "```",
        "[^1]",
    ),
    *(
        "==",
        ":smile:",
        ":+1:",
        "1:02:33",
        "https://a.example/x_y?z=*c*",
        "www.a.example/b_c",
        "a_b@c.example",
    ),
    *("^[a]", ":::", "\\n", "<https://a.b>", "![", "\u200b", "\x1b[1m"),
]


def hostile(count: int) -> list[str]:
    chance = random.Random(2031)  # noqa: S311 - a test's own chance
    made = ("".join(chance.choice(PIECES) for _ in range(chance.randint(1, 12))) for _ in range(count))
    return [text for text in made if any(letter.isalnum() for letter in copyable_line(text))]


def words_of(node: JSON) -> str:  # noqa: PLR0911 - one for each kind of node
    """The words that a tree of pandoc's would show; what acts is shown in brackets."""
    match node:
        case list():
            return "".join(map(words_of, node))
        case {"t": "Str" as kind, "c": str(words)} | {"t": "Code" as kind, "c": [_, str(words)]}:
            return words if kind == "Str" or words == "\\" else f"[[{kind} {words}]]"
        case {"t": "Space" | "SoftBreak" | "LineBreak"}:
            return " "
        case {"t": "Quoted", "c": [{"t": kind}, inner]}:
            return f"“{words_of(inner)}”" if kind == "DoubleQuote" else f"‘{words_of(inner)}’"
        case {"t": "Link", "c": [_, inner, _]} | {"t": "Span", "c": [["", [], []], inner]}:
            return words_of(inner)
        case {"t": "Para" | "Plain", "c": inner}:
            return f"{words_of(inner)} "
    return f"[[{json.dumps(node)}]]"


def quotes_in(node: JSON) -> list[str]:
    match node:
        case {"t": "BlockQuote", "c": inner}:
            return [" ".join(words_of(inner).split())]
        case dict():
            return [quote for part in node.values() for quote in quotes_in(part)]
        case list():
            return [quote for part in node for quote in quotes_in(part)]
    return []


@pytest.mark.parametrize(("name", "reader"), READERS)
def test_hostile_quotes_are_read_back_unchanged(name: str, reader: str) -> None:
    texts = hostile(150)
    texts += [f"mud {text} mud" for text in texts]
    document = "\n\n".join(FORMS[name].quote(Quote(text, is_block=True)) for text in texts)
    tree = json.loads(run(["--from", reader, "--to", "json"], document.encode()))
    wanted = [copyable_line(text) for text in texts]
    found = [quote.replace(KEEPER, "") for quote in quotes_in(tree["blocks"])]
    if name == "latex":  # which sets an apostrophe as one
        wanted, found = ([text.replace("’", "'") for text in side] for side in (wanted, found))
    if name == "typst":
        found = [quote.removesuffix("—").strip() for quote in found]
    assert found == wanted


@pytest.mark.parametrize(
    ("form", "key", "written"),
    [
        ("org", "holm;@reed", f"#+begin_quote\n%% a ={KEEPER}={KEEPER}b={KEEPER}=\n#+end_quote\n— Holm"),
        ("obsidian", "holm", "> [!quote] Holm\n> \\%% a \\==b\\=="),
    ],
)
def test_what_would_act_in_one_markup_alone_is_kept_from_acting(form: str, key: str, written: str) -> None:
    cited = Citation("(Holm)", "Holm.", key=key)
    assert FORMS[form].cited(Quote("%% a ==b=="), cited) == written


@pytest.mark.parametrize(
    ("line", "written"),
    [("==hl== x", r"\==hl\== x"), ("===", r"\=\=="), ("= x", r"\= x"), ("a_b@c", r"a\_b\@c")],
)
def test_what_begins_a_line_is_escaped_once_in_obsidian(line: str, written: str) -> None:
    assert FORMS["obsidian"].text(line) == written


PLACES = [
    ("pandoc", Locator("page", "737"), "p. 737", "[p.|737]"),
    ("pandoc", Locator("page", "A-12"), "p. A‑12", ", p. A‑12"),
    ("pandoc", Locator("page", "3; 5"), r"pp. 3\; 5", "[pp.|3; 5]"),
    ("pandoc", Locator("timestamp", "12:34"), "{12:34}", "[|12:34]"),
    ("pandoc", Locator("", "12 and the back"), "{}12 and the back", ", 12 and the back"),
    ("pandoc", Locator("", "the blue [volume]"), r"the blue \[volume\]", ", the blue [volume]"),
    ("pandoc", Locator("table", "2"), "table 2", ", table 2"),
    ("org", Locator("page", "737"), "p. 737", "[p.|737]"),
    ("org", Locator("page", "A-12"), "p. A‑12", " p. A‑12"),
    ("org", Locator("page", "3; 5"), "pp. 3, 5", "[pp.|3, 5]"),
    ("org", Locator("timestamp", "12:34"), "at 12:34", " at 12:34"),
    ("org", Locator("table", "2"), "table 2", " table 2"),
]
LABELS = """<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0"><citation><layout>
<text value="Holm"/><group prefix="[" suffix="]"><label variable="locator" form="short"/><text variable="locator"
prefix="|"/></group></layout></citation></style>"""


@pytest.mark.parametrize(("form", "locator", "written", "read"), PLACES)
def test_a_place_behind_a_key_is_no_page_where_it_was_none(
    form: str, locator: Locator, written: str, read: str, tmp_path: Path
) -> None:
    (tmp_path / "labels.csl").write_text(LABELS, encoding="utf-8")
    (tmp_path / "items.json").write_text('[{"id": "mud", "type": "book", "title": "Mud"}]', encoding="utf-8")
    mark = FORMS[form].cited(Quote("Mud"), Citation("", "", key="mud", locator=locator))
    assert f"@mud{', ' if form == 'pandoc' else ' '}{written}]" in mark
    settings = [f"--csl={tmp_path / 'labels.csl'}", f"--bibliography={tmp_path / 'items.json'}"]
    arguments = [
        "--from",
        "markdown" if form == "pandoc" else "org",
        "--to",
        "plain",
        "--citeproc",
        *settings,
    ]
    assert f"Holm{read}" in run(arguments, mark.encode()).decode().replace("\xa0", " ")


WORKS = [Citation("", "Holm, I. Mud & <b>tides</b>."), Citation("", "Reed, T. 1. Quays.")]


@pytest.mark.parametrize(("name", "reader"), READERS)
def test_each_work_of_a_list_is_a_paragraph(name: str, reader: str) -> None:
    written = FORMS[name].works(WORKS)
    tree = json.loads(run(["--from", reader, "--to", "json"], written.encode()))
    found = [words_of(block).strip().replace(KEEPER, "") for block in tree["blocks"]]
    assert found == [work.entry for work in WORKS]


def test_a_list_of_works_in_html_closes_what_it_opens() -> None:
    opened: list[str] = []

    class Parser(HTMLParser):
        def handle_starttag(self, tag: str, attrs: object) -> None:
            opened.append(tag)

        def handle_endtag(self, tag: str) -> None:
            assert opened[-1] == tag
            opened.append(f"/{tag}")

    Parser().feed(FORMS["html"].works(WORKS))
    assert opened == ["p", "/p", "p", "/p"]
