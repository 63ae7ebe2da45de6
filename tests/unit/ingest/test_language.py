from __future__ import annotations

import pytest

from postil.ingest.sentences.language import recognise


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The ferry left the quay and nobody was on it, which is odd for a ship of that size."),
        ("de", "Die Fähre verließ den Kai und niemand war auf ihr, das ist nicht üblich für ein Schiff."),
        ("fr", "Le bac a quitté le quai et les gens ne sont pas dans la ville, qui est au bord de la mer."),
        ("uk", "Пором відійшов від причалу, і ніхто не знав, що він не повернеться до міста."),
        ("ru", "Паром ушёл от причала, и никто не знал, что он не вернётся в город."),
        ("zh", "船离开了码头，没有人知道它不会回来。"),
        ("", "Lorem ipsum dolor sit amet."),
        ("", "42"),
    ],
)
def test_common_words_tell_the_language(language: str, text: str) -> None:
    assert recognise(text) == language
