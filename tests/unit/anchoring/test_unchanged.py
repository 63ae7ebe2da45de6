"""What two texts have in common paragraph by paragraph, and marks that need no look at their words."""

from __future__ import annotations

import pytest

from postil.anchoring.describe import describe
from postil.anchoring.provenance.tokens import Vocabulary
from postil.anchoring.provenance.unchanged import Unchanged
from postil.anchoring.revision import Revision, Verdict
from postil.core.pausing import unasked
from postil.core.snapshot import TextRange
from postil.core.target import Anchoring
from tests.unit.anchoring.build import snapshot

LOG = [
    f"On day {day} the tide stood {day * 7} inches high — “as ever,” wrote the keeper." for day in range(100)
]
CHANGED = [*LOG[:50], "On day 50 nobody wrote.", *LOG[51:]]


def unchanged(old: list[str], new: list[str]) -> Unchanged:
    return Unchanged("\n\n".join(old), "\n\n".join(new), unasked)


def placed(old: list[str], new: list[str], first: str, last: str = "") -> tuple[Verdict, str]:
    """What becomes of a mark from some words on to others, and the words at its place."""
    before, after = snapshot(*old), snapshot(*new)
    start = before.text.index(first)
    end = before.text.index(last, start) + len(last) if last else start + len(first)
    verdict = Revision(before, after).place(describe(before, [TextRange(start, end)]).selectors)
    return verdict, "".join(after.text[place.start : place.end] for place in verdict.ranges)


def test_of_long_texts_only_what_stands_beside_a_change_is_read() -> None:
    changed = [*LOG[:20], "On day 20 nobody wrote.", *LOG[21:80], "Nobody wrote on day 80.", *LOG[81:]]
    before, after = ([line for day in days for line in (day, "* * *")] for days in (LOG, changed))
    same = unchanged(before, after)
    for paragraphs, pieces in ((before, same.read_of_old), (after, same.read_of_new)):
        text = "\n\n".join(paragraphs)
        read = "".join(text[piece.start : piece.end] for piece in pieces)
        assert all(f"day {day}" in read for day in (19, 20, 21, 79, 80, 81))
        assert len(read) < 3_000


def test_a_mark_goes_with_its_paragraph_unless_something_changed_near_it() -> None:
    same, old, new = unchanged(LOG, CHANGED), "\n\n".join(LOG), "\n\n".join(CHANGED)
    far, near = old.index("day 60"), old.index("day 51")
    assert same.place(TextRange(far, far + 6)) == TextRange(new.index("day 60"), new.index("day 60") + 6)
    assert same.place(TextRange(near, near + 6)) is None


@pytest.mark.parametrize(
    "mark", ["— “as ever,” wrote", "inches high —", "tide stood 420 inches ", " “as ever"]
)
def test_a_mark_keeps_its_ends_where_its_paragraph_was_broken_into_lines(mark: str) -> None:
    broken = [paragraph.replace(" ", "\n") for paragraph in CHANGED]
    verdict, words = placed(LOG, broken, mark if "420" in mark else "On day 60", mark)
    assert verdict.state is Anchoring.CHANGED
    assert words.endswith(mark.replace(" ", "\n"))


def test_a_word_that_goes_on_in_the_next_line_is_not_the_same_as_two() -> None:
    old, new = (
        [*LOG[:20], words, *LOG[20:]] for words in ("It was inter-\nnational.", "It was inter- national.")
    )
    same, read = unchanged(old, new), Vocabulary().tokens
    tokens = read("\n\n".join(old)), read("\n\n".join(new))
    assert [run.length for run in same.runs(*tokens)] == [
        len(read("\n\n".join(LOG[:20]))),
        len(read("\n\n".join(LOG[20:]))),
    ]


def test_a_mark_that_reaches_from_a_change_far_into_what_is_unchanged_is_followed() -> None:
    verdict, words = placed(LOG, CHANGED, "On day 50", "day 90 the tide")
    assert verdict.state is Anchoring.CHANGED
    assert words.startswith("On day 50 nobody wrote.")
    assert words.endswith("day 90 the tide")


def test_a_mark_of_which_a_half_moved_far_off_does_not_stretch_over_what_lies_between() -> None:
    verdict, words = placed(LOG, [*LOG[50:60], *LOG[:50], *LOG[60:]], LOG[44], LOG[59])
    assert (verdict.state, words) == (Anchoring.CHANGED, "\n\n".join(LOG[50:60]))


def test_what_is_unchanged_keeps_its_order_whatever_moved_across_it() -> None:
    moved = [paragraph.replace("ever", "never") for paragraph in LOG[20:]]
    new = [*moved, *LOG[:20]]
    for day in (1, 10, 19):
        assert placed(LOG, new, LOG[day])[0].state is Anchoring.ANCHORED


def test_of_rows_that_changed_places_the_longer_one_keeps_its_order() -> None:
    lines, chronicle = LOG[:10], " ".join(LOG[10:])
    verdict, words = placed([*lines, chronicle], [chronicle, *lines], "On day 60")
    assert (verdict.state, words) == (Anchoring.ANCHORED, "On day 60")
    assert placed([*lines, chronicle], [chronicle, *lines], "On day 5 ")[0].state is Anchoring.MOVED


def test_a_text_that_is_the_same_but_for_its_end_is_no_other_text() -> None:
    end = [f"Then {paragraph}" for paragraph in LOG]
    new = [*LOG * 30, *(f"It was written by {number} others." for number in range(1_000))]
    verdict, words = placed([*LOG * 30, "Gone.", *end], [*LOG * 30, "Gone.", *new], "Gone.")
    assert (verdict.state, words) == (Anchoring.ANCHORED, "Gone.")
