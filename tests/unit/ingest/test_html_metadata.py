from __future__ import annotations

import json

import pytest

from postil.ingest.document import About, Received
from postil.ingest.html.metadata import about_of
from postil.ingest.html.parsing import tree_of
from postil.ingest.html.reading import read

URL = "https://gazette.example/2022/harbour"


def about(head: str, url: str = "", body: str = "<p>Mud.") -> About:
    root = tree_of(f"<html><head>{head}</head><body>{body}</body></html>")
    assert root is not None
    return about_of(root, url)


@pytest.mark.parametrize(
    ("head", "url", "container"),
    [
        ("", "https://www.gz.co.example/2022/harbour", "gz.co.example"),
        ("<meta property=og:url content=https://gz.example/harbour>", "", "gz.example"),
        ("<meta property=og:site_name content='the gazette'>", URL, "the gazette"),
        ("<meta name=twitter:site content=@gazette>", URL, "Gazette"),
        ("<meta property=og:site_name content='https://gz.example'>", "https://www.gz.example/1", "gz.example"),
    ],
)  # fmt: skip
def test_a_page_without_a_good_name_of_its_site_is_of_its_host(
    monkeypatch: pytest.MonkeyPatch, head: str, url: str, container: str
) -> None:
    def read_all_domains(*_: object, **__: object) -> None:
        pytest.fail("ten thousand domains were read for one")

    monkeypatch.setattr("tld.utils.get_tld_names", read_all_domains)
    assert about(f"<title>Mud</title>{head}", url).container == container


@pytest.mark.parametrize(
    ("title", "head", "url", "container"),
    [
        ("Mud rises | The Gazette", "", "", "The Gazette"),
        ("Mud rises_News_北原日报网", "", URL, "北原日报网"),
        ("Mud rises — Газета «Север»", "", URL, "Газета «Север»"),
        ("Mud rises - Quaypedia", "", "https://en.quaypedia.example/wiki/Mud", "Quaypedia"),
        ("Mud rises - Analysis", "", URL, "gazette.example"),
        ("Mud rises: a report", "", "", ""),
        ("Mud rises", '{"@type": "Article", "publisher": {"name": "Quay Ledger"}}', URL, "Quay Ledger"),
        (
            "Mud rises - Quaypedia",
            '{"@context": "https://schema.org", "@type": "Article", "publisher": {"@type": "Organization", "name": "Quay Trust"}}',
            "https://quaypedia.example/Mud",
            "Quaypedia",
        ),
    ],
)
def test_a_title_or_a_publisher_names_the_site(title: str, head: str, url: str, container: str) -> None:
    script = f"<script type='application/ld+json'>{head}</script>" if head else ""
    told = about(f"<title>{title}</title>{script}", url, "<h1>Mud rises</h1><p>Mud.")
    assert told.container == container


@pytest.mark.parametrize(
    ("said", "published"),
    [
        ("2022 Nov 3", "2022-11-03"),
        ("2022 Nov", "2022-11"),
        ("2022 Nov-Dec", "2022"),
        ("2022/3/5", "2022-03-05"),
        ("2022", "2022"),
        ("2022 Spring", "2022"),
    ],
)
def test_a_scholarly_date_may_be_written_with_the_name_of_its_month(said: str, published: str) -> None:
    assert (
        about(f"<title>Mud</title><meta name=citation_publication_date content='{said}'>").published
        == published
    )


def linked(**data: object) -> str:
    return f"<script type='application/ld+json'>{json.dumps(data)}</script>"


def test_a_news_page_says_what_it_is() -> None:
    told = about(
        "<title>Harbour to be dredged | The Gazette</title><link rel=canonical href=/2022/harbour>"
        "<meta property=og:title content='Harbour to be dredged'><meta property=og:site_name content='The Gazette'>"
        "<meta property=article:published_time content='2022-10-03T08:00:00Z'><meta name=author content='Ada Quill'>"
        "<meta http-equiv=content-language content=en-GB>",
        "https://gazette.example/2022/harbour?from=feed",
    )
    assert told == About("Harbour to be dredged", ("Ada Quill",), "2022-10-03", "The Gazette", URL, "en-GB")


@pytest.mark.parametrize(
    ("words", "published"),
    [
        ("Veröffentlicht am 3. März 2021", "2021-03-03"),
        ("Kai an der Ems, 3. März 2021 – Der Hafen ist voll Schlick, und niemand baggert ihn aus, sagt das Amt", "2021-03-03"),
        ("Zuletzt gesehen im Jahr 2021 am Hafen", ""),
        ("The harbour closed on 3 March 2021", ""),
        ("It was dredged again on 3 March 2021, when a new firm was chosen by the council to do all the work", ""),
        ("Mud and more mud", ""),
    ],
)  # fmt: skip
def test_a_date_stands_in_a_line_of_its_own_beside_the_headline(words: str, published: str) -> None:
    told = about("<title>Der Hafen</title>", body=f"<article><h1>Der Hafen</h1><p>{words}.</p></article>")
    assert told.published == published


@pytest.mark.parametrize(
    ("body", "published"),
    [
        ("<div>14. Februar 2012</div><h1>The harbour</h1>", "2012-02-14"),
        ("<h1>The harbour</h1><p>By Ada Quill<br>March 5, 2015", "2015-03-05"),
        ("<time datetime=2015-03-05>5/3</time><h1>The harbour</h1>", "2015-03-05"),
        ("<h1>The harbour</h1><p>Von Ada Quill | 05.03.15</p>", "2015-03-05"),
        (
            "<p class=meta>Ada Quill on Sunday, March 1st, 2015</p><h1>The harbour</h1><p>By Bo Reed on Thursday, March 5th, 2015",
            "2015-03-05",
        ),
        (
            "<h1>The harbour</h1><p class=date>Written: 2015-03-05 15:03</p><p>Mud.<time datetime=2015-03-01>1/3</time>",
            "2015-03-05",
        ),
        ("<form><h1>The harbour</h1><p>5 March 2015</p></form>", "2015-03-05"),
        ("<h1>The harbour</h1><p>bo<p>Joined: 1 March 2009<p>bo » 5 March 2015, 10:11<p>Mud.", "2015-03-05"),
        ("<h1>The harbour</h1><span class=post-date>5 March 2015</span>", "2015-03-05"),
        ("<h1>The harbour</h1><table><tr><th>Day<th>Boats<tr><td>5 March 2015<td>7</table>", ""),
        ("<h1>The harbour</h1><figure><figcaption>5 March 2015</figcaption></figure>", ""),
        ("<h1>The harbour</h1><p>Mud.<footer>© 5 March 2015 The Gazette</footer>", ""),
        ("<h1>The harbour</h1><div class=comment-date>5 March 2015 at noon, said Bo</div>", ""),
        (f"<h1>The harbour</h1>{'<p>Mud.' * 20}<p>5 March 2015", ""),
        (f"<h1>The harbour</h1><p>{'Mud and silt. ' * 20}It fell on 2015-03-05 to the council.", ""),
        ("<h1>The harbour</h1><p>The dues were signed into law on March 5, 1935", ""),
        ("<p>5 March 2015", ""),
    ],
)
def test_no_date_is_better_than_a_false_one(body: str, published: str) -> None:
    assert about("<title>The harbour</title>", body=body).published == published


@pytest.mark.parametrize(
    ("issue", "online", "published"),
    [("2023/07", "2023/06/14", "2023-06-14"), ("2023/07", "2022/12/14", "2023-07"), ("2023/7/1", "2023/6/14", "2023-07-01")],
)  # fmt: skip
def test_a_paper_is_of_the_year_of_its_issue_and_the_day_that_is_told(
    issue: str, online: str, published: str
) -> None:
    head = f"<meta name=citation_online_date content={online}><meta name=citation_publication_date content={issue}>"
    assert about(f"<title>Mud</title>{head}").published == published


def test_a_scholarly_page_says_more() -> None:
    told = about(
        "<title>Silt</title><meta name=citation_title content='Silt [and mud]'>"
        "<meta name=citation_author content='Quill, Ada'><meta name=citation_author content='Bo Reed'>"
        "<meta name=citation_publication_date content='2020/3/1'><meta name=citation_doi content='doi:10.1000/Silt.1'>"
        "<meta name=citation_journal_title content='Tides'><meta name=citation_isbn content='978-3-16-148410-0'>"
    )
    assert told.title == "Silt [and mud]"
    assert told.authors == ("Quill, Ada", "Bo Reed")
    assert (told.published, told.container) == ("2020-03-01", "Tides")
    assert (told.doi, told.isbn) == ("10.1000/Silt.1", "9783161484100")


@pytest.mark.parametrize(
    ("author", "names"),
    [
        ("Ada Quill and Bo Reed", ("Ada Quill", "Bo Reed")),
        ("By Ada Quill, Bo Reed", ("Ada Quill", "Bo Reed")),
        ("Quill, Ada", ("Quill, Ada",)),
        (["Ada Quill", {"@type": "Person", "name": "Bo Reed"}], ("Ada Quill", "Bo Reed")),
        ({"name": "The Gazette"}, ()),
        ({"name": "admin"}, ()),
        ({"name": ["x"]}, ()),
        ("https://gazette.example/author/ada", ()),
    ],
)
def test_authors_are_told_apart(author: object, names: tuple[str, ...]) -> None:
    told = about(
        "<meta property=og:site_name content='The Gazette'>"
        + linked(**{"@type": "NewsArticle", "author": author})
    )
    assert told.authors == names


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("<div class=author>View all posts by Ada Quill</div>", ("Ada Quill",)),
        ("<div class=author>Ada Quill<br>March 25, 2015</div>", ("Ada Quill",)),
        ("<div class=author>By ADA QUILL and BO REED Gazette Press</div>", ("ADA QUILL", "BO REED")),
        ("<div class=author>Ada Quill The Gazette Staff</div>", ("Ada Quill",)),
        ("<div class=author>Ada J. van der Quill</div>", ("Ada J van der Quill",)),
        ("<div class=author>the Eastern and Western harbour ministries</div>", ()),
        ("<div class=author>so recommend this</div>", ()),
        ("<div class=author>Gazette wire services Published</div>", ()),
        ("<meta name=dc.creator content='Quill, Ada de'><meta name=dc.creator content='Reed, B.'>", ("Quill, Ada de", "Reed, B.")),
        ("<meta name=author content='Gazette, The'>", ()),
        ("<meta name=author content='Mud &amp; i'>", ("Mud & i",)),
        ("<meta name=author content='Office 90/The Greens'>", ("Office 90/The Greens",)),
    ],
)  # fmt: skip
def test_an_author_is_a_name_that_the_page_has(byline: str, names: tuple[str, ...]) -> None:
    head = "<title>Silt</title><meta property=og:site_name content='The Gazette'>"
    told = (
        about(head + byline)
        if byline.startswith("<meta")
        else about(head, body=f"<h1>Silt</h1>{byline}<p>Mud.")
    )
    assert told.authors == names


@pytest.mark.parametrize(
    ("head", "title", "container"),
    [
        ("<title>Report 14. - 20. May 2022 - Quay</title>", "Report 14. - 20. May 2022", "gazette.example"),
        ("<title>Silt | Mud | 02.11.2021</title>", "Silt | Mud", "gazette.example"),
        ("<title>Silt</title><meta property=og:site_name content=https://net.example/quay>", "Silt", "gazette.example"),
        ("<title>Quay</title><meta property=og:site_name content=Quay>", "Quay", "Quay"),
    ],
)  # fmt: skip
def test_a_site_has_a_name(head: str, title: str, container: str) -> None:
    told = about(
        f"{head}<link rel=canonical href={URL}>", body="<h1>Quay</h1>" if "14." in head else "<p>Mud."
    )
    assert (told.title, told.container) == (title, container)


def test_linked_data_tell_numbers_of_works() -> None:
    graph = [{"@type": "Organization", "isbn": "0000000000"}, {"@type": ["Book"], "isbn": "3-16-148410-X"}]
    assert about(linked(**{"@graph": graph})).isbn == "316148410X"
    same = {"@type": "ScholarlyArticle", "sameAs": ["https://doi.org/10.1000/182."]}
    assert about(linked(**same)).doi == "10.1000/182"


@pytest.mark.parametrize(
    "script",
    ["{", "[[[" * 50_000, "7", '{"@type": 5, "@graph": {}}', '{"@type": "Article", "author": [[1]]}'],
)
def test_broken_linked_data_are_passed_over(script: str) -> None:
    assert (
        about(f"<title>Mud and silt</title><script type='application/ld+json'>{script}</script>").title
        == "Mud and silt"
    )


@pytest.mark.parametrize(
    "said", ["javascript:alert(1)", "file:///etc/passwd", "http://[", "data:text/html,x"]
)
def test_an_address_is_of_the_web_or_not_told(said: str) -> None:
    head = f"<link rel=canonical href='{said}'><meta property=og:url content='{said}'>"
    assert about(head).url == ""
    assert about(head, URL).url == URL


def test_controls_in_metadata_are_harmless() -> None:
    told = about(
        "<title>Mud\x1b[31m &#27;and \u202esilt [x]</title><meta name=author content='Ada\u202e Quill'>"
    )
    assert all(word.isprintable() for word in (told.title, *told.authors))


@pytest.mark.parametrize(("lang", "language"), [("de_AT", "de-AT"), ("x'><b>", ""), ("en us", ""), ("", "")])
def test_a_language_is_a_tag(lang: str, language: str) -> None:
    root = tree_of("<p>Mud.")
    assert root is not None
    root.set("lang", lang)
    assert about_of(root, "").language == language


@pytest.mark.parametrize(
    ("title", "body", "settled"),
    [
        ("The harbour is full - Harbour Foundation", "<h1>The harbour is full</h1><nav>Menu</nav>", "The harbour is full"),
        ("Quay &raquo; Archive &raquo; The harbour is full of mud", "<h1>Quay</h1><h2>The harbour is full of mud</h2>", "The harbour is full of mud"),
        ("The harbour is full | NET.EXAMPLE", "<h1>The harbour is full | QUAY.EXAMPLE</h1>", "The harbour is full"),
        ("The harbour is full", "<h1>Norden<br>The harbour is full</h1>", "The harbour is full"),
        ("The Harbour Project: a better quay", "<h1>Harbour Project:</h1>", "The Harbour Project: a better quay"),
        ("The harbour - Quay", "<h1>The harbour – as it was</h1>", "The harbour – as it was"),
        ("Dues | The Harbour Board of Norden", "<h1>Dues</h1>", "Dues"),
    ],
)  # fmt: skip
def test_a_title_is_whole_and_without_the_site(title: str, body: str, settled: str) -> None:
    source = (
        f"<title>{title}</title>{body}" + "<p>Mud is dredged where it lies, and silt where it does not." * 9
    )
    assert read(Received(source.encode(), "x", url=URL)).about.title == settled


def test_a_title_is_known_where_a_word_before_it_has_ended_the_head() -> None:
    source = "<html><head>&nbsp;<title>The harbour</title></head><body><svg><title>Logo</title></svg><p>Mud."
    root = tree_of(source)
    assert root is not None
    assert about_of(root, URL).title == "The harbour"


def test_a_site_is_named_behind_a_chinese_title_without_a_space() -> None:
    told = about("<title>泥不断上升-北原网</title>", URL, body="<h1>泥不断上升</h1><p>泥。")
    assert (told.title, told.container) == ("泥不断上升", "北原网")


@pytest.mark.parametrize(
    ("title", "body", "settled"),
    [
        ("港口将在冬天前疏浚_要闻_北原网", "<p>泥。", "港口将在冬天前疏浚"),
        ("港口将在冬天前疏浚--北原日报", "<p>泥。", "港口将在冬天前疏浚"),
        ("港口将在冬天前疏浚-北原网", "<p>泥。", "港口将在冬天前疏浚"),
        ("中国-东盟博览会闭幕", "<p>泥。", "中国-东盟博览会闭幕"),
        (
            "冬天前疏浚港口的新船DR-EDN 北原设计",
            "<h4>冬天前疏浚港口的新船DR</h4><p>泥。",
            "冬天前疏浚港口的新船DR",
        ),
        (
            "深水|港口将在冬天前疏浚_要闻_北原网",
            "<h1>深水|港口将在冬天前疏浚</h1><p>泥。",
            "深水|港口将在冬天前疏浚",
        ),
    ],
)
def test_a_chinese_title_is_without_the_site_and_whole(title: str, body: str, settled: str) -> None:
    page = f"<html lang=zh><head><meta charset=utf-8><title>{title}</title></head><body>{body}</body></html>"
    assert read(Received(page.encode(), "page.html", url=URL)).about.title == settled
