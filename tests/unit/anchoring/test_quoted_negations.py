"""A quote that leaves out a negation is told so in each language, and no bracket puts one in."""

from __future__ import annotations

import pytest

from postil.anchoring.quotes.telling_words import DOUBTS, NEGATIONS, TURNS
from postil.anchoring.quotes.words import Words
from postil.core.model import Check
from tests.unit.anchoring.build import checked, compared

SWALLOWED = [
    ("Die Fähre hat keinem Gast das Geld gegeben.", "Die Fähre hat … das Geld gegeben", "keinem"),
    ("Der Müller hat nichts am Wehr verkauft.", "Der Müller hat … am Wehr verkauft", "nichts"),
    ("Das Gesetz gilt weder am Kai noch an Bord.", "Das Gesetz gilt … an Bord", "weder"),
    ("Le meunier n’a rien pris au port.", "Le meunier … pris au port", "n’a"),
    ("Le meunier n’a rien pris au port.", "Le meunier n’a … pris au port", "rien"),
    ("Il ne part plus depuis dix ans.", "Il … part … depuis dix ans", "ne"),
    ("La barque d’aucun pêcheur est au port.", "La barque … est au port", "d’aucun"),
    ("Мельник не брал лодку из порта.", "Мельник … брал лодку из порта", "не"),
    ("У мельника нет лодок и сетей.", "У мельника … лодок и сетей", "нет"),
    ("Мельник никогда не брал лодку.", "Мельник … брал лодку", "никогда"),
    ("Мірошник не брав човен із порту.", "Мірошник … брав човен із порту", "не"),
    ("船长没有拿走港口的钱。", "船长……拿走港口的钱", "没"),
    ("他不是船长。", "他……是船长", "不"),
    ("船長は金を取りません。彼は行く。", "船長は金を取り……彼は行く", "ません"),
    ("船長は行かない人だ。", "船長は行か……人だ", "ない"),
    ("선장은 돈을 받지 않았다고 한다.", "선장은 돈을 받지 … 한다", "않았다고"),
    ("الربان لم يأخذ مال الميناء.", "الربان … يأخذ مال الميناء", "لم"),
    ("הספן לא לקח את הכסף.", "הספן … לקח את הכסף", "לא"),
    ("Ο ναύτης δεν πήρε τα χρήματα.", "Ο ναύτης … πήρε τα χρήματα", "δεν"),
    ("Ο ναύτης έφυγε χωρίς τα χρήματα.", "Ο ναύτης έφυγε … τα χρήματα", "χωρίς"),
    ("De molenaar heeft niet gevist in de haven.", "De molenaar heeft … gevist in de haven", "niet"),
    ("Kvarnen har inte gått i år.", "Kvarnen har … gått i år", "inte"),
    ("Møllen har ikke gået i år.", "Møllen har … gået i år", "ikke"),
    ("El barco salió sin la carga.", "El barco salió … la carga", "sin"),
    ("O moleiro não levou o barco.", "O moleiro … levou o barco", "não"),
    ("Il mugnaio senza barca è al porto.", "Il mugnaio … barca è al porto", "senza"),
    ("Młynarz nie zabrał łodzi.", "Młynarz … zabrał łodzi", "nie"),
    ("Değirmenci tekneyi almış değil dediler.", "Değirmenci tekneyi almış … dediler", "değil"),
    ("The ferry is far from safe in a storm.", "The ferry is … safe in a storm", "far from"),
]

PUT_IN = [
    ("The ferry is safe.", "The ferry is [far from] safe."),
    ("The ferry is safe.", "The ferry is [anything but] safe."),
    ("Er hat Fische verkauft.", "Er hat [keinerlei] Fische verkauft."),
    ("Er hat Fische verkauft.", "Er hat [nichts] verkauft."),
    ("Er hat die Fische verkauft.", "Er hat [niemandem] die Fische verkauft."),
    ("Il a pris du poisson.", "Il a [rien] pris du poisson."),
    ("Il a pris du poisson.", "Il [n’a] pris du poisson."),
    ("Мельник брал лодку.", "Мельник [не] брал лодку."),
    ("船长拿走港口的钱。", "船长[没有]拿走港口的钱。"),
    ("他是船长。", "他[不]是船长。"),
    ("الربان أخذ المال.", "الربان [لم] أخذ المال."),
    ("הספן לקח את הכסף.", "הספן [לא] לקח את הכסף."),
    ("Ο ναύτης πήρε τα χρήματα.", "Ο ναύτης [δεν] πήρε τα χρήματα."),
    ("De molenaar heeft gevist.", "De molenaar heeft [niet] gevist."),
    ("O moleiro levou o barco.", "O moleiro [não] levou o barco."),
    ("El barco salió con carga.", "El barco salió [sin] con carga."),
]

TURNED = [
    ("Es ist wahr, aber nicht für alle.", "Es ist wahr"),
    ("Es ist wahr, es sei denn, man lügt.", "Es ist wahr"),
    ("C’est vrai, mais pas pour tous.", "C’est vrai"),
    ("Es cierto, salvo en el puerto.", "Es cierto"),
    ("Это правда, но не для всех.", "Это правда"),
    ("这是真的，但不是对所有人。", "这是真的"),
    ("To prawda, ale nie dla nas.", "To prawda"),
    ("Det är sant, men inte för oss.", "Det är sant"),
]

DOUBTED = [
    ("Er bestreitet, dass er die Lampe nahm.", "er die Lampe nahm"),
    ("Le meunier dément avoir pris la lampe.", "avoir pris la lampe"),
    ("Мельник отрицает, что он украл лампу.", "он украл лампу"),
    ("Неправда, что он украл лампу.", "он украл лампу"),
    ("El molinero niega que robó la lampara.", "que robó la lampara"),
    ("船长否认他拿走港口的钱。", "他拿走港口的钱"),
]

HARMLESS = [
    "这条路非常长，特别美丽，未来更美丽。",
    "彼は必ず来るはずだ。",
    "The wages of sin are paid at the quay.",
    "Sjön tar sin del och ni ser det.",
    "In una casa che ne ha due, della nonna.",
    "O barco ficou no porto com uma carga.",
    "Der Fluss und die Mühle sind noch da, im Mai.",
    "Une personne de plus est au port.",
    "N’Djamena est au sud.",
]


@pytest.mark.parametrize(("source", "quote", "negation"), SWALLOWED)
def test_an_ellipsis_that_swallows_a_negation_is_told(source: str, quote: str, negation: str) -> None:
    answer = compared(source, quote)
    assert answer.check is Check.ELIDED
    assert negation in [each for gap in answer.gaps for each in gap.negations]
    assert any("leaves out" in warning and negation in warning for warning in answer.warnings)


@pytest.mark.parametrize(("source", "quote"), PUT_IN)
def test_a_bracket_puts_in_no_negation(source: str, quote: str) -> None:
    assert not compared(source, quote).check.found


@pytest.mark.parametrize(("source", "quote"), TURNED)
def test_a_source_that_takes_it_back_is_told(source: str, quote: str) -> None:
    assert any("goes on" in warning for warning in compared(source, quote).warnings)


@pytest.mark.parametrize(("source", "quote"), DOUBTED)
def test_a_source_that_denies_it_is_told(source: str, quote: str) -> None:
    assert any("leads in" in warning for warning in compared(source, quote).warnings)


@pytest.mark.parametrize("text", HARMLESS)
def test_what_only_looks_like_a_negation_is_none(text: str) -> None:
    words = Words(text)
    assert [words.words(run) for run in NEGATIONS.among(words.keys, words)] == []


@pytest.mark.parametrize("text", ["The men of the quay.", "El ama de la casa.", "O mais alto e uma casa."])
def test_what_only_looks_like_a_turn_is_none(text: str) -> None:
    words = Words(text)
    assert not TURNS.has(words.keys, words)


def test_a_word_is_a_doubt_in_its_own_language() -> None:
    assert DOUBTS.has(["falls"], Words("der Fluss und die Mühle"))
    assert not DOUBTS.has(["falls"], Words("the river and the mill"))


def test_a_mark_that_keeps_the_negation_it_replaces_is_found() -> None:
    assert compared("Er kam nie an den Kai.", "Er kam [niemals] an den Kai.").check is Check.ELIDED
    assert compared("Мельник не брал лодку.", "Мельник [он не брал] лодку.").check is Check.ELIDED


@pytest.mark.parametrize(
    ("source", "quote", "check"),
    [
        ("Nobody will lose a boat.", "[Everybody] will lose a boat", Check.ALTERED),
        ("The miller did not sell the weir.", "[The miller] sell the weir", Check.ALTERED),
        ("He said that nobody will lose a boat.", "He said that [everybody] will lose a boat", Check.ALTERED),
        ("Nobody will lose a boat.", "[No one] will lose a boat", Check.ELIDED),
        ("I do not doubt that he will come.", "[The miller] will come", Check.ELIDED),
        ("The boats did [not] sink.", "The boats did", Check.EXACT),
    ],
)
def test_words_in_brackets_take_no_negation_away(source: str, quote: str, check: Check) -> None:
    assert checked(source, quote) is check
