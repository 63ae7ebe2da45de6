from __future__ import annotations

import pytest

from postil.core.errors import BadInput
from postil.ingest.encoding.decoding import decode, end_of

TEXTS = {
    "en": "The café’s naïve owner paid £3.2m — “far too much”, said the Gazette of Saltmarsh Quay. It rose by 4 %.",
    "de": "Der Gemeinderat prüft die Gebühren für größere Schiffe, hieß es am Abend. Über Nacht änderte er die Höhe.",
    "pl": "Rada portu odłożyła głosowanie na później, choć wszyscy się śpieszyli. Część łodzi źle znosi zimę.",
    "ru": "Паром ушёл от причала в полдень, и никто не заметил собаку. Вечером он вернулся без неё.",
    "uk": "Пором відійшов від причалу опівдні, і ніхто не помітив її собаку. Їй було п'ять років, є свідки.",
    "el": "Το πλοίο έφυγε από την προβλήτα το μεσημέρι. Κανείς δεν είδε τον σκύλο, είπε ο καπετάνιος.",
    "ko": "배는 정오에 부두를 떠났다. 아무도 그 개를 보지 못했다고 선장은 말했다.",
}


@pytest.mark.parametrize(
    ("language", "encoding"),
    [
        *[
            (language, encoding)
            for language in TEXTS
            for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-32")
        ],
        *[("en", "cp1252"), ("de", "cp1252"), ("de", "mac_roman"), ("pl", "cp1250"), ("ru", "cp1251")],
        *[("ru", "koi8-r"), ("ru", "cp866"), ("uk", "cp1251"), ("uk", "koi8-u"), ("ko", "euc-kr")],
        *[("en", "utf-16-le"), ("en", "utf-16-be"), ("de", "utf-32-le"), ("de", "utf-32-be")],
    ],
)
def test_encodings_are_recognised(language: str, encoding: str) -> None:
    text = TEXTS[language]
    assert decode(text.encode(encoding)).text == text


def test_greek_is_recognised() -> None:
    assert decode(TEXTS["el"].encode("iso8859-7")).text == TEXTS["el"]


def test_one_damaged_byte_leaves_utf8_as_it_is() -> None:
    assert (
        decode("The quay — and the caf".encode() + b"\xe9.").text
        == "The quay — and the caf\N{REPLACEMENT CHARACTER}."
    )


def test_surrogates_written_in_utf8_are_paired() -> None:
    assert decode(b"A \xed\xa0\xbd\xed\xb8\x80 face").text == "A 😀 face"


def test_a_named_encoding_overrules() -> None:
    assert decode("é".encode(), "cp1252").text == "Ã©"


def test_an_unknown_name_is_told() -> None:
    with pytest.raises(BadInput, match="encoding"):
        decode(b"x", "quay-8")


def test_a_single_nul_does_not_make_a_text_binary() -> None:
    assert decode(b"The quick rep\x00ort was filed.").text == "The quick rep\x00ort was filed."


@pytest.mark.parametrize("breaks", [0, 1, 3, 99, 100, 101, 1000])
def test_line_breaks_that_end_a_text_may_be_left_out(breaks: int) -> None:
    text = TEXTS["en"]
    data = text.encode() + b"\n" * breaks
    assert decode(data).text == data.decode()
    decoded = decode(data, whole=False)
    assert decoded.text == data[: end_of(data)].decode()
    assert decoded.text.rstrip("\n") == text
    assert len(decoded.text) == len(text) + max(breaks - 100, 0)
    assert decode(b"\n\n", whole=False).text == decode(b"", whole=False).text == ""
