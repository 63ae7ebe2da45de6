"""A quote’s own marks in other languages and scripts, and what is typesetting in them."""

from __future__ import annotations

import pytest

from postil.core.model import Check
from tests.unit.anchoring.build import checked

ELIDED = [
    ("我们今天晚上回港口。", "我们……回港口。"),
    ("我们今天晚上回港口。", "我们⋯⋯回港口。"),
    ("我们今天晚上回港口。", "我们［……］回港口。"),
    ("我们今天晚上回港口。", "我们（中略）回港口。"),
    ("彼は今日の夜に港へ帰った。", "彼は（中略）港へ帰った。"),
    ("彼は今日の夜に港へ帰った。", "彼は〔…〕港へ帰った。"),
    ("我看见他在今晚回港口。", "我看见[王明]在今晚回港口。"),
    ("私は彼が港へ帰るのを見た。", "私は[田中]が港へ帰るのを見た。"),
]

REMARKS = [
    ("船在港口等。", "船在港 [sic]口等。"),
    ("船が港で待つ。", "船が [sic]港で待つ。"),
    ("Der Müller ging heim.", "Der Müller ging heim (Hervorhebung von mir)."),
    ("Der Müller ging heim.", "Der Müller [Hervorhebung im Original] ging heim."),
    ("Le meunier est parti.", "Le meunier [c’est moi qui souligne] est parti."),
    ("El molinero se fue.", "El molinero (énfasis añadido) se fue."),
    ("Il mugnaio è partito.", "Il mugnaio [corsivo mio] è partito."),
    ("Мельник ушёл домой.", "Мельник ушёл (курсив мой) домой."),
]

TYPOGRAPHIC = [
    ("ذهب الرجل إلى الميناء.", "ذهـــب الرجل إلى الميناء."),
    ("ذهب الرجل إلى الميناء.", "ذهب ال\u200fرجل إلى الميناء."),
    ("חזר \u202bהספן\u202c לנמל.", "חזר הספן לנמל."),
    ("我们等⋯⋯在港口。", "我们等……在港口。"),
]


@pytest.mark.parametrize(("source", "quote"), ELIDED)
def test_a_mark_of_another_script_stands_for_words(source: str, quote: str) -> None:
    assert checked(source, quote) is Check.ELIDED


@pytest.mark.parametrize(("source", "quote"), REMARKS)
def test_a_remark_in_another_language_stands_for_nothing(source: str, quote: str) -> None:
    assert checked(source, quote).found


def test_a_remark_puts_in_no_negation() -> None:
    assert not checked("Der Müller ging heim.", "Der Müller ging [kursiv nicht] heim.").found


@pytest.mark.parametrize(("source", "quote"), TYPOGRAPHIC)
def test_what_is_typesetting_in_another_script_is_found(source: str, quote: str) -> None:
    assert checked(source, quote) is Check.TYPOGRAPHIC


def test_the_first_letter_of_an_elided_article_may_change_its_case() -> None:
    assert checked("L’eau est au moulin.", "[l]’eau est au moulin") is Check.TYPOGRAPHIC
    assert checked("Voilà que l’eau est au moulin.", "[L]’eau est au moulin") is Check.TYPOGRAPHIC


def test_words_in_brackets_behind_a_word_put_in_no_negation() -> None:
    assert checked("我看见他在今晚回港口。", "我看见他[不]在今晚回港口。") is Check.ALTERED


@pytest.mark.parametrize(
    ("source", "quote"),
    [
        ("“我明天去，”他说，“回港口看你们。”", "我明天去，回港口看你们。"),
        ("他说“我明天去”，又说“回港口看你们”。", "我明天去，回港口看你们"),
        ("「明日行く」と彼は言った「港へ」", "明日行く港へ"),
        ("« Je viendrai demain », dit-elle, « avec le meunier. »", "Je viendrai demain, avec le meunier."),
        (
            "«\u202fJe viendrai demain\u202f», dit-elle, «\u202favec le meunier.\u202f»",
            "Je viendrai demain, avec le meunier.",
        ),
        ("»Ich komme morgen«, sagte sie, »mit dem Müller.«", "Ich komme morgen, mit dem Müller."),
    ],
)
def test_speech_that_its_source_breaks_is_joined_in_any_quotation_marks(source: str, quote: str) -> None:
    assert checked(source, quote) is Check.JOINED


@pytest.mark.parametrize(
    ("source", "quote"),
    [
        ("Ёлка стоит у моря, и всё тихо.", "Елка стоит у моря, и все тихо."),
        ("Елка стоит у моря.", "Ёлка стоит у моря."),
        ("The quay has H₂O and CO₂ in its tanks.", "The quay has H2O and CO2 in its tanks."),
        ("The quay has H2SO4 in its tanks.", "The quay has H₂SO₄ in its tanks."),
    ],
)
def test_dots_and_lowered_numbers_that_a_keyboard_lacks_are_typesetting(source: str, quote: str) -> None:
    assert checked(source, quote) is Check.TYPOGRAPHIC


@pytest.mark.parametrize(
    ("source", "quote"),
    [
        ("The mill counts to 10₂ in its tables.", "The mill counts to 102 in its tables."),
        ("The ferry was unable to leave the quay.", "able to leave the quay."),
        ("It is illegal to fish at the quay.", "legal to fish at the quay."),
        ("« Je ne viendrai pas », dit-elle. « Le meunier viendra. »", "Je viendrai. Le meunier viendra."),
    ],
)
def test_another_number_or_a_part_of_a_word_is_no_typesetting(source: str, quote: str) -> None:
    assert not checked(source, quote).found


OTHER_SPEAKER = "“Nobody will lose a boat.” The miller disagreed. “That is simply not true,” he said."


def test_two_speakers_are_not_joined_to_one() -> None:
    stitched = "Nobody will lose a boat. That is simply not true"
    assert checked(OTHER_SPEAKER, stitched) is Check.ALTERED


@pytest.mark.parametrize(
    ("source", "quote"),
    [
        ("“Who will lose a boat?” she asked. “Nobody will.”", "Who will lose a boat? Nobody will."),
        ("“I am not sure...” she said. “Nobody is.”", "I am not sure. Nobody is."),
        ("“Nobody will lose a boat,” she said. “That is true.”", "Nobody will lose a boat, that is true."),
        ("“没有人会失去船。”她说。“这是真的。”", "没有人会失去船。这是真的。"),
    ],
)
def test_one_speaker_is_joined_though_a_sentence_ends_in_between(source: str, quote: str) -> None:
    assert checked(source, quote) is Check.JOINED
