"""What stands in an article and is none of it: what leads to other articles, asks readers to subscribe, or to share."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING

from postil.core.patterns import pattern
from postil.core.snapshot import BlockKind
from postil.ingest.html.addresses import host_of
from postil.ingest.html.gaps import leads_on
from postil.ingest.html.names import listed
from postil.ingest.html.parts import Parts
from postil.ingest.links import beside_links

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml import etree

    from postil.core.snapshot import Block
    from postil.ingest.html.naming import Found

LONGEST_REQUEST = 250
"""Code points of the longest paragraph that only asks to subscribe or to follow; more has something to tell."""

LONGEST_NOTICE = 150
"""Code points of the longest line that tells whose rights a page's text are."""

LONGEST_TEASER = 160
"""Code points of the longest paragraph below a link at the end that only says what is there."""

MOST_PICTURES = 2
"""Pictures of a page that may be described alike; with more, these words tell nothing of what they show."""

LONGEST_FILLER = 40
LONGEST_TITLE = 60
"""Code points of the longest line that only announces an advertisement, or a list of other articles."""

FEWEST_ENTRIES = 2
LONGEST_ENTRY = 4
"""Entries of the shortest line that is a page's navigation, and words of the longest of them."""

_OTHERS = pattern(
    r"[\W_]*(?:related(?: (?:articles?|stor(?:y|ies)|posts?|content|coverage|topics|links?|reading|news))?|read (?:more|also|next)"
    r"|more (?:on this(?: story| topic)?|(?:[a-z]+ ){0,2}stories|from|like this)|don['’]t miss|recommended(?: for you| reading| stories)?"
    r"|(?:more|watch|video|photos?|pictures|gallery|listen|opinion|analysis)(?=\s?:)|more [\w-]+ from(?: [\w'’&.-]+){1,4}|also (?:read|on)|you (?:may|might) (?:also )?(?:like|enjoy|be interested in)|more from"
    r"|most (?:popular|read)|trending(?: now)?|(?:top|popular|latest) (?:stories|posts|news|articles)|editors?['’]?s?['’]? picks|keep reading"
    r"|(?:lesen|sehen) sie (?:auch|dazu|hierzu)|lies auch|auch interessant|das könnte (?:sie|dich) (?:auch )?interessieren|mehr zum thema"
    r"|weitere (?:artikel|meldungen|nachrichten|themen|beiträge)|meistgelesen(?:e artikel)?|ähnliche (?:artikel|beiträge)|passend zum thema"
    r"|lire (?:aussi|également)|à lire(?: aussi| également)?|sur le même (?:sujet|thème)"
    r"|(?:nos )?articles (?:liés|similaires|associés|connexes)|dans la même rubrique|les plus lus"
    r"|lea (?:también|además)|(?:también )?te puede interesar|leer (?:también|más)|(?:noticias|artículos|temas) relacionad[oa]s"
    r"|(?:lo|las) más (?:leíd[oa]s?|vist[oa]s?)|te recomendamos"
    r"|leggi anche|(?:ti )?potrebbe(?:ro)? interessar[et]i?(?: anche)?|articoli correlati|i più letti"
    r"|leia (?:também|mais)|veja também|(?:notícias|artigos) relacionad[oa]s|mais lidas|saiba mais"
    r"|lees (?:ook|verder)|bekijk ook|gerelateerde? (?:artikelen|berichten)|meest gelezen|läs (?:också|även|mer)|relaterade artiklar"
    r"|læs også|les også|relaterede artikler|lue (?:myös|lisää)|mohlo by vás zajímat|související články|čtěte (?:také|též)|kapcsolódó cikkek"
    r"|читайте (?:также|ещё|еще)|по теме|(?:похожие|другие) (?:статьи|материалы|новости)|материалы по теме|читайте (?:також|ще)|за темою"
    r"|(?:czytaj|zobacz|przeczytaj) (?:także|też|również)|(?:podobne|polecane) artykuły|ilgili haberler|διαβάστε (?:επίσης|ακόμα)|σχετικά άρθρα"
    r"|xem thêm|tin liên quan|baca juga|(?:artikel|berita) terkait|यह भी पढ़ें|ये भी पढ़ें|संबंधित खबरें"
    r"|相关(?:阅读|新闻|文章|链接|报道|推荐|内容)|延伸阅读|(?:热门|推荐|为您?)(?:阅读|新闻|文章|推荐)|猜你喜欢|最新(?:文章|报道)"
    r"|関連(?:記事|ニュース|リンク|キーワード)|あわせて読みたい|人気記事|おすすめ(?:記事)?|관련 ?(?:기사|뉴스)|추천 ?기사|많이 본 뉴스"
    r"|اقرأ (?:أيض|المزيد)\w*|مواضيع ذات صلة|قد يعجبك أيض\w*|קראו (?:עוד|גם)|כתבות נוספות)(?!\w)[\W_]*",
    re.IGNORECASE,
)
_FILED = pattern(
    r"[\W_]*(?:categor(?:y|ies)|tags?|tagged(?: with)?|filed under|posted in|kategorien?|schlagw[öo]rter|catégories?|mots-clés"
    r"|etiquetas|categorías?|categori[ae]|теги|рубрика|标签|タグ)\s*[:：]\s*",
    re.IGNORECASE,
)
_REQUEST = pattern(
    r"\b(?:sign up|subscribe|register) (?:here |now |today )?(?:for|to|via|on)\b|\bclick here to (?:subscribe|sign up|download|join)"
    r"|\b(?:follow|like|find|join) (?:us|me) on (?:twitter|facebook|instagram|telegram|youtube|whatsapp|linkedin|x\b|google)"
    r"|\bget .{0,60}(?:in|to) your inbox|\bdownload (?:our|the) (?:free )?app\b"
    r"|\b(?:abonnieren|melden|bestellen|folgen) sie\b.{0,60}(?:newsletter|facebook|twitter|instagram|whatsapp|kanal)"
    r"|\b(?:abonnez-vous|inscrivez-vous|suivez-nous)\b|\b(?:suscríbe(?:te|ase)|síg(?:ue|a)nos|iscriviti|seguici|inscreva-se|siga-nos)\b"
    r"|\bschrijf je in voor\b.{0,40}nieuwsbrief|\bvolg ons op\b|подпи(?:сывайтесь|шитесь) на|підпи(?:суйтес[ья]|шіться) на"
    r"|\b(?:zapisz się na|obserwuj nas)\b|关注(?:我们|微信)",
    re.IGNORECASE,
)
_FILLER = pattern(
    r"[\W_]*(?:share(?: (?:this|full))?(?: (?:article|story|post|page))?|share (?:this )?on \w+(?: \w+)?|subscribe|copy link"
    r"|(?:text|font) size|print(?: this)?(?: article| page| story)?|listen(?: to (?:this|the) (?:article|story))?"
    r"|ad feedback|advertisements?|advertising|sponsored(?: content)?|anzeige|werbung|publicité|publicidade?|pubblicità|advertentie"
    r"|reklama|annons|annonse|mainos|reklam|quảng cáo|реклама|广告|広告|광고|إعلان|פרסומת|διαφήμιση"
    r"|(?:(?:article|story) )?continues? (?:reading )?(?:below|after)(?: (?:this |the )?(?:ad|advertisement))?|continue reading|scroll to continue"
    r"|(?:wird geladen|loading|chargement)(?: \.\.\.)?|(?:この(?:ニュース|記事)を)?シェア(?:する)?|分享(?:到|至)?"
    r"|\d+ (?:comments?|kommentare?|commentaires?|comentarios?|comentários?|commenti|reacties|komentarz[ey]|комментари(?:й|я|ев)))[\W_]*",
    re.IGNORECASE,
)
_RIGHTS = pattern(
    r"(?:©|\(c\) ?(?:\d{4}|copyright)|copyright\b|版权所有|無断転載|(?:proudly )?powered by \w+|[【（(]?(?:纠错|责任?编辑?[:：]))",
    re.IGNORECASE,
)
_END = pattern(r"[\W_]*(?:(?:the )?end|fine?|ende|einde|koniec|конец|кінець|完|終わり)[\W_]*", re.IGNORECASE)
_LEGAL = pattern(
    r"(?:(?:privacy|cookies?)(?: (?:policy|notice|statement|settings))?|terms(?: (?:of (?:use|service)|(?:and|&) conditions))?|imprint"
    r"|impressum|datenschutz\w*|agb|nutzungsbedingungen|mentions légales|politique de confidentialité|aviso legal"
    r"|política de (?:privacidade?|cookies)|note legali|informativa privacy|polityka prywatności|colofon|privacyverklaring)",
    re.IGNORECASE,
)
_MENU = pattern(r"\s*(?:main )?(?:menu|navigation|menü)\s*[:\n]\s*", re.IGNORECASE)
_BETWEEN = pattern(r"[\s|•·›»«/–—*→\[\]-]*")
_FURNITURE = listed(
    "sharedaddy sd-sharing jp-relatedposts sharing share-buttons share-links share-bar social-share social-sharing social-links"
    " addtoany_share_save_container addthis_toolbox sharethis share catlinks navbox post-navigation printfooter noprint no-print"
    " hidden-print d-print-none labstabs"
)
_TEXTS = frozenset({BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.ITEM})


def without_what_leads_away(found: Sequence[Found], kept: Sequence[bool], base: str) -> list[bool]:
    """Takes out of an article what is set between its paragraphs, or behind them, and is about something else.

    That is: before the text, links to other pages; a line that names other articles (`Related: …`) and the list of links below it; what asks to subscribe, to
    follow or to share; lines of short links to other parts of the site; behind the text, links to other articles,
    headings of what was not kept, and whose rights it is.

    Args:
        found: All blocks of the page, in order.
        kept: Which of them are of the article.
        base: The address of the page.

    Returns:
        Which blocks are of the article now; the same where none would stay.
    """
    host = host_of(base)
    places = [at for at, keep in enumerate(kept) if keep]
    pictures = Counter(one.block.text for one in found if one.pictured)
    away: set[int] = set()
    furniture = Parts(_is_furniture)
    for at in places:
        block = found[at].block
        if at in away or block.kind not in _TEXTS:
            continue
        if (
            furniture.around(found[at].own) is not None
            or (found[at].pictured and pictures[block.text] > MOST_PICTURES)
            or _is_navigation(block, host)
            or _is_request(block)
            or (len(block.text) <= LONGEST_FILLER and _FILLER.fullmatch(block.text))
        ):
            away.add(at)
            continue
        if not _ends_linked(block) and len(block.text) > LONGEST_TITLE:
            continue
        if title := _OTHERS.match(block.text):
            below = list(
                takewhile(lambda place: _is_listed(found[place].block, host), range(at + 1, len(found)))
            )
            if _is_linked(block, title.end()) or (title.end() == len(block.text) and below):
                away.update((at, *below))
        elif (title := _FILED.match(block.text)) and _is_linked(block, title.end()):
            away.add(at)
    staying = [at for at in places if at not in away]
    text = _extent([found[at].block for at in staying], host)
    away.update(set(staying).difference(staying[text]))
    staying = staying[text]
    away.update(_headings_of_nothing(found, staying, host))
    return [keep and at not in away for at, keep in enumerate(kept)] if staying else list(kept)


def _headings_of_nothing(found: Sequence[Found], places: Sequence[int], host: str) -> set[int]:
    """The headings of lists that lead to other pages of the site, which were not kept."""
    headings: set[int] = set()
    for at, following in pairwise(places):
        block, after = found[at].block, found[following].block
        if block.kind is after.kind is BlockKind.HEADING and after.level <= block.level:
            between = [one.block for one in found[at + 1 : following]]
            ways = [leads_on(one, host) for one in between]
            if any(ways) and all(
                way or len(one.text) <= LONGEST_FILLER for way, one in zip(ways, between, strict=True)
            ):
                headings.add(at)
    return headings


def _is_furniture(element: etree._Element) -> bool:
    """Whether an element is called as what shares or files a page, or is not to be printed."""
    return not _FURNITURE.isdisjoint((element.get("class") or "").lower().split())


def _is_navigation(block: Block, host: str) -> bool:
    """Whether a block is a line of short links to other parts of the site, with nothing but signs between them."""
    links = [link for link in block.links if host_of(link.href) in {"", host} and link.href[:1] != "#"]
    if block.kind is not BlockKind.PARAGRAPH or len(links) < FEWEST_ENTRIES or len(links) < len(block.links):
        return False
    first, *between = beside_links(block)
    entries = (block.text[link.start : link.end] for link in links)
    return all(map(_BETWEEN.fullmatch, (_MENU.sub("", first), *between))) and all(
        len(entry.split()) <= LONGEST_ENTRY for entry in entries
    )


def _is_request(block: Block) -> bool:
    """Whether a block asks to subscribe or to follow, with the link to do so."""
    return (
        bool(block.links) and len(block.text) <= LONGEST_REQUEST and _REQUEST.search(block.text) is not None
    )


def _ends_linked(block: Block) -> bool:
    return bool(block.links) and not any(map(str.isalnum, block.text[block.links[-1].end :]))


def _is_linked(block: Block, start: int) -> bool:
    """Whether all words of a block from `start` on lead somewhere."""
    said = [link for link in block.links if link.end > start]
    rest = "".join(
        block.text[end:begin]
        for end, begin in zip(
            [start, *(link.end for link in said)],
            [*(link.start for link in said), len(block.text)],
            strict=True,
        )
    )
    return bool(said) and not any(map(str.isalnum, rest))


def _is_listed(block: Block, host: str) -> bool:
    """Whether a block below the title of a list of articles names one of them."""
    if block.kind is BlockKind.ITEM and _ends_linked(block):
        return host_of(block.links[-1].href) in {"", host}
    return block.kind in {BlockKind.ITEM, BlockKind.PARAGRAPH} and leads_on(block, host)


def _extent(blocks: Sequence[Block], host: str) -> slice:
    """Where an article begins and ends: behind links to other pages, before a list of them, and before what ends nothing.

    What is mostly such links is read with them.
    """
    end = len(blocks)
    while end and (leading := _leading_before(end, blocks, host)):
        end -= leading
    if 2 * sum(len(block.text) for block in blocks[end:]) >= sum(len(block.text) for block in blocks):
        return slice(len(blocks) - len(list(takewhile(_ends_nothing, reversed(blocks)))))
    before = takewhile(
        lambda block: block.kind is not BlockKind.HEADING and _is_way_on(block, host), blocks[:end]
    )
    return slice(len(list(before)), end)


def _leading_before(end: int, blocks: Sequence[Block], host: str) -> int:
    """How many blocks before an end lead to another page or end nothing: a link, a heading, or a link and a teaser."""
    last = blocks[end - 1]
    if _ends_nothing(last) or _is_way_on(last, host):
        return 1
    title = blocks[end - 2] if end > 1 and last.kind is BlockKind.PARAGRAPH else None
    is_teaser = (
        title is not None
        and title.kind is BlockKind.HEADING
        and _is_way_on(title, host)
        and len(last.text) <= LONGEST_TEASER
    )
    return 2 if is_teaser else 0


def _is_way_on(block: Block, host: str) -> bool:
    return block.kind in _TEXTS and leads_on(block, host)


def _ends_nothing(block: Block) -> bool:
    """Whether a block behind which an article ends is none of it: a heading of nothing, whose rights it is, or the terms."""
    if block.kind is BlockKind.HEADING:
        return _END.fullmatch(block.text) is None
    if block.kind is not BlockKind.PARAGRAPH or len(block.text) > LONGEST_NOTICE:
        return False
    entries = [block.text[link.start : link.end].strip() for link in block.links]
    is_legal = len(entries) >= FEWEST_ENTRIES and any(map(_LEGAL.fullmatch, entries))
    return is_legal or _RIGHTS.match(block.text) is not None
