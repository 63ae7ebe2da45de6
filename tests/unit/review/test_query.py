from __future__ import annotations

import pytest

from postil.core.model import Article, Check, Directness, Kind, Stance
from postil.core.target import Anchoring
from postil.review.folding import fold
from postil.review.query import _READERS, STATES, parse
from postil.review.searchable import Searchable
from tests.unit.review.build import claim, evidence, row

NOW = "2024-05-10T12:00:00.000000Z"
ENTRY = Searchable(
    row(
        claim(
            text="The Quay flooded — twice",
            speaker="Harbour-master Muñoz",
            note="ask the café",
            tags=("flood", "tide/spring"),
            kind=Kind.STATISTIC,
            rating="mostly supported",
            priority=2,
            modified="2024-05-05T08:00:00.000000Z",
        ),
        evidence(note="seen in the archive"),
        evidence(Stance.DISPUTES, "lost2001", Check.UNCHECKED),
        article=Article(id="7", title="High water at Saltmarsh Quay"),
    )
)


@pytest.mark.parametrize(
    "query",
    [
        "",
        "   ",
        "UNDER",
        "flooded quay",
        '"quay flooded - twice"',
        "munoz",
        "CAFÉ",
        "archive",
        "tide/spring",
        "ashdown2022",
        "tidal",
        '"ruth ashdown"',
        "lost2001",
        "saltmarsh",
        '"a foot deep',
        "-dry",
        '-"dry quay"',
        "is:contested",
        "IS:Rated",
        "-is:settled",
        "rating:mostly",
        'rating:"mostly supported"',
        "-rating:supported",
        "tag:flo",
        'tag:"flood"',
        "#flo",
        '#"flood"',
        "-#spring",
        '-tag:"flo"',
        "source:ashdown",
        "source:lost",
        "source:silt",
        "article:saltmarsh",
        "article:7",
        "speaker:harbour",
        "kind:stat",
        "stance:disputes",
        "-stance:context",
        "note:archive",
        "note:cafe",
        "since:2024",
        "since:2024-05",
        "since:2024-05-05",
        "-since:2024-05-06",
        "since:7d",
        "-since:5d",
        "since:1w",
        "-since:99h",
        "since:9999y",
        "priority:2",
        "priority:>1",
        "priority:<=2",
        "-priority:>=3",
        '""',
        '-""',
    ],
)
def test_the_row_is_found(query: str) -> None:
    parsed = parse(query)
    assert parsed.problems == ()
    assert parsed.filtered([ENTRY], NOW) == [ENTRY]


@pytest.mark.parametrize(
    "query",
    [
        "dry",
        "flooded dry",
        "-flooded",
        '"flooded quay"',
        '"twice harbour"',
        "is:unsourced",
        "is:unrated",
        "rating:supported",
        'rating:"mostly"',
        "tag:tag",
        "#tag",
        "tag:spring",
        "speaker:ashdown",
        "kind:fact",
        "stance:context",
        "since:2024-06",
        "since:1d",
        "priority:1",
        "priority:>2",
        "-priority:2",
        "https://tides.example",
        "12:34",
    ],
)
def test_the_row_is_not_found(query: str) -> None:
    parsed = parse(query)
    assert parsed.problems == ()
    assert parsed.filtered([ENTRY], NOW) == []


@pytest.mark.parametrize(
    ("query", "problem"),
    [
        ("is:foo", "is:foo is not a state; known: unsourced, contested, settled, changed"),
        ("-is:foo", "is:foo is not a state"),
        ("is:", "is: needs a value; known: unsourced, contested"),
        ("STANCE:", "STANCE: needs a value; known: supports, disputes, context"),
        ("foo:bar", "foo: is not a field; known: is, rating, tag, source"),
        ('tag:""', "tag: needs a value"),
        ("kind:rumour", "kind:rumour is not a kind; known: fact, quotation"),
        ("stance:neutral", "stance:neutral is not a stance; known: supports, disputes, context"),
        ("since:yesterday", "since:yesterday is not a time"),
        ("since:2024-13", "since:2024-13 is not a time"),
        ("priority:high", "priority:high is not a number"),
    ],
)
def test_what_is_not_understood_is_told_and_searched_for_as_typed(query: str, problem: str) -> None:
    parsed = parse(query)
    (told,) = parsed.problems
    assert told.startswith(problem)
    typed = query.removeprefix("-")
    literal = Searchable(row(claim(text=f"so he typed {typed} there")))
    assert bool(parsed.filtered([literal], NOW)) is not query.startswith("-")
    assert bool(parsed.filtered([Searchable(row())], NOW)) is query.startswith("-")


@pytest.mark.parametrize(
    ("query", "understood"), [("rating:WAH", True), ('rating:"wah"', False), ("rating:foo", False)]
)
def test_a_rating_is_one_of_the_known_words_where_these_are_told(query: str, understood: bool) -> None:  # noqa: FBT001
    told = parse(query, ("unrated", "wahr")).problems
    assert bool(told) is not understood
    assert all(problem.endswith("is not a rating; known: unrated, wahr") for problem in told)
    assert not parse(query).problems


def test_a_name_in_quotation_marks_is_a_phrase() -> None:
    parsed = parse('"is:foo" "tag:"')
    assert parsed.problems == ()
    assert len(parsed.tests) == 2


def test_every_state_can_be_asked_for() -> None:
    rows = {
        "unsourced": row(claim()),
        "single": row(claim(), evidence()),
        "secondary": row(claim(), evidence(directness=Directness.SECONDARY)),
        "unchecked": row(claim(), evidence(check=Check.UNCHECKED)),
        "altered": row(claim(), evidence(check=Check.ALTERED)),
        "contested": row(claim(), evidence(), evidence(Stance.DISPUTES)),
        "settled": row(claim(rating="supported"), evidence()),
        "changed": row(claim(state=Anchoring.CHANGED)),
        "unrated": row(claim()),
    }
    assert set(rows) == set(STATES)
    for word, one in rows.items():
        assert parse(f"is:{word}").filtered([Searchable(one)], NOW)
        assert not parse(f"-is:{word}").filtered([Searchable(one)], NOW)


def test_every_text_field_has_values() -> None:
    for name in set(_READERS) - {"is", "since", "priority"}:
        assert ENTRY.values(name)
    with pytest.raises(KeyError):
        ENTRY.values("since")


def test_sources_of_any_shape_are_searched() -> None:
    one = row(claim(), evidence())
    odd = one.sources[0].__class__(
        id="93", key="odd", csl={"author": ["x", {"family": 7, "literal": "Pike"}], "title": 7}
    )
    entry = Searchable(one.__class__(one.article, one.claim, one.evidence, (odd,), 1))
    assert parse("source:pike").filtered([entry], NOW)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Don’t  “STOP”\n– now", 'don\'t "stop" - now'),
        ("Muñoz Øst Łódź Straße œuvre", "munoz ost lodz strasse oeuvre"),
        ("ﬁrst №", "first no"),
        ("ПОЁТ", "поет"),
        ("İstanbul ısı", "istanbul isi"),
        ("plain `ASCII`", "plain 'ascii'"),
    ],
)
def test_folding_leaves_case_accents_and_typography_aside(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_a_state_is_found_by_the_word_that_the_screen_has_for_it() -> None:
    lost, moved = (Searchable(row(claim(state=state))) for state in (Anchoring.ORPHANED, Anchoring.MOVED))
    for word in ("lost", "orphaned"):
        assert list(parse(f"is:{word}").filtered([lost, moved], NOW)) == [lost]
