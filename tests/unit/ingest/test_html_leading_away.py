from __future__ import annotations

import pytest

from postil.core.snapshot import BlockKind
from postil.ingest.html.leading_away import without_what_leads_away
from postil.ingest.html.parsing import tree_of
from postil.ingest.html.surroundings import without_surroundings
from postil.ingest.html.walk import found_in

BASE = "https://gazette.example/harbour"
TEXT = "<p>The harbour will be dredged before winter."


def staying(body: str) -> list[str]:
    """The texts of a page that is an article through and through, without what leads away from it."""
    root = tree_of(f"<html><body>{body}</body></html>")
    assert root is not None
    found = found_in(root, BASE)
    kept = without_what_leads_away(found, [True] * len(found), BASE)
    return [one.block.text for one, keep in zip(found, kept, strict=True) if keep]


@pytest.mark.parametrize(
    "line",
    [
        "<p>Related: <a href=/silt>The history of silt</a>",
        "<p>[Read more: <a href=https://other.example/>The history of silt</a>]",
        "<p><b>Lesen Sie auch:</b> <a href=/silt>Die Geschichte des Schlicks</a>",
        "<h3>You may also like</h3><ul><li><a href=/a>Mud</a><li><a href=/b>Silt</a></ul>",
        "<h3>Related topics</h3><p><a href=/a>Mud</a>",
        "<p>相关阅读：<a href=/silt>淤泥的历史</a>",
        "<p>Categories: <a href=/mud>Mud</a>, <a href=/silt>Silt</a>",
        "<p><a href=/a>Home</a> | <a href=/b>Ships</a> | <a href=/c>Guest book</a>",
        "<p><a href=/a>Home</a><br><a href=/b>Ships</a><br><a href=/c>Guest book</a>",
        "<p>Get the latest from the quay: <a href=/n>sign up for our newsletter</a>.",
        "<p><a href=/n>Abonnieren Sie</a> unseren Newsletter!",
        "<div class='post sharedaddy'><h3>Share this:</h3><p>Loading…</div>",
        "<p>- Advertisement -",
        "<div class=labstabs><h2>Tools</h2><p>Labs let others try new things here.</div>",
        "<p>ANZEIGE",
        "<p>(MORE: <a href=/silt>The history of silt</a>)",
        "<div class=share><a href=#>Share</a> <a href=#>Post</a></div>",
        "<li>Share full article",
        "<p>Ad Feedback",
        "<p><a href=#c>11 commentaires</a>",
        "<h4>Text Size</h4>",
        "<p>Article continues below advertisement",
        "<h2>このニュースをシェア</h2>",
        "<h2>More Must-Reads From Tide</h2><ul><li><a href=/a>Mud</a><li><a href=/b>Silt</a></ul>",
        "<p><b>Baca juga:</b> <a href=/silt>Sejarah lumpur</a>",
        "<p>Menu<br><a href=/a>Home</a><br><a href=/b>Tides</a>",
        "<h3>More great harbour stories</h3><ul><li>Mud is <a href=/a>on the rise</a><li>Silt <a href=/b>too</a></ul>",
    ],
)
def test_what_leads_away_from_an_article_is_left_out(line: str) -> None:
    assert len(staying(f"{TEXT}{line}{TEXT}")) == 2


@pytest.mark.parametrize(
    "line",
    [
        "<p>Related work was done by <a href=/holm>Holm</a> in 1990.",
        "<p>Anzeige wurde erstattet.",
        "<p>More people came than ever before.",
        "<h3>See also</h3><ul><li><a href=/a>Mud</a><li><a href=/b>Silt</a></ul>",
        "<h3>Topics</h3><ul><li><a href=/a>Mud</a><li><a href=/b>Silt</a></ul>",
        "<p><a href=/a>Mud</a>, <a href=/b>silt</a> and <a href=/c>tar</a>",
        "<p><a href=https://one.example/>One</a> | <a href=https://two.example/>Two</a>",
        "<p>Readers were asked to sign up for the newsletter.",
        "<p>© 1990 stood on the wall, and nobody knew whose it was.",
    ],
)
def test_what_belongs_to_an_article_stays(line: str) -> None:
    assert staying(f"{TEXT}{line}{TEXT}") == staying(TEXT) + staying(f"{line}<p>x")[:-1] + staying(TEXT)


def test_an_article_ends_with_its_text() -> None:
    end = "<h3>More from the quay</h3><p>© 2022 The Gazette. All rights reserved.<h3>Comments</h3>"
    assert staying(TEXT + end) == staying(TEXT)
    assert staying(f"{TEXT}<h2>THE END.</h2>")[-1] == "THE END."


def test_what_is_nothing_else_stays() -> None:
    assert staying("<h3>Share this:</h3>") == ["Share this:"]


def test_notes_and_tables_are_not_asked() -> None:
    root = tree_of("<p>Mud.<sup><a href=#n>1</a></sup><p id=n>1. Read more: <a href=/x>Mud</a>")
    assert root is not None
    found = found_in(root, BASE)
    assert found[1].block.kind is BlockKind.FOOTNOTE
    assert without_what_leads_away(found, [True, True], BASE) == [True, True]


def test_the_terms_of_a_site_end_an_article_and_other_links_do_not() -> None:
    terms = "<p>Harbour board · <a href=/p>Privacy policy</a> · <a href=/c>Contact</a>"
    assert len(staying(f"{TEXT}{TEXT}{terms}")) == 2
    assert len(staying(f"{TEXT}{TEXT}<p>【纠错】【责任编辑:王芳】")) == 2
    assert len(staying(f"{TEXT}{TEXT}<p>Powered by <a href=https://board.example>Board</a>")) == 2
    assert len(staying(f"{TEXT}{TEXT}{terms.replace('Privacy', 'Dredging')}")) == 3
    assert len(staying(f"{TEXT}{terms}{TEXT}")) == 3


def test_a_title_of_other_articles_goes_with_those_that_were_not_kept() -> None:
    root = tree_of(
        f"<html><body>{TEXT}<h3>Related coverage</h3><div><a href=/a>Mud</a></div>{TEXT}</body></html>"
    )
    assert root is not None
    found = found_in(root, BASE)
    kept = without_what_leads_away(found, [True, True, False, True], BASE)
    assert kept == [True, False, False, True]


def test_a_heading_goes_with_the_list_that_it_names() -> None:
    body = "<h2>Mud</h2><p>Mud.</p><h2>See also</h2><ul><li><a href=/a>Silt</a><li>May 3<li><a href=/b>Tar</a></ul><h2>Notes</h2><p>No.</p>"
    root = tree_of(f"<html><body>{body}</body></html>")
    assert root is not None
    found = found_in(root, BASE)
    kept = without_what_leads_away(found, [one.block.kind is not BlockKind.ITEM for one in found], BASE)
    assert [one.block.text for one, keep in zip(found, kept, strict=True) if keep] == [
        "Mud",
        "Mud.",
        "Notes",
        "No.",
    ]


@pytest.mark.parametrize(
    ("part", "stays"),
    [
        ("<div class='site-foot'><p>1 North Quay.</div>", False),
        ("<section class='kg-signup-card'><h2>Sign up.</h2><p>No spam.</section>", False),
        ("<footer><p>1 North Quay.</footer>", False),
        (f"<nav>{TEXT * 4}</nav>", False),
        (f"<nav>{TEXT * 40}</nav>", True),
        ("<div class=social-embed><blockquote>Mud!</blockquote></div>", True),
        ("<blockquote>Mud!<footer>Ada Quill</footer></blockquote>", True),
        ("<div id=footer><p>1 North Quay.</div>", False),
        ("<section id=cookies><p>Mud has none.</section>", True),
        ("<section id=sharing-with-others><p>Mud is shared.</section>", True),
        (f"<div class=related>{TEXT * 3}</div>", True),
        (TEXT.replace("<p", "<p class=has-ads") * 3, True),
        (
            f"<div class='newsletter post'>{TEXT * 3}<div class=subscription-box><p>No spam.</div></div>",
            False,
        ),
        ("<aside class=footer-notes><p class=footnote>1. Mud.</aside>", True),
    ],
)
def test_small_parts_that_are_called_so_are_around_an_article(part: str, *, stays: bool) -> None:
    root = tree_of(f"<html><body class=has-sidebar>{TEXT * 3}{part}</body></html>")
    assert root is not None
    found = found_in(root, BASE)
    assert all(without_surroundings(found, [True] * len(found))) == stays


def test_a_list_of_other_articles_behind_the_text_is_none_of_it() -> None:
    links = "".join(f"<h3><a href=/{number}>The mud of pier {number}</a></h3>" for number in range(3))
    assert len(staying(f"{TEXT * 5}<h2>From the archive</h2>{links}")) == 5
    assert len(staying(f"{TEXT * 9}{links.replace('</h3>', '</h3><p>It lies there.')}<p>3 comments")) == 9


def test_what_stands_for_three_pictures_or_more_tells_nothing_of_them() -> None:
    assert len(staying(f"{TEXT}{'<h3><img alt=Mud></h3>' * 2}{TEXT}")) == 4
    assert len(staying(f"{TEXT}{'<h3><img alt=Mud></h3>' * 3}{TEXT}")) == 2


def test_a_link_before_the_text_is_none_of_it() -> None:
    assert staying(f"<div><a href=/>The Gazette</a></div><h1><a href=/1>The harbour</a></h1>{TEXT * 2}") == [
        "The harbour",
        *["The harbour will be dredged before winter."] * 2,
    ]


def test_a_page_that_is_a_list_of_others_is_read() -> None:
    links = "".join(f"<li><a href=/{number}>The mud of pier {number}</a>" for number in range(9))
    assert len(staying(f"{TEXT}<ul>{links}</ul>")) == 10
