from __future__ import annotations

import re
from array import array
from itertools import pairwise
from unittest.mock import patch

from hypothesis import assume, example, given
from hypothesis import strategies as st

from postil.anchoring.describe import describe
from postil.anchoring.provenance.alignment import Alignment
from postil.anchoring.provenance.moves import stretches
from postil.anchoring.provenance.rows import LONGEST_SENTENCE, NOWHERE, sentences
from postil.anchoring.provenance.tokens import Tokens, Vocabulary
from postil.anchoring.revision import Revision
from postil.core.snapshot import Block, BlockKind, Snapshot, TextRange
from postil.core.target import Anchoring

WORDS = (
    "harbour",
    "ferry",
    "re-open",
    "the",
    "a",
    "naïve",
    "3,000",
    "“no”",
    "日本",
    "שלום",
    "e\u0301",
    "co\u00adop",
    "ﬁne",
)
SENTENCES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=9).map(lambda words: " ".join(words) + ".")
PARAGRAPHS = st.lists(SENTENCES, min_size=1, max_size=4).map(" ".join)
TEXTS = st.lists(PARAGRAPHS, min_size=1, max_size=6)
ANY_TEXT = st.text(
    st.sampled_from("ab1 .,-\n“”'…\u00ad\u200b\u0301é日本ש\u202fﬁ👩\u200d"), min_size=1, max_size=120
)


CHRONICLE = (
    "The harbour bell was cast in 1871. “It rings at noon,” the sexton said. Nobody had asked him.",
    "The bill for the dredging came to $5 million last year. The rest is owed, and the bankers are nervous.",
    "“What does that prove?” she asked. The chief steward, who kept the accounts, made some concessions.",
    "The ferry company promised two crossings a day. She asked. The bill was not paid—not at noon—",
    "“You’ll see,” he said. “The steward will pay.” The bell rang, and the gulls rose over the mole.",
    "In 1871 the mole was 1,200 feet long. He asked about the bill. “That is owed!” the bankers said.",
)
WRITTEN = [
    sentence
    for paragraph in CHRONICLE
    for sentence in re.findall(r"\S.*?[.!?—]”?(?=\s|$)", paragraph)
    if "\n".join(CHRONICLE).count(sentence) == 1
]


def snapshot(*paragraphs: str) -> Snapshot:
    return Snapshot(Block(BlockKind.PARAGRAPH, text) for text in paragraphs)


def stretch(data: st.DataObject, text: str) -> TextRange:
    start = data.draw(st.integers(0, len(text) - 1))
    return TextRange(start, data.draw(st.integers(start + 1, len(text))))


def ends_of(tokens: Tokens) -> list[int]:
    return [tokens.end(at) for at in range(len(tokens))]


@given(ANY_TEXT, st.data())
def test_a_mark_on_unchanged_text_is_never_moved(text: str, data: st.DataObject) -> None:
    old = snapshot(text)
    piece = stretch(data, text)
    verdict = Revision(old, snapshot(text)).place(describe(old, [piece]).selectors)
    assert verdict == (Anchoring.ANCHORED, (piece,), ())


@given(ANY_TEXT, ANY_TEXT, st.data(), st.booleans())
def test_a_verdict_keeps_its_word(text: str, other: str, data: st.DataObject, known: bool) -> None:  # noqa: FBT001 - drawn
    old, new = snapshot(text), snapshot(other)
    target = describe(old, [stretch(data, text)])
    verdict = Revision(old if known else None, new).place(target.selectors)
    assert bool(verdict.ranges) is verdict.state.has_place
    for piece in (*verdict.ranges, *(piece for places in verdict.candidates for piece in places)):
        assert 0 <= piece.start < piece.end <= len(other)
    if verdict.state in {Anchoring.ANCHORED, Anchoring.MOVED}:
        assert [other[piece.start : piece.end] for piece in verdict.ranges] == [target.exact]


@given(ANY_TEXT)
def test_tokens_are_in_the_text_and_in_order(text: str) -> None:
    tokens = Vocabulary().tokens(text)
    ends = ends_of(tokens)
    edges = [edge for pair in zip(tokens.starts, ends, strict=True) for edge in pair]
    assert edges == sorted(edges)
    assert all(start < end <= len(text) for start, end in zip(tokens.starts, ends, strict=True))


@given(st.lists(ANY_TEXT, min_size=1, max_size=4), st.data())
def test_a_paragraph_that_was_read_before_has_the_same_tokens(parts: list[str], data: st.DataObject) -> None:
    old, new = (
        "\n\n".join(data.draw(st.lists(st.sampled_from(parts), min_size=1, max_size=6))) for _ in range(2)
    )
    vocabulary, alone = Vocabulary(), Vocabulary()
    vocabulary.tokens(old)
    again, first = vocabulary.tokens(new), alone.tokens(new)
    assert (again.starts, ends_of(again)) == (first.starts, ends_of(first))
    assert again.folded() == first.folded()


@given(ANY_TEXT, st.integers(1, 12))
def test_where_a_long_paragraph_is_cut_makes_no_difference(text: str, longest: int) -> None:
    whole = Vocabulary().tokens(text)
    with patch("postil.anchoring.provenance.tokens.LONGEST_PART", longest):
        cut = Vocabulary().tokens(text)
    assert (cut.starts, ends_of(cut), cut.folded()) == (whole.starts, ends_of(whole), whole.folded())


@given(st.lists(st.sampled_from(["harbour", "bell", "a", "the", "ferry", "."]), min_size=1, max_size=400))
def test_sentences_tile_a_text_and_are_never_too_long(words: list[str]) -> None:
    tokens = Vocabulary().tokens(" ".join(words))
    parts = list(sentences(tokens.keys, 0, len(tokens), tokens.vocabulary.stops))
    assert [key for row, _ in parts for key in row] == list(tokens.keys)
    assert [at for _, at in parts] == [
        sum(len(row) for row, _ in parts[:index]) for index in range(len(parts))
    ]
    assert all(len(row) <= LONGEST_SENTENCE + 1 for row, _ in parts)


@given(st.lists(st.sampled_from([NOWHERE, 0, 255, 0xFFFFFF, 0x7FFFFFFF]), max_size=12))
def test_the_stretches_without_a_partner_are_those_that_have_none(partners: list[int]) -> None:
    found = list(stretches(array("i", partners)))
    assert [at for free in found for at in range(*free)] == [
        at for at, there in enumerate(partners) if there == NOWHERE
    ]
    assert all(one.end < other.first for one, other in pairwise(found))


@given(TEXTS)
def test_blanks_are_no_tokens(paragraphs: list[str]) -> None:
    vocabulary = Vocabulary()
    text = "\n\n".join(paragraphs)
    spread = text.replace(" ", " \u00a0\n ")
    assert vocabulary.tokens(text).keys == vocabulary.tokens(spread).keys


@given(TEXTS, TEXTS)
@example(["the ferry a. " * 8, "harbour a the. " * 8], ["harbour a the. " * 8, "the ferry a. " * 8])
def test_partners_are_equal_and_each_has_one(old: list[str], new: list[str]) -> None:
    vocabulary = Vocabulary()
    alignment = Alignment(vocabulary.tokens("\n".join(old)), vocabulary.tokens("\n".join(new)))
    for at, there in enumerate(alignment.partners):
        if there != NOWHERE:
            assert alignment.origins[there] == at
            assert alignment.old.keys[at] == alignment.new.keys[there]
    pairs = sum(there != NOWHERE for there in alignment.partners)
    assert pairs == sum(at != NOWHERE for at in alignment.origins)
    assert alignment.kinship == pairs / len(alignment.partners)


@given(TEXTS, st.data())
def test_what_was_only_taken_away_leaves_the_rest_where_it_was(
    paragraphs: list[str], data: st.DataObject
) -> None:
    gone = data.draw(st.integers(0, len(paragraphs) - 1))
    left = [text for at, text in enumerate(paragraphs) if at != gone]
    assume(left)
    old, new = snapshot(*paragraphs), snapshot(*left)
    at = data.draw(st.integers(0, len(paragraphs) - 1))
    inside = stretch(data, paragraphs[at])
    piece = TextRange(old.starts[at] + inside.start, old.starts[at] + inside.end)
    verdict = Revision(old, new).place(describe(old, [piece]).selectors)
    if verdict.state in {Anchoring.ANCHORED, Anchoring.MOVED}:
        place = verdict.ranges[0]
        assert new.text[place.start : place.end] == old.text[piece.start : piece.end]


@given(PARAGRAPHS, PARAGRAPHS, st.data())
def test_equal_paragraphs_that_change_places_lead_to_the_same_words(
    twin: str, between: str, data: st.DataObject
) -> None:
    old = snapshot("First of all.", twin, between, twin, "Last of all.")
    new = snapshot("First of all.", twin, f"Another {between}", twin, "Last of all.")
    inside = stretch(data, twin)
    piece = TextRange(old.starts[3] + inside.start, old.starts[3] + inside.end)
    verdict = Revision(old, new).place(describe(old, [piece]).selectors)
    for place in verdict.ranges:
        if verdict.state is not Anchoring.CHANGED:
            assert new.text[place.start : place.end] == old.text[piece.start : piece.end]


@given(st.permutations("海鸥面包市长写信码头船夫报纸响了一夜没有人来他们港口冬天"), st.booleans())
def test_a_sentence_in_two_paragraphs_that_change_places_stays_in_its_own(
    signs: list[str],
    second: bool,  # noqa: FBT001 - drawn
) -> None:
    row, twin = "".join(signs), "我不承认，也不问你的意见，更不要听你的话。"
    before = f"{row[:6]}。", f"{row[6:10]}。"
    parts = [f"{own}{twin}{row[10:14]}。" for own in before]
    old, new = (snapshot(*texts, row[14:]) for texts in (parts, reversed(parts)))
    inside = len(before[second])
    piece = TextRange(old.starts[second] + inside, old.starts[second] + inside + len(twin))
    verdict = Revision(old, new).place(describe(old, [piece]).selectors)
    assert [place.start for place in verdict.ranges] == [new.starts[1 - second] + inside]


BALLOT = [
    f"{name} voted {vote} the bill, {votes} votes."
    for name in ("Thornbury", "Quill", "Maddox")
    for vote in ("for", "against")
    for votes in (12, 15)
]


@given(st.permutations(BALLOT), st.permutations(BALLOT), st.integers(3, 12), st.sampled_from(["\n", " "]))
def test_of_sentences_that_are_much_alike_each_is_followed(
    old: list[str], new: list[str], kept: int, between: str
) -> None:
    before, after = (
        snapshot(CHRONICLE[0], between.join(old)),
        snapshot(CHRONICLE[0], between.join(new[:kept])),
    )
    for sentence in new[:kept]:
        at = before.text.index(sentence)
        piece = TextRange(at, at + len(sentence))
        verdict = Revision(before, after).place(describe(before, [piece]).selectors)
        assert verdict.state in {Anchoring.ANCHORED, Anchoring.MOVED}
        assert verdict.ranges[0].start == after.text.index(sentence)


@given(
    st.sampled_from(("harbour", "naïve", "שלום", "ferry boats", "pier of Lund")),
    st.sampled_from(("non-", "l’", "un", "re\u00ad", "o'", "half-\n")),
    st.sampled_from(("", "’s", "-like", "\u0301", "er", "\u00ader", "\u0651")),
    st.sampled_from(CHRONICLE),
)
def test_words_that_are_a_part_of_longer_ones_now_are_not_anchored(
    words: str, before: str, behind: str, beside: str
) -> None:
    old, new = (snapshot(beside, f"Here is {middle} now.") for middle in (words, f"{before}{words}{behind}"))
    at = old.text.rindex(words)
    verdict = Revision(old, new).place(describe(old, [TextRange(at, at + len(words))]).selectors)
    assert verdict.state in {Anchoring.CHANGED, Anchoring.ORPHANED}


@given(st.permutations(CHRONICLE), st.permutations(CHRONICLE), st.sampled_from(WRITTEN), st.integers(2, 6))
def test_a_sentence_that_stands_letter_for_letter_in_both_texts_is_not_changed(
    old: list[str], new: list[str], sentence: str, kept: int
) -> None:
    before, after = snapshot(*old), snapshot(*new[:kept])
    assume(sentence in after.text)
    at = before.text.index(sentence)
    place = TextRange(at, at + len(sentence))
    verdict = Revision(before, after).place(describe(before, [place]).selectors)
    assert verdict.state in {Anchoring.ANCHORED, Anchoring.MOVED}
    assert [after.text[piece.start : piece.end] for piece in verdict.ranges] == [sentence]
