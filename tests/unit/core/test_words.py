from __future__ import annotations

import pytest

from postil.core.words import in_full, words, words_around


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The ferry’s dog, isn't it?", ["The", "ferry’s", "dog", "isn't", "it"]),
        ("a well-known 1,204.5 kg", ["a", "well-known", "1,204.5", "kg"]),
        ("“U.S.” — end.", ["U", "S", "end"]),
        ("船离开了。", ["船", "离", "开", "了"]),
        ("cafe\u0301 n\u0303u", ["cafe\u0301", "n\u0303u"]),
        ("हिन्दी भाषा", ["हिन्दी", "भाषा"]),
        ("نام\u200cها", ["نام\u200cها"]),
        (" … ", []),
    ],
)
def test_words(text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in words(text)] == found


def test_words_around_begins_where_it_is_asked_to() -> None:
    text = "one two  three"
    assert [text[start:end] for start, end in words_around(text, 5, 1)] == ["two", "three"]
    assert [text[start:end] for start, end in words_around(text, 5, -1)] == ["two", "one"]


@pytest.mark.parametrize(
    ("text", "taken", "full"),
    [
        ("the unsafe harbour", "safe harb", "unsafe harbour"),
        ("the unsafe harbour", "unsafe harbour", "unsafe harbour"),
        ("a well-known quay", "known qu", "known quay"),
        ("it isn’t 1,204.5 kg", "n’t 1,204", "isn’t 1,204.5"),
        ("it rained. Then", " rained. ", " rained. "),
        ("cafe\u0301s", "cafe", "cafe\u0301s"),
        ("船已经离开了", "已经", "已经"),
        ("ท่าเรือปิดแล้ว", "เรือ", "เรือ"),
    ],
)
def test_a_stretch_has_the_words_in_full_that_it_cuts(text: str, taken: str, full: str) -> None:
    start = text.index(taken)
    start, end = in_full(text, start, start + len(taken))
    assert text[start:end] == full
