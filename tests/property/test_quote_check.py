from __future__ import annotations

from unittest.mock import patch

from hypothesis import assume, example, given
from hypothesis import strategies as st

from postil.anchoring.quotes.check import compare
from postil.anchoring.quotes.telling_words import NEGATIONS
from postil.anchoring.quotes.words import Words
from postil.core.comparison import Comparison, Op
from postil.core.model import Check
from postil.core.snapshot import Block, BlockKind, Snapshot, TextRange

LETTERS = "abcdeéßñжš字かﬁไทא'’"
WORD = st.one_of(
    st.sampled_from(
        [
            "the",
            "a",
            "of",
            "not",
            "no",
            "was",
            "said",
            "can't",
            "well-known",
            "U.S.",
            "1,250",
            "3.15",
            "−5",
            "£2",
            "40%",
            "café",
            "ﬁrst",
            "魚市場",
        ]
    ),
    st.text(st.sampled_from(LETTERS), min_size=1, max_size=6),
    st.integers(0, 2000).map(str),
)
GAP = st.sampled_from(
    [" ", " ", " ", " ", ", ", ". ", " — ", "? ", " “", "” ", " (", ") ", "\n", "\n\n", "… ", "; "]
)
TEXTS = st.lists(st.tuples(WORD, GAP), min_size=1, max_size=60).map(
    lambda pairs: "".join(word + gap for word, gap in pairs)
)
RAW = st.text(st.sampled_from("ab1 .,'’-–—−…[]()\"“”\u00ad\u200b\u00a0\n\u0301字ﬁไเא٣²½$<"), max_size=120)
TYPED = {
    "’": "'", "'": "’", "“": '"', "”": '"', '"': "“", "—": "–", "–": "-", " ": "\u00a0", "ﬁ": "fi", "\n": "  ",
}  # fmt: skip


def snapshot(text: str) -> Snapshot:
    return Snapshot(Block(BlockKind.PARAGRAPH, part) for part in text.split("\n\n"))


def need_sound(answer: Comparison, source: Snapshot) -> None:
    """Offsets are inside the text, in order, and tell the words that they are said to tell."""
    text = source.text
    end = 0
    for selector in answer.target.selectors if answer.target else ():
        assert end <= selector.start < selector.end <= len(text)
        assert text[selector.start : selector.end] == selector.exact
        end = selector.end
    for piece in answer.pieces:
        assert 0 <= piece.start <= piece.end <= len(text)
        assert text[piece.start : piece.end] == piece.source
        if piece.op is Op.SAME:
            assert Words(piece.source).keys == Words(piece.quote).keys or answer.check is not Check.EXACT
    assert (answer.target is not None) is (answer.check is not Check.NOT_FOUND)
    assert bool(answer.differences) <= (answer.check is Check.ALTERED)


def passage(data: st.DataObject, text: str) -> tuple[int, int]:
    words = Words(text)
    assume(len(words))
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, min(first + 25, len(words) - 1)))
    return words.starts[first], words.ends[last]


@given(TEXTS, st.data())
def test_words_of_the_source_are_exact(text: str, data: st.DataObject) -> None:
    start, end = passage(data, text)
    source = snapshot(text)
    answer = compare(text[start:end], source)
    assert answer.check is Check.EXACT
    assert answer.target
    assert answer.target.exact == text[start:end]
    need_sound(answer, source)


@given(TEXTS, st.data())
def test_another_typography_is_still_found(text: str, data: st.DataObject) -> None:
    start, end = passage(data, text)
    characters = []
    for at, character in enumerate(text[start:end]):
        hidden = at and data.draw(st.integers(0, 9)) == 0
        characters.append("\u00ad" if hidden and character.isalpha() else "")
        characters.append(data.draw(st.sampled_from([character, TYPED.get(character, character)])))
    quote = "".join(characters)
    assume(any(map(str.isalnum, quote)))  # a dash alone is no word without the numbers beside it
    source = snapshot(text)
    answer = compare(quote, source)
    assert answer.check in {Check.EXACT, Check.TYPOGRAPHIC}
    assert answer.target
    need_sound(answer, source)
    grouping = Words(text).grouping
    assert Words(answer.target.exact, grouping=grouping).keys == Words(quote, grouping=grouping).keys


@given(TEXTS, st.data())
def test_another_number_is_never_found(text: str, data: st.DataObject) -> None:
    start, end = passage(data, text)
    digits = [at for at in range(start, end) if text[at] in "0123456789"]
    assume(digits)
    at = data.draw(st.sampled_from(digits))
    other = data.draw(st.sampled_from([digit for digit in "123456789" if digit != text[at]]))
    quote = text[start:at] + other + text[at + 1 : end]
    words = Words(text)
    assume(not words.has(Words(quote, grouping=words.grouping).keys) and "…" not in quote)
    answer = compare(quote, snapshot(text))
    assert not answer.check.found
    need_sound(answer, snapshot(text))


@given(TEXTS, st.data(), st.sampled_from(["not", "never", "no"]))
def test_a_negation_put_in_is_never_found(text: str, data: st.DataObject, negation: str) -> None:
    start, end = passage(data, text)
    words = Words(text[start:end])
    assume(len(words) > 1)
    at = words.starts[data.draw(st.integers(1, len(words) - 1))]
    quote = f"{text[start : start + at]} {negation} {text[start + at : end]}"
    assume("…" not in quote and negation not in Words(text).keys)
    answer = compare(quote, snapshot(text))
    assert not answer.check.found
    need_sound(answer, snapshot(text))


MEASURE = st.sampled_from(
    [
        "{}",
        "-{}",
        "${}",
        "£{}",
        "-${}",
        "{}%",
        "{}+",
        "≈{}",
        "< {}",
        "> .{}",
        "{}/2",
        "{}:2",
        "{}-2",
        "{} 200",
    ]
)


@given(TEXTS, MEASURE, MEASURE, st.integers(1, 99), st.data())
def test_another_measure_is_never_found(
    text: str, source: str, quoted: str, number: int, data: st.DataObject
) -> None:
    assume(source != quoted)
    at = data.draw(st.sampled_from([0, *Words(text).ends]))
    head, tail = text[:at], text[at:]
    told = f"{head} rose {quoted.format(number)} then {tail}"
    held = snapshot(f"{head} rose {source.format(number)} then {tail}")
    answer = compare(told, held)
    assert not answer.check.found
    need_sound(answer, held)


@given(
    TEXTS,
    st.data(),
    st.sampled_from(["[not]", "[sic, not]", "[… never …]", "[no 5]", "[emphasis added not]"]),
)
def test_a_negation_put_in_by_a_bracket_is_never_found(text: str, data: st.DataObject, mark: str) -> None:
    text = text.replace("…", ",")
    start, end = passage(data, text)
    words = Words(text[start:end])
    assume(not NEGATIONS.has(Words(text).keys, Words(text)))
    at = data.draw(st.sampled_from([0, *words.starts]))
    quote = f"{text[start : start + at]} {mark} {text[start + at : end]}"
    answer = compare(quote, snapshot(text))
    assert not answer.check.found
    need_sound(answer, snapshot(text))


@given(TEXTS, st.data())
def test_an_ellipsis_in_the_place_of_words_is_told(text: str, data: st.DataObject) -> None:
    start, end = passage(data, text.replace("…", ","))
    text = text.replace("…", ",")
    words = Words(text[start:end])
    assume(len(words) > 2)
    first = data.draw(st.integers(1, len(words) - 2))
    last = data.draw(st.integers(first, len(words) - 2))
    piece = text[start:end]
    quote = f"{piece[: words.ends[first - 1]]} … {piece[words.starts[last + 1] :]}"
    source = snapshot(text)
    answer = compare(quote, source)
    assert answer.check.found
    need_sound(answer, source)
    assert all(gap.words <= last - first + 1 for gap in answer.gaps)


@given(RAW, RAW)
@example("a", "…")
@example("", "")
@example("[a]", "a")
@example("a-\nb", "a-b")
@example("a\u0301", "a")
def test_whatever_comes_is_answered(quote: str, text: str) -> None:
    source = snapshot(text)
    need_sound(compare(quote, source), source)


@given(TEXTS, TEXTS)
def test_another_text_is_answered(quote: str, text: str) -> None:
    source = snapshot(text)
    need_sound(compare(quote, source), source)


@given(RAW, st.data())
def test_a_range_of_words_holds_whole_words(text: str, data: st.DataObject) -> None:
    words = Words(text)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    run = words.within(start, end)
    if run:
        assert TextRange(words.starts[run.first], words.ends[run.last - 1])
        assert start <= words.starts[run.first]
        assert words.ends[run.last - 1] <= end


@given(TEXTS | RAW, st.integers(0, 30))
def test_a_text_that_is_read_in_pieces_has_the_same_words(text: str, chunk: int) -> None:
    whole = Words(text)
    with patch("postil.anchoring.quotes.words.CHUNK", chunk):
        parts = Words(text)
    assert (parts.keys, parts.starts, parts.ends) == (whole.keys, whole.starts, whole.ends)
