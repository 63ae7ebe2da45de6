from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from postil.core.attribution import Mention
from postil.core.model import Kind
from postil.core.snapshot import Link
from postil.ingest.attribution.quotations import quotation
from postil.ingest.attribution.suggestion import LONGEST, suggestion

if TYPE_CHECKING:
    from collections.abc import Sequence


@pytest.mark.parametrize(
    ("sentence", "language", "speaker"),
    [
        ("Holm said, “The quay was never closed.”", "en", "Holm"),
        ("“The quay was never closed,” said Ines Holm, the harbour master.", "en", "Ines Holm"),
        ("“The quay was never closed,” the harbour master Ines Holm told reporters.", "en", "Ines Holm"),
        ("Dr. J. R. van der Meer, who leads the survey, wrote: “Mud moves at night.", "en", "Dr. J. R. van der Meer"),
        ("According to the Ministry of Works, “no boat may leave.”", "en", "Ministry of Works"),
        ("it will take all the winter,” Holm added.", "en", "Holm"),
        ("The Gazette (3-7-22), which also reported that “forty boats have left the quay”, is gone.", "en", "The Gazette"),
        ("„Der Kai war nie gesperrt“, sagte Hafenmeister Jan Ott.", "de", "Hafenmeister Jan Ott"),
        ("« Le quai n’a jamais été fermé », a déclaré la ministre Anne Duval.", "fr", "Anne Duval"),
        ("«El muelle nunca estuvo cerrado», dijo Marta Ruiz.", "es", "Marta Ruiz"),
        ("Marta Ruiz afirmó: «El muelle nunca estuvo cerrado».", "es", "Marta Ruiz"),
        ("«Il molo non è mai stato chiuso», ha detto Paola Neri.", "it", "Paola Neri"),
        ("“O cais nunca esteve fechado”, disse Rui Alves.", "pt", "Rui Alves"),
        ("“De kade is nooit dicht geweest”, zei Piet de Boer.", "nl", "Piet de Boer"),
        ("„Nabrzeże nigdy nie było zamknięte”, powiedziała Anna Lis.", "pl", "Anna Lis"),
        ("«Причал никогда не закрывали», — сказала Анна Лис.", "ru", "Анна Лис"),
        ("«Причал ніколи не закривали», — заявив Іван Гай.", "uk", "Іван Гай"),
        ("港务局长王明说：“码头从来没有关闭过。”", "zh", "港务局长王明"),
        ("「港は閉まっていませんでした」と港長は述べた。", "ja", "港長"),
        ("قال أحمد سالم إن “الميناء لم يغلق أبدا”.", "ar", "أحمد سالم"),
    ],
)  # fmt: skip
def test_a_quotation_names_its_speaker(sentence: str, language: str, speaker: str) -> None:
    found = suggestion(sentence, language=language)
    assert found is not None
    assert (found.kind, found.speaker) == (Kind.QUOTATION, speaker)


@pytest.mark.parametrize(
    "sentence",
    [
        "The quay was closed in 2019.",
        "He said, “The quay was never closed at all.”",
        "Their “partnership” with the Gazette ended.",
        "It’s the boats’ own fault, isn’t it?",
        "The water rose 12 feet, 3 inches (30 cm).",
        "She saw it that way.",
        "",
    ],
)
def test_a_sentence_that_names_nobody_suggests_nothing(sentence: str) -> None:
    assert suggestion(sentence, language="en") is None


@pytest.mark.parametrize(
    ("sentence", "language", "mention"),
    [
        ("According to Reuters (3/10/22), forty boats left.", "en", Mention("Reuters (3/10/22)", "Reuters", date="3/10/22")),
        ("Forty boats left (Quay Courier, March 10, 2022).", "en",
         Mention("Quay Courier, March 10, 2022)", "Quay Courier", date="March 10, 2022")),
        ("Mud moves at night (Holm, 2019).", "en", Mention("Holm, 2019", author="Holm", date="2019")),
        ("Mud moves at night (see Holm & Reed 2019, p. 33; Orm 2001).", "en",
         Mention("see Holm & Reed 2019", author="Holm & Reed", date="2019")),
        ("Holm et al. (2019) measured it.", "en", Mention("Holm et al. (2019)", author="Holm", date="2019")),
        ("The Gazette reported forty boats.", "en", Mention("The Gazette reported", "The Gazette")),
        ("As reported by the Gazette, forty boats left.", "en", Mention("reported by the Gazette", "Gazette")),
        ("Read doi 10.1234/mud.19(2), please.", "en", Mention("10.1234/mud.19(2),", url="https://doi.org/10.1234/mud.19(2)")),
        ("See arXiv:2101.00001.", "en", Mention("arXiv:2101.00001", url="https://arxiv.org/abs/2101.00001")),
        ("See PMID: 1234567.", "en", Mention("PMID: 1234567", url="https://pubmed.ncbi.nlm.nih.gov/1234567/")),
        ("See ISBN 978-3-16-148410-0.", "en", Mention("ISBN 978-3-16-148410-0", "ISBN 978-3-16-148410-0")),
        ("Das Blatt Hafenbote (10. März 2022) meldete es.", "de",
         Mention("Das Blatt Hafenbote (10. März 2022)", "Blatt Hafenbote", date="10. März 2022")),
    ],
)  # fmt: skip
def test_a_source_is_found_as_the_sentence_names_it(sentence: str, language: str, mention: Mention) -> None:
    found = suggestion(sentence, language=language)
    assert found is not None
    assert found.mention == mention


def links_of(sentence: str, words: str, href: str) -> Sequence[Link]:
    start = sentence.index(words)
    return [Link(start, start + len(words), href)]


def test_a_link_and_a_note_are_sources() -> None:
    sentence = "The survey of the tidal harbour found mud.[3]"
    linked = suggestion(
        sentence, links_of(sentence, "survey of the tidal harbour", "https://port.example/survey")
    )
    assert linked is not None
    assert linked.mention == Mention(
        "survey of the tidal harbour", "survey of the tidal harbour", url="https://port.example/survey"
    )
    words = "Harbour Office, Survey (2030), https://port.example/s.pdf."
    noted = suggestion(sentence, links_of(sentence, "[3]", "#note-3"), {"note-3": words}.get)  # type: ignore[arg-type]
    assert noted is not None
    assert noted.mention == Mention(f"[3] {words}", words, url="https://port.example/s.pdf")
    plain = suggestion(sentence, links_of(sentence, "found", "https://port.example/"))
    assert plain is not None
    assert plain.mention == Mention("found", url="https://port.example/")


def test_only_a_named_speaker_makes_a_quotation_and_a_number_a_statistic() -> None:
    counted = suggestion("According to Holm, 40 percent of the boats left.", language="en")
    assert counted is not None
    assert (counted.kind, counted.speaker) == (Kind.STATISTIC, "Holm")
    told = suggestion("Ines Holm confirms that the boats left.", language="en")
    assert told is not None
    assert (told.kind, told.speaker) == (Kind.FACT, "Ines Holm")


def test_the_longest_quotation_is_the_one_that_counts() -> None:
    sentence = "The “big old mud” was, Holm said, “more than the boats could ever carry out”."
    found = quotation(sentence, "en")
    assert found is not None
    assert sentence[found.start : found.end] == "more than the boats could ever carry out"


@pytest.mark.parametrize("piece", ["A", "A.", "Aa of ", "“", "(", "Aa said ", "according to "])
def test_a_hostile_sentence_is_passed_over_or_read_at_once(piece: str) -> None:
    suggestion(piece * (LONGEST // len(piece)), language="en")
    assert suggestion(piece * LONGEST + " According to Reuters (3/10/22), no.", language="en") is None
