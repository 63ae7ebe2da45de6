"""What says how much is never taken for typesetting, and what is typesetting is never taken for that."""

from __future__ import annotations

import sys
import unicodedata

import pytest

from postil.anchoring.quotes.words import Words
from postil.core.comparison import Gravity
from postil.core.model import Check
from tests.unit.anchoring.build import checked, compared

OTHER = [
    ("1/2", "1-2"),
    ("1/2", "1 2"),
    ("1-2", "1 2"),
    (".5", "5"),
    ("-.5", ".5"),
    ("p < .05", "p > .05"),
    ("p < .05", "p .05"),
    ("<= 5", ">= 5"),
    ("x < y", "x > y"),
    ("-$5", "$5"),
    ("–£5", "£5"),
    ("-½", "½"),
    ("3:1", "3-1"),
    ("3:1", "3/1"),
    ("3/4", "3-4"),
    ("3 + 4", "3 - 4"),
    ("x+y", "x-y"),
    ("3*4", "3/4"),
    ("10^6", "10 6"),
    ("3·4", "3 4"),
    ("₽500", "₹500"),
    ("50¢", "50"),
    ("50°", "50"),
    ("50 ℃", "50 ℉"),
    ("≈5", "5"),
    ("5+", "5"),
    ("5′", "5″"),
    ("5′", "5"),
    ("1–200", "1200"),
    ("1–200", "1,200"),
    ("1, 200", "1 200"),
    ("1,200", "200"),
    ("1 200", "200"),
    ("1200", "12 00"),
    ("5 MW", "5 mW"),
    ("5MW", "5mW"),
    ("5 mg", "5 Mg"),
    ("5 Mb", "5 MB"),
    ("3 mT", "3 MT"),
    ("3 mT", "3 Mt"),
    ("5 mHz", "5 MHz"),
    ("5 mM", "5 mm"),
    ("5 µA", "5 mA"),
    ("log² n", "log n"),
    ("sin⁻¹ x", "sin x"),
    ("5 Meter²", "5 Meter"),
    ("5 kilometres²", "5 kilometres"),
]

SAME = [
    ("1914-18", "1914–18"),
    ("1914-18", "1914 – 18"),
    ("1914-18", "1914\u201118"),
    ("1914—18", "1914--18"),
    ("12-\n15", "12-15"),
    (".5", "0.5"),
    ("-.5", "−0.5"),
    ("-$5", "–$5"),
    ("p < .05", "p < 0.05"),
    ("<= 5", "≤ 5"),
    ("¥5", "￥5"),
    ("3:1", "3∶1"),
    ("3:1", "3 : 1"),
    ("3/4", "3⁄4"),
    ("1 ½", "1½"),
    ("1½", "1\u00a0½"),
    ("1 200", "1200"),
    ("1200", "1 200"),
    ("1200", "1\u2009200"),
    ("1\u00a0200", "1200"),
    ("1\u202f200", "1,200"),
    ("1,234,567", "1 234 567"),
    ("19\n200", "19 200"),
    ("5′", "5'"),
    ("6″", '6"'),
    ("5 KG", "5 kg"),
    ("5 mg", "5 MG"),
    ("5 MHZ", "5 MHz"),
    ("5 µA", "5 μA"),
    ("5 kw", "5 kW"),
    ("5 boats²", "5 boats"),
    ("the perimeter²", "the perimeter"),
]

MINUS = [
    ("気温は−5度だった。", "気温は5度だった。"),
    ("気温は－5度だった。", "気温は5度だった。"),
    ("港口气温是-5度左右。", "港口气温是5度左右。"),
    ("항구 기온은-5도였다.", "항구 기온은 5도였다."),
    ("อุณหภูมิ−5 องศา", "อุณหภูมิ 5 องศา"),
    ("Rendite:−5 % im Jahr.", "Rendite:5 % im Jahr."),
    ("Rendite:-5 % im Jahr.", "Rendite: 5 % im Jahr."),
    ("Wert,-5 V am Kai.", "Wert,5 V am Kai."),
    ("cell|-5|kg", "cell|5|kg"),
    ("oben/-5 am Kai", "oben/5 am Kai"),
    ("température (–5 °C) au port", "température (5 °C) au port"),
    ("気温（－5度）だった", "気温（5度）だった"),
]
"""A minus behind anything that parts, and in scripts that have no blanks."""

NO_MINUS = [
    ("2019年-2020年のこと", "2019年—2020年のこと"),
    ("3月－5月のこと", "3月—5月のこと"),
    ("3월-5월의 항구", "3월—5월의 항구"),
    ("der Dampfer A-5 am Kai", "der Dampfer A—5 am Kai"),
    ("the boat—5 of them", "the boat-5 of them"),
    ("気温は－5度だった。", "気温は-5度だった。"),
    ("気温は−5度だった。", "気温は–5度だった。"),
]

COMMAS = [
    ("The quay took 1,250 tons.", "The quay took 1250 tons."),
    ("It rose by 1.5 percent to 1,250 tons.", "It rose by 1.5 percent to 1250 tons."),
    ("港口有1,250艘船。", "港口有1250艘船。"),
]
POINTS = [
    ("Die Stadt hat 12.500 Einwohner.", "Die Stadt hat 12 500 Einwohner."),
    ("Die Stadt hat 12.500 Einwohner.", "Die Stadt hat 12500 Einwohner."),
    ("Der Kai kostet 1.234.567,80 €.", "Der Kai kostet 1 234 567,80 €."),
    ("De haven heeft 12.500 boten en het is vol.", "De haven heeft 12500 boten en het is vol."),
    ("0,5 Prozent von 12.500", "0,5 Prozent von 12500"),
]
FRACTIONS = [
    ("Der Sack wiegt 3,500 kg genau.", "Der Sack wiegt 3500 kg genau."),
    ("Le prix est de 1,250 % sur les ports.", "Le prix est de 1250 % sur les ports."),
    ("Цена была 1,250 рубля.", "Цена была 1250 рубля."),
    ("The quay took 1.250 tons.", "The quay took 1250 tons."),
    ("0,5 % von 3,500 kg", "0,5 % von 3500 kg"),
    ("Peso 3,500 kg", "Peso 3500 kg"),
    ("Peso 3.500 kg", "Peso 3500 kg"),
    ("نسبة ٣٫٥ في المئة", "نسبة ٣٬٥ في المئة"),
    ("نسبة ٣٫٥٠٠ في المئة", "نسبة ٣٥٠٠ في المئة"),
]
"""What is a fraction in its language, or may be one."""


def rising(source: str, quote: str) -> Check:
    """Whether a number stands in a source as its quote has it."""
    return checked(
        f"They say that it rose {source} in the year before last.", f"that it rose {quote} in the year"
    )


@pytest.mark.parametrize(("source", "quote"), OTHER)
def test_another_number_is_altered_both_ways(source: str, quote: str) -> None:
    assert rising(source, quote) is Check.ALTERED
    assert rising(quote, source) is Check.ALTERED


@pytest.mark.parametrize(("source", "quote"), SAME)
def test_another_way_to_set_a_number_is_typographic(source: str, quote: str) -> None:
    assert rising(source, quote) is Check.TYPOGRAPHIC


@pytest.mark.parametrize(("source", "quote"), MINUS)
def test_a_minus_is_altered_both_ways(source: str, quote: str) -> None:
    assert not checked(source, quote).found
    assert not checked(quote, source).found


@pytest.mark.parametrize(("source", "quote"), NO_MINUS)
def test_a_range_and_a_name_have_no_minus(source: str, quote: str) -> None:
    assert checked(source, quote) is Check.TYPOGRAPHIC


@pytest.mark.parametrize(("source", "quote"), [*COMMAS, *POINTS, ("بلغ ٣٬٥٠٠ قارب", "بلغ ٣٥٠٠ قارب")])
def test_thousands_are_parted_as_the_text_parts_them(source: str, quote: str) -> None:
    assert checked(source, quote) is Check.TYPOGRAPHIC


@pytest.mark.parametrize(("source", "quote"), FRACTIONS)
def test_a_fraction_is_no_number_of_thousands(source: str, quote: str) -> None:
    assert not checked(source, quote).found
    assert not checked(quote, source).found


def test_a_sharp_s_is_ss_but_where_that_is_another_word() -> None:
    assert checked("Die Straße am Kai, in Maßen.", "Die Strasse am Kai, in Maßen.") is Check.TYPOGRAPHIC
    assert checked("Die Fähre kam in Maßen.", "DIE FÄHRE KAM IN MAẞEN.") is Check.TYPOGRAPHIC
    assert not checked("Die Fähre kam in Maßen.", "Die Fähre kam in Massen.").found
    assert not checked("Die Buße war hoch.", "Die Busse war hoch.").found


def test_digits_of_another_script_are_the_same_number() -> None:
    assert checked("عددهم ١٢٥ رجلا", "عددهم 125 رجلا") is Check.TYPOGRAPHIC
    assert not checked("عددهم ١٢٥ رجلا", "عددهم 126 رجلا").found


@pytest.mark.parametrize(
    "quote",
    ["he went on ... 5 times", "he went on …5 times", "he went on . . .5 times", "he went on.”5 Then"],
)
def test_a_stop_before_a_number_is_no_decimal_point(quote: str) -> None:
    assert "5" in Words(quote).keys


def test_a_sign_is_as_grave_as_a_number() -> None:
    answer = compared("They say that it rose 3:1 in the year before last.", "that it rose 3/1 in the year")
    assert [each.gravity for each in answer.differences] == [Gravity.NUMBER]


def test_each_currency_is_a_word() -> None:
    for number in range(0x10000):
        if unicodedata.category(chr(number)) == "Sc":
            assert Words(f"of {chr(number)}5").keys != Words("of 5").keys, hex(number)


def test_each_operator_is_a_word_and_no_letter_is_one() -> None:
    bare = Words("a 5 b").keys
    for number in (*range(0x2200, 0x2300), *range(0x2A00, 0x2B00)):
        if number not in {0x2212, 0x22EF}:  # the minus, an ellipsis
            assert Words(f"a {chr(number)} 5 b").keys != bare, hex(number)
    signs = (chr(number) for number in range(sys.maxunicode) if unicodedata.category(chr(number)) == "Sm")
    assert sum(Words(f"a {sign} 5 b").keys != bare for sign in signs) > 500


@pytest.mark.parametrize("mark", ["→", "▷", "¬", "|", "•", "~", "> ", "= "])
def test_what_draws_lists_and_tables_is_typesetting(mark: str) -> None:
    assert Words(f"one\n{mark} two").keys == ["one", "two"]
