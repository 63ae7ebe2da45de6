from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from postil.core.model import Article, Claim
from postil.core.target import Selector, Target
from postil.review.folding import fold
from postil.review.query import _READERS, STATES, parse
from postil.review.rows import Row
from postil.review.searchable import Searchable

NOW = "2024-05-10T12:00:00.000000Z"
WORDS = st.text(alphabet=st.characters(codec=None), max_size=20) | st.text(
    alphabet="aAäÄ ßéE’'-–\n", max_size=8
)
VALUES = (
    st.sampled_from([*STATES, "rated", "7d", "2024-05", "fact", "supports", ">1", "2", '"', '"a b"', ""])
    | WORDS
)
TERMS = st.builds(
    "{}{}{}".format,
    st.sampled_from(["", "-", "--"]),
    st.sampled_from(["", *map("{}:".format, _READERS)]),
    VALUES,
)
QUERIES = st.lists(TERMS, max_size=4).map(" ".join) | WORDS


def entry(text: str, note: str = "", *tags: str) -> Searchable:
    target = Target("s", (Selector("marked", "", "", 0, 6),))
    claim = Claim(id="1", target=target, text=text, note=note, tags=tags, modified=NOW)
    return Searchable(Row(Article(id="7", title="Tides"), claim, (), (), 1))


@given(QUERIES, WORDS)
def test_any_text_is_a_query(query: str, text: str) -> None:
    parsed = parse(query)
    one = entry(text)
    assert parsed.filtered([one], NOW) == [one] * all(test(one, NOW) for test in parsed.tests)


@given(QUERIES)
def test_every_beginning_of_a_query_is_one(query: str) -> None:
    for end in range(len(query)):
        assert parse(query[:end]).text == query[:end]


@given(TERMS.filter(lambda term: not term.startswith("-") and not any(map(str.isspace, term))), WORDS, WORDS)
def test_a_negated_term_is_the_complement(term: str, text: str, note: str) -> None:
    one = entry(text, note, note)
    if parse(term).tests:
        assert bool(parse(f"-{term}").filtered([one], NOW)) is not bool(parse(term).filtered([one], NOW))


@given(WORDS, WORDS)
def test_a_phrase_is_a_substring_of_the_folded_text(phrase: str, text: str) -> None:
    phrase = phrase.replace('"', "")
    one = entry(text)
    there = any(fold(phrase) in fold(field) for field in ("marked", text, "Tides"))
    assert bool(parse(f'"{phrase}"').filtered([one], NOW)) is there
    assert bool(parse(f'"{phrase}').filtered([one], NOW)) is there


@given(WORDS, st.data())
def test_a_text_is_found_by_any_part_of_it(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    part = text[start : data.draw(st.integers(start, len(text)))].replace('"', " ")
    assert parse(f'"{part}"').filtered([entry(text.replace('"', " "))], NOW)


@given(WORDS)
def test_folding_is_done_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert "\n" not in fold(text)


@given(WORDS, WORDS, QUERIES)
def test_terms_narrow(first: str, second: str, query: str) -> None:
    one = entry(first, second)
    wide = parse(query)
    narrow = replace(wide, tests=(*wide.tests, *parse(first).tests))
    assert wide.filtered([one], NOW) or not narrow.filtered([one], NOW)
