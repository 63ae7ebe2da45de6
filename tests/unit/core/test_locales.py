from __future__ import annotations

import pytest

from postil.core.locales import LANGUAGES, is_locale


@pytest.mark.parametrize("tag", ["de", "de-AT", "zh-TW", "sr-Cyrl-RS", "EN-gb", "pt_BR", *LANGUAGES])
def test_a_language_is_known_whatever_its_region(tag: str) -> None:
    assert is_locale(tag)


@pytest.mark.parametrize("tag", ["xx-QQ", "", "d", "deu", "de-", "english", "de AT", "de\n", "no-NO"])
def test_others_are_not(tag: str) -> None:
    assert not is_locale(tag)
