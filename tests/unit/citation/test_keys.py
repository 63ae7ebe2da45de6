from __future__ import annotations

import pytest

from postil.citation.csl import make_item
from postil.citation.keys import make_key


@pytest.mark.parametrize(
    ("author", "container", "date", "key"),
    [
        ("", "Israel Hayom", "2022-03-07", "israelhayom2022"),
        ("Watson, James D.", "Nature", "1953-04", "watson1953"),
        ("Łukasz Ærø-Grüße", "", "", "aerogrusse"),
        ("van der Meer, Jan", "", "3/10/22", "vandermeer"),
        ("", "24 Hours", "2020", "s24hours2020"),
        ("村上 春樹", "", "2009", "source2009"),
        ("", "", "", "source"),
    ],
)
def test_keys_can_be_read(author: str, container: str, date: str, key: str) -> None:
    assert make_key(make_item(authors=[author], container=container, date=date), set()) == key


def test_a_taken_key_gets_a_letter() -> None:
    item = make_item(authors=["Watson, James D."], date="1953")
    taken: set[str] = set()
    made = []
    for _ in range(29):
        made.append(make_key(item, taken))
        taken.add(made[-1])
    assert made[:3] == ["watson1953", "watson1953a", "watson1953b"]
    assert made[26:] == ["watson1953z", "watson1953aa", "watson1953ab"]


def test_a_number_alone_makes_a_key() -> None:
    assert make_key({"ISBN": "0-306-40615-2"}, set()) == "isbn0306406152"
    assert make_key({"PMID": "12345"}, set()) == "pmid12345"
