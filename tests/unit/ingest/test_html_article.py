from __future__ import annotations

import socket
from typing import TYPE_CHECKING, NoReturn

import pytest
from trafilatura import external

from postil.core.snapshot import Block, BlockKind, Link
from postil.ingest.document import Parsed, Received
from postil.ingest.door import read_document
from postil.ingest.html import extraction
from postil.ingest.html.alignment import shares, words_of
from postil.ingest.html.article import WALKED
from postil.ingest.html.entries import with_answers, with_entries
from postil.ingest.html.parsing import tree_of
from postil.ingest.html.posts import without_comments
from postil.ingest.html.reading import read
from postil.ingest.html.walk import found_in

if TYPE_CHECKING:
    from collections.abc import Iterable

URL = "https://gazette.example/2022/harbour"
FIRST = (
    "The harbour will be dredged before winter, at a cost of 1.2 million, the council was told on Monday, and no"
    " tolls are to be charged for at least three years afterwards."
)
SECOND = (
    "Two firms have bid for the work. Neither of them has dredged a tidal harbour before, and one was founded only"
    " last year by a former member of the board, as the minutes of its own meeting tell."
)
THIRD = (
    "The mayor, who had opposed the plan in the spring, would say nothing when she was asked about it after the"
    " meeting. Her deputy said that everybody would see in good time."
)
LEAD = (
    "Ships have run aground at the quay four times since the spring, and the ferry sails at high tide only."
)
NAVIGATION = (
    "<nav><ul><li><a href=/>Home</a><li><a href=/news>News</a><li><a href=/sport>Sport</a></ul></nav>"
)


def page(*parts: str, head: str = "") -> bytes:
    return (
        f"<!doctype html><html lang=en><head><title>Harbour to be dredged | The Gazette</title>{head}</head><body>"
        f"{NAVIGATION}<article><h1>Harbour to be dredged</h1>{''.join(parts)}</article>"
        "<footer><p>Copyright The Gazette. Subscribe to our newsletter.</p></footer></body></html>"
    ).encode()


def article(*parts: str, head: str = "") -> Parsed:
    return read(Received(page(*parts, head=head), "harbour.html", url=URL))


def texts(blocks: Iterable[Block]) -> list[str]:
    return [block.text for block in blocks]


def test_what_stands_around_an_article_is_left_out() -> None:
    parsed = article(f"<p>{FIRST}<p>{SECOND}<p>{THIRD}")
    assert texts(parsed.blocks)[-3:] == [FIRST, SECOND, THIRD]
    assert "newsletter" not in str(parsed.blocks)
    assert "Sport" not in str(parsed.blocks)


def test_the_elements_of_an_article_are_set_by_their_kinds() -> None:
    parsed = article(
        f"<p>{FIRST}</p><figure><img src=a.jpg alt='A red crane lifts mud'><figcaption>The crane. Photo: Ines Holm"
        f"</figcaption></figure><p>{SECOND}</p><h2>Bids</h2><ul><li><a href='https://one.example/'>Holm &amp; Sons</a>"
        f"<li>Quay Works</ul><blockquote>Nobody asked the ferrymen.</blockquote><p>{THIRD}</p>"
        "<table><tr><th>Year<th>Tons</tr><tr><td>2020<td>1,200</tr><tr><td>2021<td>900</tr></table>"
        f"<p>{FIRST.replace('harbour', 'port')}</p>"
    )
    found = [(block.kind.value, block.text, block.level) for block in parsed.blocks]
    for wanted in (
        ("caption", "A red crane lifts mud", 0),
        ("caption", "The crane. Photo: Ines Holm", 0),
        ("heading", "Bids", 2),
        ("item", "Holm & Sons", 1),
        ("item", "Quay Works", 1),
        ("quote", "Nobody asked the ferrymen.", 0),
        ("table", "Year | Tons\n2020 | 1,200\n2021 | 900", 0),
    ):
        assert wanted in found


def test_the_lead_belongs_to_the_article_and_the_line_of_its_date_does_not() -> None:
    parsed = read(
        Received(
            (
                f"<title>Harbour to be dredged - The Gazette</title><body>{NAVIGATION}<header><h1>Harbour to be dredged</h1>"
                f"<div class=teaser>{LEAD}</div><div>3 October 2022, 8:15</div></header><main><div class=content>"
                f"<p>{FIRST}<p>{SECOND}<p>{THIRD}</div></main>"
            ).encode(),
            "harbour.html",
        )
    )
    assert texts(parsed.blocks)[-4:] == [LEAD, FIRST, SECOND, THIRD]
    assert parsed.about.title == "Harbour to be dredged"


def test_links_to_other_stories_between_paragraphs_are_left_out() -> None:
    parsed = article(
        f"<p>{FIRST}</p><p>{SECOND}</p><div><h3><a href=/ferry>Ferry runs late</a></h3><ul><li><a href=/a>Fog closes"
        f" the port</a><li><a href=/b>New bell for the church</a></ul></div><p>{THIRD}</p>"
    )
    assert "Fog" not in str(parsed.blocks)
    assert "Ferry runs" not in str(parsed.blocks)


def test_the_notes_to_which_an_article_refers_belong_to_it() -> None:
    parsed = article(
        f"<p>{FIRST}<sup><a href=#n1>1</a></sup></p><p>{SECOND}</p><p>{THIRD}</p>",
        "<ol class=footnotes><li id=n1>Port log. <a href=#r1>↩</a></ol>",
    )
    assert Block(BlockKind.FOOTNOTE, "Port log.", marker="[1]", name="n1") in parsed.blocks
    assert any(block.links == (Link(len(FIRST), len(FIRST) + 3, "#n1"),) for block in parsed.blocks)


@pytest.mark.parametrize(
    ("head", "url", "href"),
    [
        ("", URL, "https://gazette.example/2022/log"),
        ("<base href='/archive/'>", URL, "https://gazette.example/archive/log"),
        (
            "<link rel=canonical href='https://www.gazette.example/x/'>",
            "",
            "https://www.gazette.example/x/log",
        ),
        ("<base href='http://['>", URL, "https://gazette.example/2022/log"),
        ("", "", "log"),
    ],
)
def test_links_lead_from_where_the_page_is(head: str, url: str, href: str) -> None:
    source = page(f"<p>{FIRST} <a href=log>See the log</a>.<p>{SECOND}<p>{THIRD}", head=head)
    parsed = read(Received(source, "harbour.html", url=url))
    assert [link.href for block in parsed.blocks for link in block.links] == [href]


def test_a_large_page_is_walked_without_what_stands_around() -> None:
    many = "".join(f"<p>{number}. {FIRST}</p>" for number in range(WALKED // len(FIRST) + 1))
    parsed = article(many, head="<meta name=author content='Ada Quill'>")
    assert parsed.about.authors == ("Ada Quill",)
    assert parsed.about.title == "Harbour to be dredged"
    assert parsed.blocks[1].text == f"0. {FIRST}"
    assert parsed.blocks[-1].text.endswith(FIRST)


def test_an_article_that_is_only_in_the_metadata_is_read() -> None:
    body = f"{FIRST} {SECOND} {THIRD}"
    script = f'{{"@type": "NewsArticle", "headline": "Harbour to be dredged", "articleBody": "{body}"}}'
    source = f"<title>Harbour</title><div id=root></div><script type='application/ld+json'>{script}</script>"
    parsed = read(Received(source.encode(), "harbour.html"))
    assert body in " ".join(texts(parsed.blocks))


def test_a_page_over_which_the_extraction_stumbles_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    def stumble(*_: object, **__: object) -> NoReturn:
        raise AttributeError

    monkeypatch.setattr(extraction, "bare_extraction", stumble)
    monkeypatch.setattr(extraction, "examine_meta", stumble)
    parsed = article(f"<p>{FIRST}<p>{SECOND}")
    assert texts(parsed.blocks) == ["Harbour to be dredged", FIRST, SECOND]
    assert parsed.about.title == "Harbour to be dredged"


def test_metadata_over_which_the_extraction_stumbles_leave_the_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def stumble(*_: object) -> NoReturn:
        raise AttributeError

    monkeypatch.setattr(extraction, "extract_meta_json", stumble)
    parsed = article(f"<p>{FIRST}<p>{SECOND}", head="<meta property=og:site_name content='The Gazette'>")
    assert parsed.about.container == "The Gazette"


@pytest.mark.parametrize("said", ["", "en", "de"])
def test_a_short_page_is_measured_by_the_common_words_of_its_own_language(
    monkeypatch: pytest.MonkeyPatch, said: str
) -> None:
    asked: list[str] = []

    def common_words(language: str) -> frozenset[str]:
        asked.append(language)
        return frozenset({"the", "was", "and", "are", "to", "be", "for", "at", "of"})

    monkeypatch.setattr(external, "JT_STOPLIST", None)
    monkeypatch.setattr(external, "get_stoplist", common_words)
    declared = f"<html lang={said}>" if said else ""
    parsed = read(Received(f"{declared}<title>Harbour</title><div>{FIRST}</div>".encode(), "harbour.html"))
    assert texts(parsed.blocks) == [FIRST]
    assert set(asked) == {"English"}


def test_a_page_in_another_language_than_its_metadata_declare_is_read() -> None:
    parsed = article(f"<p>{FIRST}<p>{SECOND}", head="<meta property=og:locale content=de_DE>")
    assert texts(parsed.blocks) == ["Harbour to be dredged", FIRST, SECOND]


def test_a_title_has_no_subject_before_it_that_its_page_does_not_call_it_by() -> None:
    head = "<title>Harbour to be dredged | The Gazette</title>"
    source = (
        f"{head}<article><h1><span>Shipping</span> Harbour to be dredged</h1><p>{FIRST}<p>{SECOND}</article>"
    )
    assert read(Received(source.encode(), "harbour.html")).about.title == "Harbour to be dredged"


def test_every_entry_of_a_live_blog_is_read() -> None:
    live = '<script type="application/ld+json">{"@type": "LiveBlogPosting", "headline": "Mud"}</script>'
    wanted = ["18:00", "The vote", FIRST, SECOND, "Ada Quill", "9:00", "Good morning", THIRD, LEAD, "Bo Reed"]
    entries = "".join(
        f"<article class=entry><time>{time}</time><h2>{title}</h2><p>{one}</p><p>{other}</p><p>{name}</p><p>Share</p></article>"
        for time, title, one, other, name in (wanted[:5], wanted[5:])
    )
    teaser = "<article class=teaser><h3><a href=/x>Ferry runs aground</a></h3><p>It sank at noon, the office said.</p></article>"
    source = f"<title>Mud</title>{live}<h1>Mud, as it happened</h1>{entries}{teaser}".encode()
    found = texts(read(Received(source, "live.html", url=URL)).blocks)
    assert [text for text in found if text != "Share"] == wanted


@pytest.mark.parametrize(
    ("begin", "end"), [("<article>", "</article>"), ("<div class='post quay'>", "</div>")]
)
def test_each_of_several_articles_has_its_heading(begin: str, end: str) -> None:
    posts = "".join(
        f"<article><h2><a href=/{number}>Post {number}</a></h2><p>{text}</p><p>{LEAD}</p></article>"
        for number, text in enumerate((FIRST, SECOND, THIRD), 1)
    )
    source = f"<title>The quay</title>{NAVIGATION}<main>{posts}</main>".encode()
    blocks = read(Received(source, "index.html", url=URL)).blocks
    assert [block.text for block in blocks if block.kind is BlockKind.HEADING] == [
        "Post 1",
        "Post 2",
        "Post 3",
    ]


def test_each_of_several_posts_has_its_heading() -> None:
    posts = "".join(
        f"<div class='post p{n}'><h2><a href=/{n}>Post {n}</a></h2><p>{FIRST}</div>" for n in range(2)
    )
    root = tree_of(f"<html><body>{posts}<div class=page><h2>More</h2><p>{SECOND}</div></body></html>")
    assert root is not None
    found = found_in(root)
    kept = [one.block.kind is not BlockKind.HEADING for one in found]
    assert with_entries(root, found, kept, lambda _: False) == [True, True, True, True, False, True]


def test_words_that_stand_loose_between_paragraphs_are_read() -> None:
    source = (
        "<title>Release</title><table><tr><td><a href=a>Home</a><br><a href=b>News</a></td><td><p>FOR RELEASE<br>May 9, 2003</p>"
        f"{LEAD}<br><br>{FIRST}<br><br>{SECOND}<p>{THIRD}<br>&nbsp;<br>{LEAD}<p><center>###</center></td></tr></table>"
    )
    found = texts(read(Received(source.encode(), "release.html", url=URL)).blocks)
    assert [text for text in found if len(text) > 40] == [LEAD, FIRST, SECOND, f"{THIRD}", LEAD]


def test_each_post_of_a_discussion_names_its_author() -> None:
    posts = "".join(
        f"<div class=post><div class=meta><span class=username>{name}</span> <time>9 May</time></div><div>{text}</div></div>"
        for name, text in (
            ("ada_q", f"<p>{FIRST}</p>"),
            ("borek", f"<blockquote>{LEAD}</blockquote>{SECOND}"),
        )
    )
    source = f"<title>Mud</title>{NAVIGATION}<h1>Mud?</h1>{posts}<div class=username>cleo</div>".encode()
    assert texts(read(Received(source, "thread.html", url=URL)).blocks) == [
        *("ada_q 9 May", FIRST, "borek 9 May", LEAD, SECOND),
    ]


@pytest.mark.parametrize(("kind", "read"), [("QAPage", 3), ("WebPage", 1)])
def test_all_answers_to_a_question_are_read(kind: str, read: int) -> None:
    posts = "".join(
        f"<div class={name}><div class=prose><p>{text}</div></div>"
        for name, text in (("question", FIRST), ("answer", SECOND))
    )
    body = f"<main itemscope itemtype=https://schema.org/{kind}>{posts}<div class=answer><p>Share<div class=prose><ul><li>Silt.</ul></div></div></main>"
    root = tree_of(body)
    assert root is not None
    found = found_in(root)
    kept = with_answers(root, found, [one.block.text == FIRST for one in found], lambda _: False)
    assert [keep for keep, one in zip(kept, found, strict=True) if one.block.text != "Share"].count(
        True
    ) == read
    assert not any(keep for keep, one in zip(kept, found, strict=True) if one.block.text == "Share")


def test_comments_are_none_of_an_article_that_has_them_below() -> None:
    posts = "".join(f"<p>Ines Holm<p>{'I was at the quay and saw it myself. ' * 4}" for _ in range(2))
    body = f"<div class=text><p>{FIRST}<p>{SECOND}<p>{THIRD}</div><h2>Speak up</h2><div id=sf_comment_list>{posts}</div>"
    root = tree_of(body)
    assert root is not None
    found = found_in(root)
    assert sum(without_comments(found, [True] * len(found))) == 4
    assert sum(without_comments(found[4:], [True] * 4)) == 4


def test_an_author_s_table_of_contents_is_left_out() -> None:
    lines = "<li><a href=#mud>1. Mud</a><li><a href=#silt>2. Silt</a>"
    body = f"<p>{FIRST}</p><h2>Contents</h2><ul>{lines}</ul><h2 id=mud>Mud</h2><p>{SECOND}</p><h2 id=silt>Silt</h2><p>{THIRD}</p>"
    assert texts(article(body).blocks) == [
        *("Harbour to be dredged", FIRST, "Mud", SECOND, "Silt", THIRD),
    ]


def test_links_to_places_in_a_text_are_no_table_of_contents() -> None:
    lines = "<li><a href=#mud>Mud</a><li><a href=#silt>Silt</a>"
    body = f"<p>{FIRST}</p><h2 id=mud>Mud</h2><p>{SECOND}</p><h2 id=silt>Silt</h2><p>{THIRD}</p><h2>See</h2><ul>{lines}</ul><p>{LEAD}</p>"
    assert texts(article(body).blocks)[-4:] == ["See", "Mud", "Silt", LEAD]


def test_short_pages_are_read_whole() -> None:
    assert texts(read(Received(b"<p>Mud.<p>Silt.", "note.html")).blocks) == ["Mud.", "Silt."]


def test_words_are_found_that_stand_twice_or_were_moved() -> None:
    blocks = [
        words_of(text)
        for text in ("Menu", "one two three four", "Menu", "five six seven", "one two three four")
    ]
    found, whole = shares(blocks, words_of("five six seven one two three four"))
    assert found in ([0, 1, 0, 1, 0], [0, 0, 0, 1, 1])
    assert whole == 1
    assert shares(blocks, [])[0] == [0] * 5
    assert shares([], ["one"]) == ([], 0)


def test_no_page_makes_a_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(*_: object, **__: object) -> NoReturn:
        pytest.fail("a page was read from the network")

    monkeypatch.setattr(socket, "socket", forbidden)
    monkeypatch.setattr(socket, "create_connection", forbidden)
    monkeypatch.setattr(socket, "getaddrinfo", forbidden)
    parsed = article(
        f"<p>{FIRST}<img src='http://picture.example/a.png'><iframe src='http://frame.example/'></iframe><p>{SECOND}",
        head="<link rel=stylesheet href='http://style.example/'><meta property=og:url content='http://gazette.example/'>"
        "<link rel=alternate type='application/rss+xml' href='http://feed.example/'>",
    )
    assert FIRST in str(parsed.blocks)


def test_a_button_that_names_the_article_is_no_headline() -> None:
    page = (
        "<!doctype html><title>The ferry stays at the pier - The Gazette</title><article><h1>The ferry stays at the pier</h1>"
        f"<h3>Share The ferry stays at the pier</h3><p>{'The harbour is full of mud, says the office. ' * 8}</article>"
    )
    assert read_document(page.encode()).about.title == "The ferry stays at the pier"


@pytest.mark.parametrize(
    ("title", "heads", "settled"),
    [
        ("Slow maps", "<h1>Slow maps</h1><h2>What I learned by drawing my own town</h2>", "Slow maps"),
        ("Norden: The mud is rising", "<h1><i>Norden</i><b class=visually-hidden>:</b> The mud is rising</h1>", "Norden: The mud is rising"),
        ("The Mud Is Rising.", "<h1>The mud is rising</h1>", "The mud is rising"),
    ],
)  # fmt: skip
def test_the_headline_is_the_heading_that_is_called_as_the_page(title: str, heads: str, settled: str) -> None:
    long = f"{title} What I learned by drawing my own town | by Ada Quill | The Gazette"
    source = f"<title>{long}</title><meta property=og:title content='{title}'><article>{heads}<p>{FIRST}<p>{SECOND}"
    assert read(Received(source.encode(), "maps.html")).about.title == settled


def test_a_page_of_project_gutenberg_is_the_book_alone() -> None:
    start, end = (f"*** {word} OF THE PROJECT GUTENBERG EBOOK MUD ***" for word in ("START", "END"))
    source = (
        f"<title>Mud</title><div>This eBook is for the use of anyone anywhere at no cost.</div><p>{start}<h1>Mud</h1>"
        f"<p>{FIRST}<p>{SECOND}<p>{THIRD}<p>{end}<p>Updated editions will replace the previous one, and the old ones be renamed."
    )
    assert [text for text in texts(read(Received(source.encode(), "mud.html")).blocks) if text != "Mud"] == [
        FIRST,
        SECOND,
        THIRD,
    ]
