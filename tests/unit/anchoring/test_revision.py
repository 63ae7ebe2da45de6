"""What an editor does to a text, and what becomes of a mark in it."""

from __future__ import annotations

import pytest

from postil.anchoring.describe import describe
from postil.anchoring.provenance.alignment import Alignment
from postil.anchoring.provenance.candidates import Candidate
from postil.anchoring.provenance.elsewhere import Elsewhere
from postil.anchoring.provenance.tokens import Stretch, Vocabulary
from postil.anchoring.revision import Revision, Verdict
from postil.core.snapshot import Snapshot, TextRange
from postil.core.target import Anchoring
from tests.unit.anchoring.build import snapshot

BELL = "The harbour bell was cast in 1871 and rings at noon. It has rung at noon ever since."
COUNCIL = "The council voted on Tuesday to close the east pier until spring, four votes to three."
FERRY = "The ferry company promised two crossings a day. Nobody on the quay believed a word of it."
GULLS = "Gulls took the bread of three visitors, and the mayor wrote a letter about it to the paper."
OLD = snapshot(BELL, COUNCIL, FERRY, GULLS)


def revised(
    new: Snapshot, *words: str, old: Snapshot = OLD, known: bool = True
) -> tuple[Anchoring, list[str]]:
    verdict = placed(new, *words, old=old, known=known)
    return verdict.state, [new.text[place.start : place.end] for place in verdict.ranges]


def placed(new: Snapshot, *words: str, old: Snapshot = OLD, known: bool = True) -> Verdict:
    ranges = [TextRange(at, at + len(word)) for word in words for at in [old.text.index(word)]]
    return Revision(old if known else None, new).place(describe(old, ranges).selectors)


def test_words_stay_anchored_when_other_things_are_written_before_them() -> None:
    new = snapshot("A correction was made to this article.", BELL, COUNCIL, FERRY, GULLS)
    assert revised(new, "promised two crossings") == (Anchoring.ANCHORED, ["promised two crossings"])


def test_a_paragraph_that_moved_takes_its_marks_along() -> None:
    new = snapshot(FERRY, BELL, COUNCIL, GULLS)
    assert revised(new, "promised two crossings a day") == (Anchoring.MOVED, ["promised two crossings a day"])
    assert revised(new, "cast in 1871") == (Anchoring.ANCHORED, ["cast in 1871"])


def test_changed_words_are_followed_and_told() -> None:
    new = snapshot(BELL, COUNCIL, FERRY.replace("promised two", "had promised four"), GULLS)
    assert revised(new, "company promised two crossings a day") == (
        Anchoring.CHANGED,
        ["company had promised four crossings a day"],
    )


def test_a_last_word_that_was_replaced_is_followed_by_what_stands_before_its_neighbour() -> None:
    new = snapshot(BELL, COUNCIL.replace("spring", "summer"), FERRY, GULLS)
    assert revised(new, "close the east pier until spring") == (
        Anchoring.CHANGED,
        ["close the east pier until summer"],
    )


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("The rest is owed, and the bankers are nervous.", "The rest is owed, and the bankers are calm."),
        ("“Nobody will drown here this winter!”", "“Nobody will drown here this January!”"),
        ("1,200 people had signed the petition.", "2,900 people had signed the petition."),
        ("Everything before the mole is ours.", "2,900 before the mole is ours."),
    ],
)
@pytest.mark.parametrize("beside", [(BELL, GULLS), (BELL, ""), ("", GULLS)])
def test_a_sentence_whose_border_word_was_replaced_is_followed_to_its_end(
    old: str, new: str, beside: tuple[str, str]
) -> None:
    before, behind = beside
    texts = [snapshot(*filter(None, [before, middle, behind])) for middle in (old, new)]
    assert revised(texts[1], old, old=texts[0]) == (Anchoring.CHANGED, [new])


@pytest.mark.parametrize(
    ("old", "words", "new"),
    [
        ("The pier was safe at last.", "safe at last", "The pier was unsafe at last."),
        ("Here are 2,900 people.", "2,900 people", "Here are 12,900 people."),
        ("Here are 900 people.", "900 people", "Here are 2,900 people."),
        ("The bill came to 41", "came to 41", "The bill came to 41.5 and more."),
        ("He will sail the ship.", "will sail", "He will sailor the ship."),
        ("The mill costs 900 a year.", "900 a year", "The mill costs ₱900 a year."),
        ("The oven is at 180 all day.", "at 180", "The oven is at 180℃ all day."),
    ],
)
def test_a_word_or_number_that_grew_is_another_one(old: str, words: str, new: str) -> None:
    state, _found = revised(snapshot(BELL, new, GULLS), words, old=snapshot(BELL, old, GULLS))
    assert state in {Anchoring.CHANGED, Anchoring.ORPHANED}


@pytest.mark.parametrize(
    ("words", "beside", "now"),
    [
        ("they can", "{} wait for it.", "they can’t"),
        ("they can", "{} wait for it.", "they can't"),
        ("violent protest", "A {} at the pier.", "non-violent protest"),
        ("the inter", "It went to {} today.", "the inter-\nnational"),
        ("the inter", "It went to {} today.", "the inter\u00adnational"),
        ("homme", "Tout {} est né libre.", "l’homme"),
        ("500 crowns", "They owe {} for the ropes.", "1 500 crowns"),
        ("500 crowns", "They owe {} for the ropes.", "1\u202f500 crowns"),
        ("500 crowns", "They owe {} for the ropes.", "1’500 crowns"),
        ("they owe 12", "And {} for the ropes.", "they owe 12 000"),
        ("٥٠٠ رجل", "عددهم {} في الميناء.", "١٬٥٠٠ رجل"),
        ("5 degrees", "It was {} on the mole.", "−5 degrees"),
        ("5 degrees", "It was {} on the mole.", "-5 degrees"),
        ("10 boats", "There were {} in May.", "$10 boats"),
        ("10 boats", "There were {} in May.", "5–10 boats"),
        ("grew by 10", "It {} in May.", "grew by 10 %"),
        ("3", "Row {} mile out.", "3/4"),
        ("10", "At {} they met.", "10:1"),
        ("they paye", "And {} for it.", "they paye\u0301"),
        ("वह काम", "तब {} करता है।", "वह कामे"),
        ("good 👩", "A {} job.", "good 👩\u200d🚀"),
    ],
)
def test_what_was_glued_to_a_border_belongs_to_the_mark_and_is_told(
    words: str, beside: str, now: str
) -> None:
    texts = [snapshot(BELL, beside.format(middle), GULLS) for middle in (words, now)]
    assert revised(texts[1], words, old=texts[0]) == (Anchoring.CHANGED, [now])


def test_a_number_with_a_sign_that_became_another_one_is_told() -> None:
    old, new = (snapshot(BELL, f"It cost {price} in May.") for price in ("12 €", "12,5 €"))
    assert revised(new, "It cost 12", old=old)[0] is Anchoring.CHANGED


@pytest.mark.parametrize(
    ("before", "words", "behind"),
    [
        ("non-", "violent", " protest"),
        ("they ", "can", "’t wait"),
        ("they owe 1\u202f", "500 crowns", " for ropes"),
        ("it was −", "5 degrees", " cold"),
        ("a good ", "👩", "\u200d🚀 job"),
        ("the inter-\n", "national", " pier"),
    ],
)
def test_a_mark_that_was_made_inside_a_word_or_a_number_stays_there(
    before: str, words: str, behind: str
) -> None:
    line = f"Some say {before}{words}{behind} of old."
    old, new = snapshot(BELL, line), snapshot("A correction.", BELL, line, GULLS)
    assert revised(new, words, old=old) == (Anchoring.ANCHORED, [words])


def test_a_rewritten_sentence_between_its_old_neighbours_is_the_changed_one() -> None:
    new = snapshot(
        BELL, COUNCIL, FERRY.replace("Nobody on the quay believed", "No one at the quay would believe"), GULLS
    )
    state, words = revised(new, "Nobody on the quay believed a word of it")
    assert state is Anchoring.CHANGED
    assert words == ["No one at the quay would believe a word of it"]


def test_what_was_deleted_goes_nowhere() -> None:
    assert revised(snapshot(BELL, COUNCIL, GULLS), "promised two crossings") == (Anchoring.ORPHANED, [])


def test_a_look_alike_that_was_there_before_is_no_home_for_a_deleted_mark() -> None:
    twin = FERRY.replace("ferry", "bus")
    old = snapshot(BELL, FERRY, COUNCIL, twin)
    assert revised(
        snapshot(BELL, COUNCIL, twin), "The ferry company promised two crossings a day", old=old
    ) == (
        Anchoring.ORPHANED,
        [],
    )


def test_a_twin_keeps_its_own_marks() -> None:
    old = snapshot(FERRY, BELL, FERRY, COUNCIL)
    new = snapshot("A new first line.", FERRY, BELL, FERRY, COUNCIL)
    verdict = Revision(old, new).place(
        describe(old, [TextRange(old.starts[2] + 4, old.starts[2] + 17)]).selectors
    )
    assert verdict.ranges == (TextRange(new.starts[3] + 4, new.starts[3] + 17),)


@pytest.mark.parametrize("own", [0, 1])
def test_a_sentence_in_two_paragraphs_that_change_places_stays_in_its_own(own: int) -> None:
    denial = "他什么都不承认，也没有人问他的意见。"
    parts = f"港口没有面包。{denial}冬天到了。", f"一夜船夫。{denial}冬天到了。"
    rest = "人来等。市长写信。", "海鸥飞过桥，船夫等了一夜。"
    old, new = snapshot(*parts, *rest), snapshot(*reversed(parts), *rest)
    start = old.text.index(parts[own]) + parts[own].index(denial)
    there = new.text.index(parts[own]) + parts[own].index(denial)
    verdict = Revision(old, new).place(describe(old, [TextRange(start, start + len(denial))]).selectors)
    assert verdict.state in {Anchoring.ANCHORED, Anchoring.MOVED}
    assert verdict.ranges == (TextRange(there, there + len(denial)),)


def test_words_that_stand_twice_now_in_their_place_are_the_readers_to_choose() -> None:
    letter = "Residents of the {} quay wrote in a letter: The ferry company promised two crossings a day."
    letters = letter.format("upper"), letter.format("lower")
    new = snapshot(BELL, COUNCIL, "The ferry company is silent.", *letters, GULLS)
    verdict = placed(new, "promised two crossings a day")
    assert verdict.state is Anchoring.AMBIGUOUS
    starts = [place.start for (place,) in verdict.candidates]
    assert starts == [new.starts[block] + letters[0].index("promised") for block in (3, 4)]
    kept = snapshot(BELL, COUNCIL, letters[0], FERRY, letters[1], GULLS)
    assert revised(kept, "promised two crossings a day")[0] is Anchoring.ANCHORED


def test_a_new_passage_that_stands_there_twice_is_the_readers_to_choose() -> None:
    words = "The council voted on Tuesday to close the east pier"
    copy = "On the radio they said it again: the council voted Tuesday to close that east pier, we heard."
    new = snapshot(copy, BELL, FERRY, GULLS, copy)
    verdict = placed(new, words)
    assert verdict.state is Anchoring.AMBIGUOUS
    assert len(verdict.candidates) == 2
    assert not verdict.ranges


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("She said it was a no.", "She said it was a\u00a0no."),
        ("She said 'not now' twice - loudly.", "She said ‘not now’ twice — loudly."),
        ("An office of the cooperative.", "An o\ufb03ce of the coop\u00aderative."),
        ("They re-opened it internationally.", "They re-\nopened it interna-\ntionally."),
        ("A naïve reading of it.", "A nai\u0308ve reading of it."),
    ],
)
def test_typesetting_is_followed_and_told(old: str, new: str) -> None:
    assert revised(snapshot(BELL, new), old.rstrip("."), old=snapshot(BELL, old)) == (
        Anchoring.CHANGED,
        [new.rstrip(".")],
    )


def test_a_mark_inside_a_word_stays_inside_it() -> None:
    old, new = snapshot(BELL, "A mission-driven ferry."), snapshot("New.", BELL, "A mission-driven ferry!")
    assert revised(new, "driven fer", old=old) == (Anchoring.ANCHORED, ["driven fer"])


def test_blanks_at_the_ends_of_a_mark_are_kept() -> None:
    assert revised(snapshot("New.", BELL, COUNCIL), " cast in 1871 ") == (
        Anchoring.ANCHORED,
        [" cast in 1871 "],
    )


def test_all_pieces_of_a_mark_must_have_a_place() -> None:
    assert revised(snapshot("New.", BELL, COUNCIL, FERRY), "cast in 1871", "two crossings") == (
        Anchoring.ANCHORED,
        ["cast in 1871", "two crossings"],
    )
    assert revised(snapshot("New.", BELL, COUNCIL), "cast in 1871", "two crossings")[0] is Anchoring.ORPHANED
    assert (
        revised(snapshot(FERRY, COUNCIL, BELL, GULLS), "cast in 1871", "two crossings")[0] is Anchoring.MOVED
    )


MINUTES = (
    "Thornbury: aye, 12 votes.",
    "Quill: aye, 15 votes.",
    "Maddox: no, 12 votes.",
    "Penrose: aye, 19 votes.",
)
FOR_AND_AGAINST = ("She spoke for the pier.", "She spoke against the pier.")
HARBOURS = ("Lowick", "Saltby", "Merrow Bay", "Anstead", "Old Quay", "Fenmouth")


@pytest.mark.parametrize(
    ("lines", "mark"),
    [(lines, line) for lines in (MINUTES, FOR_AND_AGAINST, HARBOURS) for line in lines],
)
def test_a_line_that_stands_once_in_both_texts_is_found_among_its_like(
    lines: tuple[str, ...], mark: str
) -> None:
    old, new = snapshot(BELL, *lines, GULLS), snapshot(BELL, *reversed(lines), GULLS)
    state, found = revised(new, mark, old=old)
    assert state in {Anchoring.ANCHORED, Anchoring.MOVED}
    assert found == [mark]


def test_a_line_that_was_there_twice_is_not_found_by_its_words_alone() -> None:
    old, new = snapshot(BELL, "Lowick", COUNCIL, "Lowick"), snapshot(BELL, COUNCIL, FERRY, "Lowick")
    assert revised(new, "Lowick", old=old)[0] is Anchoring.ORPHANED


def test_a_text_that_was_set_in_capitals_keeps_its_marks() -> None:
    new = snapshot(*(paragraph.upper() for paragraph in (BELL, COUNCIL, FERRY, GULLS)))
    assert revised(new, "promised two crossings a day") == (
        Anchoring.CHANGED,
        ["PROMISED TWO CROSSINGS A DAY"],
    )


def test_words_in_the_place_of_a_lost_mark_are_offered() -> None:
    verdict = placed(snapshot(BELL, COUNCIL.replace("Tuesday", "Friday"), FERRY, GULLS), "Tuesday")
    assert verdict.state is Anchoring.ORPHANED
    at = COUNCIL.index("Tuesday") + len(BELL) + 2
    assert verdict.candidates == ((TextRange(at, at + len("Friday")),),)


def test_what_hardly_reads_like_a_lost_mark_is_not_offered() -> None:
    new = snapshot("For the boats there were notes on a tree, and a letter to the mayor.", GULLS)
    mark = "voted on Tuesday to close the east pier"
    assert placed(new, mark, known=False) == Verdict(Anchoring.ORPHANED)


def test_a_word_or_two_are_not_taken_in_any_new_sentence() -> None:
    new = snapshot(BELL, FERRY, GULLS, "They walked from the east pier to the mill and back.")
    assert revised(new, "east pier") == (Anchoring.ORPHANED, [])


def test_an_unrelated_text_keeps_no_mark() -> None:
    other = snapshot(
        "Snow fell on the pass.", "Nine goats were counted twice, and a tenth one was heard in the fog."
    )
    verdict = placed(other, "cast in 1871")
    assert verdict.state is Anchoring.ORPHANED


def test_a_mark_whose_halves_changed_places_is_followed() -> None:
    old = "Nobody on the quay believed a word of it when the company promised two crossings a day"
    new = "When the company promised two crossings a day, nobody on the quay believed a word of it"
    texts = [snapshot(BELL, COUNCIL, f"{words}. So it went.", GULLS) for words in (old, new)]
    assert revised(texts[1], old, old=texts[0]) == (Anchoring.CHANGED, [new])


@pytest.mark.parametrize(
    ("words", "first", "put_in", "last"),
    [
        (
            "council voted on Tuesday",
            "council voted",
            ", after a debate of nine hours in which every member spoke at least twice, ",
            "on Tuesday",
        ),
        ("votes to three", "votes", "\n\nSubscribe to the harbour paper to read on\n\n", "to three"),
    ],
)
def test_a_mark_with_both_its_ends_beside_their_neighbours_holds_whatever_was_put_in(
    words: str, first: str, put_in: str, last: str
) -> None:
    new = snapshot(BELL, COUNCIL.replace(f"{first} {last}", first + put_in + last), FERRY, GULLS)
    assert revised(new, words) == (Anchoring.CHANGED, [first + put_in + last])


def test_words_out_of_their_order_do_not_stretch_a_mark_over_what_stands_between() -> None:
    rule = "If your guild owns a board, you can nail up the list of your keepers there."
    old = snapshot(f"The guild keeps a list of names. {rule}", FERRY)
    new = snapshot(
        FERRY,
        "For a large guild, with a board of its own, nail up the list of your keepers there. The bakers have "
        "painted theirs upon a barn, in red and white, for all to see. If your guild owns a very busy board, "
        "form a council.",
    )
    assert revised(new, rule, old=old) == (
        Anchoring.CHANGED,
        ["a large guild, with a board of its own, nail up the list of your keepers there."],
    )


def test_words_that_went_far_apart_are_looked_for_where_most_of_them_are() -> None:
    old = snapshot(
        "You have just printed your novel – what is next? It is time to tell the whole town.", BELL
    )
    new = snapshot(
        "You have just printed a first novel. If you would like others to find and read your novel, then it is "
        "time to tell the whole town.",
        BELL,
    )
    assert revised(new, "have just printed your novel – what", old=old) == (
        Anchoring.CHANGED,
        ["have just printed a first novel."],
    )


def test_half_of_a_short_mark_in_another_passage_is_not_the_mark() -> None:
    old = snapshot(
        BELL, "The lamp at the north door. Colour: crimson or striped. It hangs low.", COUNCIL, FERRY
    )
    new = snapshot(
        BELL, COUNCIL, FERRY, "The flag of the ferry company. Colour: crimson or blue. It is torn."
    )
    assert revised(new, "crimson or striped", old=old) == (Anchoring.ORPHANED, [])


def test_of_equally_good_places_the_one_is_taken_that_the_marks_neighbours_touch() -> None:
    vocabulary = Vocabulary()
    old = vocabulary.tokens("It widens an old rule from the code of 1871.")
    new = vocabulary.tokens("She put it under the code once. He read the rule from the code again.")
    elsewhere = Elsewhere(Alignment(old, new))
    mark = Stretch(6, 8)
    assert old.folded(*mark) == "the code"
    places = [Candidate(Stretch(at, at + 2), 1.0, 0.5, 0.5) for at in (4, 13)]
    assert {new.folded(*one.place) for one in places} == {"the code"}
    assert elsewhere.rivals(mark, places) == places[1:]
    assert elsewhere.rivals(mark, places[:1]) == places[:1]


def test_a_word_at_the_changed_end_of_a_paragraph_that_moved_is_followed() -> None:
    old = snapshot(FERRY.replace("believed", "trusted"), BELL, COUNCIL, GULLS)
    changed = FERRY.replace(
        "Nobody on the quay believed a word of it", "Hardly a soul there trusted much of theirs"
    )
    new = snapshot(
        "In spring they trusted the bell.", BELL, COUNCIL, GULLS, changed, "All trusted all of it."
    )
    verdict = placed(new, "trusted", old=old)
    assert verdict.ranges[0].start == new.text.index("soul there trusted") + len("soul there ")


def test_words_of_a_mark_that_stand_among_those_of_another_passage_do_not_stretch_it() -> None:
    use = "Tide tables are used as inputs for harbour planning {}, such as dredging and pilotage, in many ports."
    tell = "Many are measured by harbour planning (HP) tools. For the others there is no way to tell who keeps them."
    old = snapshot("A tide table tells when a ship may pass.", use.format("(HP) tools"), tell[:16], tell[44:])
    new = snapshot(
        tell,
        "A tide table tells when a ship may pass.",
        use.format("tools").replace("harbour planning ", "HP "),
    )
    state, found = revised(new, use.format("(HP) tools")[:-1], old=old)
    assert (state, found) == (
        Anchoring.CHANGED,
        [use.format("tools").replace("harbour planning ", "HP ")[:-1]],
    )


def test_without_the_old_text_words_follow_their_context() -> None:
    new = snapshot("A new first paragraph with two crossings of its own.", BELL, COUNCIL, FERRY, GULLS)
    verdict = placed(new, "two crossings", known=False)
    assert verdict.ranges[0].start == new.text.index("promised two crossings") + len("promised ")


def test_without_the_old_text_short_words_in_another_context_are_not_taken() -> None:
    verdict = placed(snapshot("They counted two crossings in a year."), "two crossings", known=False)
    assert verdict.state is Anchoring.ORPHANED
    assert verdict.candidates


def test_without_the_old_text_equal_places_are_the_readers_to_choose() -> None:
    old = snapshot(*["Intermission."] * 40, BELL)
    new = snapshot("Intermission.", BELL, "Intermission.", BELL)
    assert placed(new, "cast in 1871", old=old, known=False).state is Anchoring.AMBIGUOUS


def test_without_the_old_text_long_words_like_nothing_else_need_no_context() -> None:
    old = snapshot("The minutes were short.", FERRY, "Nothing else was decided.")
    new = snapshot("A letter to the paper.", FERRY.replace("a day", "each day"), "The editor adds a note.")
    words = "The ferry company promised two crossings a day. Nobody on the quay believed a word of it."
    assert revised(new, words, old=old, known=False) == (
        Anchoring.CHANGED,
        [words.replace("a day", "each day")],
    )


def test_without_the_old_text_long_words_are_not_taken_where_others_read_nearly_as_much_alike() -> None:
    notice = "The {} pier is closed for repairs from the first of March until the end of the season."
    old = snapshot(BELL, notice.format("east"), COUNCIL)
    new = snapshot(FERRY, notice.format("west"), GULLS, notice.format("north"), FERRY)
    assert placed(new, notice.format("east"), old=old, known=False).state is Anchoring.ORPHANED


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (
            "close the east pier until spring",
            "close (as the harbour master had asked) the east pier until spring",
        ),
        (
            "the east pier until spring, four votes",
            "the east pier until the first days of spring, four votes",
        ),
        ("voted on Tuesday to close", "voted, late on a rainy and windy Tuesday, to close"),
    ],
)
def test_without_the_old_text_the_context_tells_how_far_changed_words_reach(words: str, found: str) -> None:
    new = snapshot("A correction.", BELL, COUNCIL.replace(words, found), FERRY, GULLS)
    assert revised(new, words, known=False) == (Anchoring.CHANGED, [found])


def test_a_mark_that_does_not_fit_its_text_is_looked_for_by_its_looks() -> None:
    selector = describe(OLD, [TextRange(4, 11)]).selectors[0]
    moved = type(selector)(selector.exact, selector.prefix, selector.suffix, 40, 47)
    assert Revision(OLD, OLD).place([moved]).ranges == (TextRange(4, 11),)


class Ended(Exception):
    """Whoever waits does not want it any more."""


@pytest.mark.parametrize("after", [0, 1, 5, 20, 50])
def test_a_comparison_of_two_long_texts_ends_when_it_is_asked_to(after: int) -> None:
    words = [f"word{number}" for number in range(60_000)]
    old = snapshot(" ".join(words))
    new = snapshot(" ".join([*words[30_000:], *words[:30_000], "end"]))
    asked = 0

    def pause() -> None:
        nonlocal asked
        asked += 1
        if asked > after:
            raise Ended

    with pytest.raises(Ended):
        Revision(old, new, pause).place(describe(old, [TextRange(0, 40)]).selectors)
    assert asked == after + 1


@pytest.mark.parametrize("read", ["Keeper: MaraQuill Thornburv", "Keeper: Mara Quil1 Thornburv"])
def test_a_mark_of_which_a_bad_scan_has_left_one_word_is_found_beside_its_neighbours(read: str) -> None:
    notice = "See the notice on the door! {}. She has the key."
    old = snapshot(BELL, COUNCIL, notice.format("Keeper: Mara Quill Thornbury"))
    new = snapshot("A correction.", BELL, notice.format(read), FERRY)
    assert revised(new, "Keeper: Mara Quill Thornbury", old=old) == (Anchoring.CHANGED, [read])
    without = snapshot("A correction.", BELL, notice.format("Keeper: none since May"), FERRY)
    assert revised(without, "Keeper: Mara Quill Thornbury", old=old) == (Anchoring.ORPHANED, [])
