from __future__ import annotations

from pathlib import Path

import pytest

from postil.ingest.sentences.abbreviations import abbreviations
from postil.ingest.sentences.language import recognise
from postil.ingest.sentences.splitting import LONGEST, sentences

CASES = Path(__file__).parents[2] / "data" / "ingest" / "sentences"
"""A file for each language: one sentence a line, an empty line between paragraphs."""


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


@pytest.mark.parametrize("path", sorted(CASES.glob("*.txt")), ids=lambda path: path.stem)
def test_each_language_has_its_rules(path: Path) -> None:
    blank = "" if path.stem in {"ja", "zh"} else " "
    paragraphs = path.read_text(encoding="utf-8").strip().split("\n\n")
    wanted = [paragraph.split("\n") for paragraph in paragraphs]
    assert [split(blank.join(lines), path.stem) for lines in wanted] == wanted


@pytest.mark.parametrize("path", sorted(CASES.glob("*.txt")), ids=lambda path: path.stem)
def test_each_language_is_recognised(path: Path) -> None:
    assert recognise(path.read_text(encoding="utf-8")) == path.stem


@pytest.mark.parametrize(("language", "like"), [("nb", "da"), ("sk", "cs"), ("de_AT", "de")])
def test_languages_that_abbreviate_alike_share_a_table(language: str, like: str) -> None:
    assert abbreviations(language) == abbreviations(like)


@pytest.mark.parametrize(
    ("language", "parts"),
    [
        ("ja", ["「行け！」と叫んだ。", "船は出た。¹", "それだけ。"]),
        ("ja", ["本図は岸を示す．", "深さは３．２メートルである．"]),
        ("zh", ["真的吗?", "我不信!", "他问：“为什么？”", "没人回答。"]),
        ("zh", ["“为什么？”有人问。", "没人回答。"]),
        ("en", ["It was you and I.", "Did you see A. I. Reed?"]),
        ("en", ["“The tide […]” (Reed 5) is long.", "[...] It fell."]),
        (
            "en",
            [
                "It began in 2019.[2][a]",
                "Lead was found.[citation needed]",
                "Who knew?[3]: 12–14",
                "He did.[1]–[3]",
                "So.",
            ],
        ),
        ("en", ["Nobody objected.²,³", "Nobody was asked.¹⁻³", "[Applause.]", "He left."]),
        ("hi", ["“कोई नहीं है।”", "उन्होंने बताया कि सब चले गए।"]),
        ("de", ["Die stellv. Direktorin schwieg.", "Das half."]),
        ("fr", ["J.-P. Quai vint.", "Il partit."]),
        ("it", ["Nel sec. XIX non c’era.", "Poi sì."]),
        ("el", ["Ποιος;", "Εκείνος."]),
        ("en", ["Who knows; nobody."]),
        ("ur", ["کشتی چلی گئی۔", "کس نے دیکھا؟", "کسی نے نہیں۔"]),
        ("hi", ["“क्यों?” उसने पूछा।", "किसी ने नहीं।"]),
        ("ko", ["“왜?” 그가 물었다.", "답은 없었다."]),
        ("", ["В 1990 г. в Москве.", "Он возил соль и т. д.", "Потом нет."]),
        ("xx", ["Dr. Holm came.", "He left."]),
        ("en", ["Mudlark! Inc. reported a loss.", "Mudlark!", "Incidents were few."]),
        ("en", ["Nobody was paid.12", "Nobody knew.", "“It sank!”3", "He said so."]),
        ("en", ["See sec.12 Act of the Quay.", "It was version 3.12 They said."]),
        ("de", ["Die Prof. Dr. med. Ines Holm schwieg.", "Die Fa. Meier & Söhne auch."]),
        ("de", ["Er wohnt in der Hafenstr. 5 in St. Ufer.", "Dort ist Ruhe."]),
        ("pt", ["A ponte fica na Av. Marginal, 10.", "É longa."]),
        ("es", ["El muelle está en la Av. Marina.", "Es largo."]),
        ("ru", ["Причал был построен в 1812 г.", "Наводнение пришло потом."]),
        ("ru", ["В 1812 г. Наводнение пришло.", "Он сказал, что в 1812 г. Анна ушла."]),
        ("ru", ["Причал был основан в 1812 г. Петром."]),
        ("uk", ["Це було у 1812 р.", "Повінь прийшла потім.", "У 1812 р. Анна пішла."]),
        ("pl", ["Molo powstało w XIX w.", "Powódź przyszła potem.", "W 1812 r. Anna odeszła."]),
        ("pl", ["Od około 1812 r. Anna tu była."]),
        ("zh", ["她说“不。”然后离开了。", "他说：“不。”", "然后他走了。"]),
        ("zh", ["“等了十年。”港务局局长在仪式上说，“不用怕了！”", "“不去了。”", "他没有回答，走了。"]),
        ("ja", ["「行こう！」船長は叫んだ。", "「寒い。」", "港は凍った。"]),
        ("en", ["This concerns s. 14(2) of the Act.", "So held in 1 All E.R. 33, at p. 4."]),
        ("en", ["Holm, K. H. (1973).", "It sank."]),
        ("fr", ["Le quai date du 3 janv. 1950.", "Il tient."]),
        ("it", ["Era il 3 ott. 1990.", "Pioveva."]),
        ("pt", ["No séc. XX houve cheias.", "Duas."]),
        ("ru", ["Осадка упала на 1,5 м.", "Об этом сообщил капитан."]),
        ("nl", ["De fa. Smit baggert.", "Zie par. 3."]),
    ],
)
def test_small_cases(language: str, parts: list[str]) -> None:
    assert split(("" if language in {"ja", "zh"} else " ").join(parts), language) == parts


def test_a_unit_without_an_end_is_cut_at_a_blank() -> None:
    spans = sentences("word " * 10_000)
    assert max(end - start for start, end in spans) <= LONGEST
    assert all(end - start > LONGEST // 2 for start, end in spans[:-1])


def test_blank_texts_have_no_sentences() -> None:
    assert sentences("") == sentences(" \n ") == []
