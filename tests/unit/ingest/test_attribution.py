from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from postil.core.attribution import Mention
from postil.core.model import Kind
from postil.core.snapshot import Link
from postil.ingest.attribution.mentions import mentions
from postil.ingest.attribution.notes import details
from postil.ingest.attribution.quotations import quotation, speakers
from postil.ingest.attribution.suggestion import LONGEST, suggestion
from postil.ingest.sentences.splitting import sentences

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
        ('We will do better," the mayor, Jane Reed, said on Monday.', "en", "Jane Reed"),
        ('"It is," wrote the pilot Ines Holm in 2018, "a harbour of mud."', "en", "Ines Holm"),
        ("“No,” said Ines Holm.", "en", "Ines Holm"),
        ("«Nos equivocamos», dijo la alcaldesa Marta Ruiz.", "es", "Marta Ruiz"),
        ("«Мы ошиблись», — сказала мэр Анна Лис.", "ru", "Анна Лис"),
        ("„Mylimy się” – powiedziała burmistrz Anna Lis.", "pl", "Anna Lis"),
        ("“码头没有关闭，”港务局长王明说。", "zh", "港务局长王明"),
        ("港务局长王明说：“码头从来没有关闭过。”", "zh", "港务局长王明"),
        ("「港は閉まっていませんでした」と港長は述べた。", "ja", "港長"),
        ("“The quay was never closed,” the mayor said.", "en", "mayor"),
        ("„Der Kai war nie gesperrt“, sagte die Bürgermeisterin.", "de", "Bürgermeisterin"),
        ("«Мы закрыли причал вчера», — заявил министр.", "ru", "министр"),
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
        "In March (2020) the quay was closed.",
        "The law (Law 2020) says so.",
        "He is an “expert,” and wore a hat.",
        "Nothing is as deep as Saltmarsh.",
        "The mayor must not say no.",
        "据介绍，四十条船离开了。",
        "据媒体报道，四十条船离开了。",
        "据不完全统计，四十条船离开了。",
        "",
    ],
)
def test_a_sentence_that_names_nobody_suggests_nothing(sentence: str) -> None:
    assert suggestion(sentence, language="en") is None


@pytest.mark.parametrize(
    ("sentence", "language", "mention"),
    [
        ("According to Reuters (3/10/22), forty boats left.", "en",
         Mention("Reuters (3/10/22)", container="Reuters", date="3/10/22")),
        ("Laut Hafenbote (3.10.2022) fehlen vierzig Boote.", "de",
         Mention("Hafenbote (3.10.2022)", container="Hafenbote", date="3.10.2022")),
        ("Forty boats left (Quay Courier, March 10, 2022).", "en",
         Mention("Quay Courier, March 10, 2022", container="Quay Courier", date="March 10, 2022")),
        ("Mud moves at night (Holm, 2019).", "en", Mention("Holm, 2019", author="Holm", date="2019")),
        ("Mud moves at night (see Holm & Reed 2019, p. 33; Orm 2001).", "en",
         Mention("Holm & Reed 2019", author="Holm & Reed", date="2019")),
        ("Holm et al. (2019) measured it.", "en", Mention("Holm et al. (2019)", author="Holm", date="2019")),
        ("In Holm (2019) it was measured.", "en", Mention("Holm (2019)", author="Holm", date="2019")),
        ("The Gazette reported forty boats.", "en", Mention("The Gazette", container="The Gazette")),
        ("As reported by the Gazette, forty boats left.", "en", Mention("Gazette", container="Gazette")),
        ("As the Quay Courier reported on 10 March 2022, forty boats left.", "en",
         Mention("Quay Courier", container="Quay Courier", date="10 March 2022")),
        ("As the Quay Courier reported in March 2022, forty boats left.", "en",
         Mention("Quay Courier", container="Quay Courier", date="March 2022")),
        ("According to a report in the Quay Courier, forty boats left.", "en",
         Mention("Quay Courier", container="Quay Courier")),
        ("A survey by the Mudlark Research Center shows that forty boats left.", "en",
         Mention("Mudlark Research Center", author="Mudlark Research Center")),
        ("As Ines Holm wrote, mud moves at night.", "en", Mention("Ines Holm", author="Ines Holm")),
        ("Wie der Kieler Hafenbote am 10. März 2022 berichtete, fehlen vierzig Boote.", "de",
         Mention("Kieler Hafenbote", container="Kieler Hafenbote", date="10. März 2022")),
        ("Le Monde rapporte que quarante bateaux sont partis.", "fr", Mention("Le Monde", container="Le Monde")),
        ("Comme l’a révélé Le Monde, quarante bateaux sont partis.", "fr", Mention("Le Monde", container="Le Monde")),
        ("Wie der „Hafenbote“ berichtet, fehlen vierzig Boote.", "de", Mention("Hafenbote", container="Hafenbote")),
        ("Газета «Причал» сообщает, что лодки ушли.", "ru", Mention("Газета Причал", container="Газета Причал")),
        ("Holm, I., & Reed, A. (2019).", "en", Mention("Holm, I., & Reed, A. (2019)", author="Holm, I.", date="2019")),
        ("据潮报报道，四十条船离开了。", "zh", Mention("潮报", container="潮报")),
        ("据潮报（2022年3月10日）报道，四十条船离开了。", "zh", Mention("潮报", container="潮报")),
        ("据北原统计局公布，四十条船离开了。", "zh", Mention("北原统计局", container="北原统计局")),
        ("潮报报道称，四十条船离开了。", "zh", Mention("潮报", container="潮报")),
        ("潮通信によれば、船は四十隻が去った。", "ja", Mention("潮通信", container="潮通信")),
        ("潮通信が10日に報じた。", "ja", Mention("潮通信", container="潮通信")),
        ("조류 통신에 따르면 배가 떠났다.", "ko", Mention("조류 통신", container="조류 통신")),
        ("وأفادت وكالة المد بأن القوارب غادرت.", "ar", Mention("وكالة المد", container="وكالة المد")),
        ("وفقا للمد (10/3/22)، غادرت القوارب.", "ar", Mention("لمد", container="لمد")),
        ("Read doi 10.1234/mud.19(2), please.", "en", Mention("10.1234/mud.19(2)", url="https://doi.org/10.1234/mud.19(2)")),
        ("See arXiv:2101.00001.", "en", Mention("arXiv:2101.00001", url="https://arxiv.org/abs/2101.00001")),
        ("See PMID: 1234567.", "en", Mention("PMID: 1234567", url="https://pubmed.ncbi.nlm.nih.gov/1234567/")),
        ("See ISBN 978-3-16-148410-0.", "en", Mention("ISBN 978-3-16-148410-0", "ISBN 978-3-16-148410-0")),
        ("Das Blatt Hafenbote (10. März 2022) meldete es.", "de",
         Mention("Blatt Hafenbote (10. März 2022)", container="Blatt Hafenbote", date="10. März 2022")),
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
    assert noted.mention == Mention(
        f"[3] {words}", "Survey", "Harbour Office", "2030", url="https://port.example/s.pdf"
    )
    plain = suggestion(sentence, links_of(sentence, "found", "https://port.example/"))
    assert plain is not None
    assert plain.mention == Mention("found", url="https://port.example/")


def test_a_source_that_is_named_in_a_link_has_its_address() -> None:
    sentence = "Forty boats left (Quay Courier, March 10, 2022), as the Gazette reported."
    for words, mention in (
        ("Quay Courier, March 10, 2022", Mention("Quay Courier, March 10, 2022", date="March 10, 2022", container="Quay Courier")),
        ("the Gazette reported", Mention("Gazette", container="Gazette")),
    ):  # fmt: skip
        plain = sentence if words.startswith("Quay") else "Forty boats left, as the Gazette reported."
        found = suggestion(plain, links_of(plain, words, "https://port.example/"), language="en")
        assert found is not None
        assert found.mention == mention._replace(url="https://port.example/")


@pytest.mark.parametrize(("words", "url"), [("the", ""), ("Harbour Courier", "https://port.example/")])
def test_a_link_beside_a_name_is_not_the_source_behind_names_in_quotation_marks(words: str, url: str) -> None:
    sentence = "“Old Times” and “New Times” were silent, as the Harbour Courier reported."
    found = mentions(sentence, links_of(sentence, words, "https://port.example/"), language="en")
    assert {mention.url for mention in found if mention.container == "Harbour Courier"} == {url}


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("Follow us for news of the harbour.", "Follow us"),
        ("Read more: The quay was closed in May.", "The quay was closed in May"),
        ("The Quay Was Closed in May", "The Quay Was Closed in May"),
        ("MUD 182.50 +1.2%", "MUD"),
    ],
)
def test_a_link_that_only_leads_elsewhere_is_no_source(line: str, words: str) -> None:
    assert suggestion(line, links_of(line, words, "https://port.example/"), language="en") is None


@pytest.mark.parametrize(
    ("sentence", "language", "speaker"),
    [
        ("Selon Le Monde, le quai est fermé.", "fr", "Le Monde"),
        ("Selon le ministre Jean Duval, le quai est fermé.", "fr", "Jean Duval"),
        ("Le Président Duval a déclaré que le quai est fermé.", "fr", "Président Duval"),
        ("Según El País, el muelle está cerrado.", "es", "El País"),
        ("La ministra Marta Ruiz dijo que el muelle está cerrado.", "es", "Marta Ruiz"),
        ("Die Zeit berichtet, dass der Kai gesperrt ist.", "de", "Die Zeit"),
        ("As the Quay Courier reported on 10 March 2022, forty boats left.", "en", "Quay Courier"),
        ("Ines Holm wrote in 1946 that the quay was closed.", "en", "Ines Holm"),
    ],
)
def test_indirect_speech_names_its_speaker(sentence: str, language: str, speaker: str) -> None:
    found = suggestion(sentence, language=language)
    assert found is not None
    assert found.speaker == speaker


@pytest.mark.parametrize(
    ("sentence", "language", "speaker"),
    [
        ("“The quay is closed,” a spokesman said.", "en", "spokesman"),
        ("“The quay is closed,” said a spokeswoman for Ines Holm.", "en", "spokeswoman for Ines Holm"),
        ("“The quay is closed,” said a spokesman for the port office on Monday.", "en", "spokesman for the port office"),
        ("“We dredge,” a senior official in Norden, who asked not to be named, said.", "en", "senior official in Norden"),
        ("“We dredge,” the Prime Minister said.", "en", "Prime Minister"),
        ("Officials said the quay is closed.", "en", "Officials"),
        ("The quay is closed, police said on Monday.", "en", "police"),
        ("According to two people familiar with the plan, the quay is closed.", "en", "people familiar with the plan"),
        ("„Der Kai ist voll“, sagte eine Sprecherin des Hafenamts.", "de", "Sprecherin des Hafenamts"),
        ("Der Kai ist voll, sagte ein Sprecher am Montag.", "de", "Sprecher"),
        ("« Le quai est fermé », a déclaré un porte-parole du ministère.", "fr", "porte-parole du ministère"),
        ("Según fuentes de la policía, el muelle está cerrado.", "es", "fuentes de la policía"),
        ("«Il molo è chiuso», ha detto un portavoce.", "it", "portavoce"),
        ("“De kade is dicht”, zei een woordvoerder van het ministerie.", "nl", "woordvoerder van het ministerie"),
        ("“O cais está fechado”, disse um porta-voz do governo.", "pt", "porta-voz do governo"),
        ("«Причал закрыт», — заявил представитель министерства.", "ru", "представитель министерства"),
    ],
)  # fmt: skip
def test_a_speaker_without_a_name_is_told_as_the_sentence_tells_it(
    sentence: str, language: str, speaker: str
) -> None:
    found = suggestion(sentence, language=language)
    assert found is not None
    assert found.speaker == speaker


@pytest.mark.parametrize(
    "sentence",
    [
        "The officials went home.",
        "The company recalled forty boats.",
        "The company continued to dredge.",
        "He asked officials to close it.",
        "Experts in mud were there.",
    ],
)
def test_an_office_that_says_nothing_is_no_speaker(sentence: str) -> None:
    assert suggestion(sentence, language="en") is None


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Harbour Office, Survey of Mud, 2021, p. 5.", {"author": "Harbour Office", "title": "Survey of Mud", "date": "2021"}),
        ("Harbour Office, Survey (Saltmarsh: Quay Press, 2021), 5.", {"author": "Harbour Office", "title": "Survey", "date": "2021"}),
        ("See Ines Holm, “Mud at Night,” Quay Courier, 5 May 2021.",
         {"author": "Ines Holm", "title": "Mud at Night", "container": "Quay Courier", "date": "5 May 2021"}),
        ("“Mud at Night”, Quay Courier (5 May 2021)",
         {"title": "Mud at Night", "container": "Quay Courier", "date": "5 May 2021"}),
        ("Holm, I., & Reed, A. (2019). Mud at night. Tides, 12(3), 4–5.",
         {"author": "Holm, I., & Reed, A", "title": "Mud at night", "container": "Tides", "date": "2019"}),
        ("The Gazette, 5 May 2021.", {"container": "The Gazette", "date": "5 May 2021"}),
        ("Nobody has seen the survey since.", {"title": "Nobody has seen the survey since."}),
    ],
)  # fmt: skip
def test_the_parts_of_a_note_are_told_apart_where_they_are_clear(words: str, told: dict[str, str]) -> None:
    assert {name: part for name, part in details(words).items() if part} == told


def test_every_sentence_of_a_quotation_has_its_speaker() -> None:
    text = "“It rose. It fell. It was mud,” said Ines Holm. “Nobody knew. Nobody asked.” She left."
    spans = sentences(text, "en")
    told = ["", "", "Ines Holm", "", "", ""]
    assert list(speakers(text, spans, told)) == [(0, "Ines Holm"), (1, "Ines Holm")]
    assert not list(speakers(text, spans, [""] * 6))


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


@pytest.mark.parametrize(
    "piece", ["A", "A.", "Aa of ", "“", "(", "Aa said ", "according to ", "a spokesman for the "]
)
def test_a_hostile_sentence_is_passed_over_or_read_at_once(piece: str) -> None:
    suggestion(piece * (LONGEST // len(piece)), language="en")
    assert suggestion(piece * LONGEST + " According to Reuters (3/10/22), no.", language="en") is None


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ("Police found 12 crates of mud in the boat.", ""),
        ("Police found a boat that had sunk.", ""),
        ("Police found that the boat had sunk.", "Police"),
    ],
)
def test_who_finds_a_thing_does_not_tell_of_it(sentence: str, speaker: str) -> None:
    found = suggestion(sentence, language="en")
    assert (found.speaker if found else "") == speaker
    assert (found is None) == (not speaker)
