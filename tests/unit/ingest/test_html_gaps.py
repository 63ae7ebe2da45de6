from __future__ import annotations

import pytest

from postil.core.snapshot import BlockKind
from postil.ingest.document import Parsed, Received
from postil.ingest.html.bodies import with_later_bodies
from postil.ingest.html.gaps import Said, with_gaps_filled
from postil.ingest.html.parsing import tree_of
from postil.ingest.html.reading import read
from postil.ingest.html.walk import found_in
from tests.unit.ingest.test_html_article import FIRST, SECOND, THIRD, URL, article, texts

POST = (
    "<div class=social-embed><blockquote class=twitter-tweet><p>Landed three tons at Norden today. Nobody argued.</p>&mdash; Knut Ness"
    " <a href='https://posts.example/1'>11 September</a></blockquote></div>"
)


def parted(between: str, later: str, title: str = "") -> Parsed:
    """A page whose article is set in two bodies with something between them, the later one under a title."""
    return read(
        Received(
            f"<html lang=en><head><title>Harbour to be dredged</title></head><body><main><h1>Harbour to be dredged</h1>"
            f"<div class=row><div class=article__body><p>{FIRST}<p>{SECOND}<p>{THIRD}</div></div>{between}"
            f"<div class=row><div class={later}>{title}<p>{'The dredger came on Friday and left again. ' * 4}"
            f"<p>{'Nobody had told the crew what to dredge. ' * 4}</div></div></main></body></html>".encode(),
            "harbour.html",
            url=URL,
        )
    )


def test_an_article_set_in_several_bodies_is_read_whole() -> None:
    parsed = parted("<div class=ad>Advertisement</div>", "article__body")
    assert [text[:11] for text in texts(parsed.blocks)[-3:]] == ["The mayor, ", "The dredger", "Nobody had "]


@pytest.mark.parametrize(
    ("between", "later"),
    [("<h2>In other news</h2>", "article__body"), ("<div class=ad>Advertisement</div>", "comment__body")],
)
def test_what_is_set_behind_another_heading_or_under_another_name_is_another_text(
    between: str, later: str
) -> None:
    assert "dredger" not in str(parted(between, later).blocks)


@pytest.mark.parametrize(
    ("title", "is_read"),
    [
        ("<h1>The dredger</h1>", False),
        ("<h2><a href=/d>The dredger</a></h2>", False),
        ("<h2>Friday</h2>", True),
    ],
)
def test_a_body_with_a_title_of_its_own_is_another_text(title: str, *, is_read: bool) -> None:
    parsed = parted("<div class=ad>Advertisement</div>", "article__body", title)
    assert ("came on Friday" in str(parsed.blocks)) == is_read


def test_speeches_that_have_titles_alike_are_all_read() -> None:
    speech = "<div class=item><h3 class=member>{}</h3><div class=content><p>{}<p>{}</div></div>"
    body = "".join(
        speech.format(*said)
        for said in (("Holm", FIRST, SECOND), ("Reed", THIRD, THIRD), ("Quill", "Hear, hear.", ""))
    )
    root = tree_of(
        f"<main>{body}<h3>Papers</h3><div class=item><div class=content><p>{THIRD}</div></div></main>"
    )
    assert root is not None
    found = found_in(root, URL)
    kept = with_later_bodies(found, [at < 3 for at in range(len(found))], lambda _: False)
    assert kept == [True] * 8 + [False] * 2


def test_a_post_that_is_shown_between_paragraphs_is_quoted() -> None:
    parsed = article(f"<div class=article-body><p>{FIRST}<p>{SECOND}{POST}<p>{THIRD}</div>")
    quoted = [block.text for block in parsed.blocks if block.kind is BlockKind.QUOTE]
    assert quoted == ["Landed three tons at Norden today. Nobody argued.", "— Knut Ness 11 September"]


def test_whose_words_are_quoted_is_told() -> None:
    quoted = "<blockquote><p>The water is late, and it is late on every day of the year.</p><footer>Ines Holm</footer></blockquote>"
    parsed = article(f"<div class=article-body><p>{FIRST}<p>{SECOND}{quoted}<p>{THIRD}</div>")
    assert [block.text for block in parsed.blocks if block.kind is BlockKind.QUOTE][-1] == "Ines Holm"


def test_words_of_the_article_in_larger_type_are_not_read_twice() -> None:
    pulled = "Neither of them has dredged a tidal harbour before"
    parsed = article(
        f"<div class=article-body><p>{FIRST}<p>{SECOND}<aside class=pullquote><blockquote>{pulled}</blockquote></aside><p>{THIRD}</div>"
    )
    assert sum(pulled in text for text in texts(parsed.blocks)) == 1


@pytest.mark.parametrize(
    ("lead", "head"),
    [
        ("<p class='article__standfirst'>Who is to pay for the mud", ""),
        ("<h3 class=subtitle>Who is to pay for the mud</h3>", ""),
        (
            "<div>Who is to pay for the mud</div>",
            "<meta name=description content='Who is to pay for the mud?'>",
        ),
    ],
)
def test_a_short_lead_is_known_by_its_name_or_the_page_s_description(lead: str, head: str) -> None:
    parsed = article(f"{lead}<div class=article-body><p>{FIRST}<p>{SECOND}<p>{THIRD}</div>", head=head)
    assert "Who is to pay for the mud" in texts(parsed.blocks)


@pytest.mark.parametrize("whole", ["article", "main"])
def test_the_picture_that_opens_an_article_has_its_caption(whole: str) -> None:
    pictures = [
        f"<figure><img src={name}.jpg alt=''><figcaption>The crane {name} it was moved</figcaption></figure>"
        for name in ("before", "after")
    ]
    source = (
        f"<html lang=en><head><title>Harbour to be dredged</title></head><body><figure><figcaption>An old crane of another"
        f" story</figcaption></figure><{whole}>{pictures[0]}<h1>Harbour to be dredged</h1><p class=date>3 May</p>"
        f"{pictures[1]}<div><p>{FIRST}<p>{SECOND}<p>{THIRD}</div></{whole}></body></html>"
    )
    parsed = read(Received(source.encode(), "harbour.html", url=URL))
    captions = [block.text for block in parsed.blocks if block.kind is BlockKind.CAPTION]
    assert captions == ["The crane before it was moved", "The crane after it was moved"]


@pytest.mark.parametrize(
    ("caption", "stays"),
    [("Foto: Ines Holm", False), ("Photo by Ines Holm / Quay", False), ("© Ines Holm", False), ("Photo: The crane is moved. Ines Holm", True)],
)  # fmt: skip
def test_a_caption_says_more_than_whose_a_picture_is(caption: str, *, stays: bool) -> None:
    figure = f"<figure><img src=a.jpg alt=''><figcaption>{caption}</figcaption></figure>"
    parsed = article(
        f"<p class=date>3 May</p>{figure}<div class=article-body><p>{FIRST}<p>{SECOND}<p>{THIRD}</div>"
    )
    assert (caption in texts(parsed.blocks)) == stays


def test_a_picture_of_who_has_written_says_nothing() -> None:
    parsed = article(
        f'<p class=intro>Who is to pay for the mud?</p><img src=q.jpg alt="Ada Quill\'s avatar"><p>{FIRST}<p>{SECOND}<p>{THIRD}'
    )
    assert "avatar" not in str(parsed.blocks)


def test_the_heading_before_the_first_paragraph_belongs_to_it() -> None:
    parsed = article(
        f"<p class=date>3 May</p><h2>Summary</h2><div class=article-body><p>{FIRST}<p>{SECOND}<p>{THIRD}</div>"
    )
    assert texts(parsed.blocks)[-4:] == ["Summary", FIRST, SECOND, THIRD]


def test_what_is_said_of_many_pictures_alike_is_read_once() -> None:
    caption = "The members of the harbour board, the mayor and two of the ferrymen on the quay, last Monday"
    figures = [
        f"<figure><img src={n}.jpg alt=''><figcaption>{caption}</figcaption></figure>" for n in range(4)
    ]
    text = [
        f"<p>{part}"
        for part in (FIRST, SECOND, THIRD, FIRST.replace("harbour", "port"), SECOND.replace("Two", "Six"))
    ]
    parsed = article("".join(part + figure for part, figure in zip(text, [*figures, ""], strict=True)))
    assert texts(parsed.blocks).count(caption) == 1


def test_a_page_of_comments_on_another_page_is_read_for_these() -> None:
    said = [FIRST, SECOND, THIRD, f"{FIRST} {SECOND}"]
    posts = "".join(
        f"<tr><td><table><tr><td><div><a class=user href=/u/{n}>sailor{n}</a> | <a href=#{n}>next</a></div><br><div class=comment>"
        f"<div class=commtext>{words}</div><p><a href=/reply>reply</a></div></table></tr>"
        for n, words in enumerate(said)
    )
    source = (
        "<html lang=en><head><title>Mud is dredged | Sailors' News</title></head><body><table><tr><td><a href=/new>new</a> |"
        " <a href=/login>login</a><tr><td><table><tr><td>1.<td><a href='https://gazette.example/mud'>Mud is dredged</a>"
        f"<tr><td><td>12 points | <a href=/c>4 comments</a></table><table>{posts}</table></table></body></html>"
    )
    found = texts(read(Received(source.encode(), "item.html", url="https://sailors.example/item")).blocks)
    assert [text for text in found if text in said] == said
    assert "sailor2 | next" in found
    assert "reply" not in found


PROGRAM = "<div class=listing><pre>dredge --depth 3.2</pre></div>"
WARNING = "<div class=warning><div>A dredger that lies at the quay overnight has to show a light at the bow and another one at the stern.</div></div>"
ANSWER = "<div class=warning><div>夜間に岸壁に停泊する浚渫船は、船首と船尾に灯火を掲げなければならず、当直者を一人以上置かなければならない。</div></div>"
STEPS = "<div class=steps><ol><li>Ask the harbour master for the hour of the tide.</ol></div>"
TEASER = "<div class=promo><h3><a href=/mud>On mud</a></h3>"


@pytest.mark.parametrize(
    "part", [PROGRAM, WARNING, ANSWER, STEPS, f"{TEASER}{PROGRAM}</div>", f"{TEASER}</div>{WARNING}"]
)
def test_a_part_of_the_text_that_was_left_out_of_it_is_read(part: str) -> None:
    assert sum(kept_between(part)) == 3


@pytest.mark.parametrize(
    "part",
    [
        f"{TEASER}{WARNING}</div>",
        "<div class=promo><div><a href=/mud>On mud</a></div>" + WARNING + "</div>",
        "<div class=promo><p>All about mud</div>",
    ],
)
def test_a_teaser_between_paragraphs_is_none(part: str) -> None:
    assert kept_between(part)[-2:] == [False, True]


def kept_between(part: str) -> list[bool]:
    """Which blocks are of an article of two paragraphs that has left out what stands between them."""
    root = tree_of(f"<main><div><p>{FIRST}</div>{part}<div><p>{SECOND}</div></main>")
    assert root is not None
    found = found_in(root, URL)
    kept = [one.block.text in {FIRST, SECOND} for one in found]
    return with_gaps_filled(found, kept, None, Said([]), URL)


@pytest.mark.parametrize(
    ("second", "read"), [("Two firms have bid", 3), ("<a href=/bids>Two firms have bid</a>", 1)]
)
def test_a_list_of_which_a_part_was_taken_is_read_whole(second: str, read: int) -> None:
    root = tree_of(
        f"<main><ul><li>It will be dredged<li>{second}<li>Nobody knows when</ul><div><p>{FIRST}</div></main>"
    )
    assert root is not None
    found = found_in(root, URL)
    kept = with_gaps_filled(found, [False, False, True, True], None, Said([]), URL)
    assert kept.count(True) == read + 1
