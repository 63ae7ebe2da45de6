from __future__ import annotations

import pytest

from postil.ingest.sentences.splitting import LONGEST, sentences


def split(text: str, language: str = "en") -> list[str]:
    return [text[start:end] for start, end in sentences(text, language)]


@pytest.mark.parametrize(
    "parts",
    [
        ["The board met on (3-7-22) in the town.", "It failed."],
        ["According to the Gazette (3/10/22), it sank.", "Nobody wept."],
        ["“We were wrong,” she said.", "“It won’t happen again.”"],
        ["“We were wrong.", "We will do better,” she said."],
        ["“Stop!” he shouted.", "Then he ran."],
        ["“Is it over?” Captain Holm asked.", "Nobody answered."],
        ["“Is it over?”", "She did not know."],
        ["Dr. J. R. Holm Jr. spoke first.", "Prof. A. Reed followed."],
        ["The U.S. Coast Guard came.", "The U.S. left."],
        ["It cost 1.2 million.", "It sold for $5.1 bn. in May."],
        ["He waited…", "Then he spoke."],
        ["He waited… and spoke."],
        ["It was long. . . .", "It was also wrong."],
        ["This was shown.[12]", "It was disputed. [13]", "Then it was forgotten.¹"],
        ["(He did not say why.)", "The board did."],
        ["See No. 3, pp. 12-15, and Fig. 2.", "They show it."],
        ["1. The toll was cut.", "2. The debt grew."],
        ["It ended at 5 p.m.", "Reporters left."],
        ["Why?!", "Because."],
        ["See www.gazette.example/a.b?c=d. for more."],
    ],
)
def test_english(parts: list[str]) -> None:
    assert split(" ".join(parts)) == parts
    assert split(" ".join(parts), "") == parts


@pytest.mark.parametrize(
    ("language", "parts"),
    [
        (
            "de",
            ["Am 3. Oktober tagte der Rat.", "Er sprach z. B. mit Dr. Holm usw. und ging.", "Dann war Ruhe."],
        ),
        ("fr", ["M. Holm a dit « non. »", "Il est parti av. J.-C. peut-être."]),
        ("ru", ["Он родился в 1990 г. в Москве.", "А. С. Петров жил на ул. Ленина."]),
        ("uk", ["Це було у 2016 р. у Києві.", "«Так!» — сказала вона."]),
        ("zh", ["船离开了码头。", "“没有人看见狗。”", "他走了！"]),
        ("ar", ["هل رحلت العبارة؟", "لا أحد يعرف."]),
    ],
)
def test_other_languages(language: str, parts: list[str]) -> None:
    blank = "" if language == "zh" else " "
    assert split(blank.join(parts), language) == parts


def test_a_unit_without_an_end_is_cut_at_a_blank() -> None:
    spans = sentences("word " * 10_000)
    assert max(end - start for start, end in spans) <= LONGEST
    assert all(end - start > LONGEST // 2 for start, end in spans[:-1])


def test_blank_texts_have_no_sentences() -> None:
    assert sentences("") == sentences(" \n ") == []
