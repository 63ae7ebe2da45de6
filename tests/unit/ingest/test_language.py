from __future__ import annotations

import pytest

from postil.ingest.door import read_document
from postil.ingest.sentences.language import recognise, settled

GERMAN = (
    "Die Fähre verließ den Kai, und niemand war auf ihr. Das ist nicht üblich für ein Schiff, das sich nach dem Plan"
    " des Rates auch im Winter rechnet, aber es war so."
)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The ferry left the quay and nobody was on it, which is odd for a ship of that size."),
        ("de", "Die Fähre verließ den Kai und niemand war auf ihr, das ist nicht üblich für ein Schiff."),
        ("fr", "Le bac a quitté le quai et les gens ne sont pas dans la ville, qui est au bord de la mer."),
        ("ca", "El vaixell va sortir del port i ningú no el va veure, perquè la gent era a la plaça."),
        ("nb", "Fergen forlot kaien, og ingen så det, men etter hva jeg vet ble den ikke brukt av noen."),
        ("uk", "Пором відійшов від причалу, і ніхто не знав, що він не повернеться до міста."),
        ("ru", "Паром ушёл от причала, и никто не знал, что он не вернётся в город."),
        ("bg", "Корабът тръгна от кея и никой не знаеше, че той няма да се върне в града."),
        ("zh", "船离开了码头，没有人知道它不会回来。"),
        ("ja", "船は岸を離れ、誰もそれが戻らないことを知らなかった。"),
        ("ko", "배는 부두를 떠났고 아무도 그것을 몰랐다."),
        ("fa", "کشتی اسکله را ترک کرد و هیچ‌کس نمی‌دانست که بر نمی‌گردد، چون پژوهشگران گفته بودند."),
        ("", "Lorem ipsum dolor sit amet."),
        ("", "Smith v. Jones, s. 3, and S. K. Reed."),
        ("", "42"),
        ("", ""),
    ],
)
def test_letters_and_common_words_tell_the_language(language: str, text: str) -> None:
    assert recognise(text) == language


@pytest.mark.parametrize(
    ("declared", "text", "language"),
    [
        ("", GERMAN, "de"),
        ("de-AT", GERMAN, "de-AT"),
        ("en", GERMAN, "de"),
        ("EN_us", GERMAN, "de"),
        ("gsw", GERMAN, "gsw"),  # not one of those that are recognised
        ("en", "Die Fähre.", "en"),  # too short to be sure
        (
            "en",
            "A ferry left the quay. " + "The board of the port said nothing at all. " * 3 + GERMAN[:60],
            "en",
        ),
        (
            "no",
            "Fergen forlot kaien, og ingen så det, men etter hva jeg vet ble den ikke brukt av noen." * 3,
            "no",
        ),
        (
            "sr",
            "Brod je otišao i nitko nije znao da se neće vratiti, ali su ga zbog toga svi tražili." * 3,
            "sr",
        ),
        ("en", "船离开了码头，没有人知道它不会回来。", "zh"),
        ("fa", "کشتی رفت و ما ندانستیم", "fa"),
        ("fr", "12 : 30", "fr"),
        ("zh", "The ferry left the quay, and nobody was on it, as far as it is known to us. " * 2, "en"),
    ],
)
def test_a_text_that_clearly_contradicts_what_it_declares_wins(
    declared: str, text: str, language: str
) -> None:
    assert settled(declared, text) == language


def test_a_page_is_in_the_language_of_its_words() -> None:
    page = f"<html lang='en'><head><title>Kai</title></head><body><article><p>{GERMAN * 3}</p></article></body></html>"
    assert read_document(page.encode()).about.language == "de"
