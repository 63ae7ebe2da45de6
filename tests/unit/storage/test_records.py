from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from postil.core.codecs import Unreadable
from postil.core.model import Article, Claim, Evidence, Kind, Source
from postil.storage.files import canonical, records
from postil.storage.files.records import decode, encode, rewritten
from tests.unit.storage.samples import (
    ARTICLE,
    article,
    claim,
    evidence,
    filled,
    key,
    noted,
    reopened,
    source,
    target,
)

if TYPE_CHECKING:
    from pathlib import Path

    from postil.core.model import JSON, Record


def test_what_is_at_its_default_is_left_out() -> None:
    assert encode(article()).keys() == {"created", "title", "snapshots"}
    assert encode(claim(1)).keys() == {"created", "creator", "target"}
    assert "id" not in encode(source(1))


def test_a_record_is_read_back() -> None:
    for record in (article(), claim(2, "Ask the harbour master."), evidence(3, 2), source(4)):
        assert decode(type(record), record.id, encode(record)) == record


def test_unknown_fields_are_kept_at_the_top_level() -> None:
    document: dict[str, JSON] = {**encode(claim(1)), "mood": {"x": [1]}, "id": "other", "extra": 5}
    record = decode(Claim, key(1), document)
    assert record.id == key(1)
    assert record.extra == {"mood": {"x": [1]}, "id": "other", "extra": 5}
    assert encode(record) == document


def test_an_extra_field_does_not_hide_a_known_one() -> None:
    record = replace(claim(1), extra={"note": "not mine", "mood": 1})
    assert encode(record).get("note") is None
    assert encode(record)["mood"] == 1


def test_a_document_shares_nothing_with_its_record() -> None:
    record = source(1)
    issued = encode(record)["csl"]
    assert isinstance(issued, dict)
    issued["title"] = "changed"
    assert record.title == "The Courier"


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"kind": "prophecy"}, "kind: 'prophecy' is not a word"),
        ({"kind": 3}, "kind: '3' is not a word"),
        ({"note": None}, "note: it is not a text"),
        ({"priority": True}, "priority: it is not a whole number"),
        ({"tags": "a"}, "tags: it is not a list"),
        ({"tags": [1]}, "tags: it is not a text"),
        ({"target": []}, "target: it is not an object"),
        ({"target": {"snapshot": "a", "selectors": []}}, "target: it has no selectors"),
        ({"target": {"selectors": []}}, "target: snapshot is missing"),
    ],
)
def test_a_wrong_field_is_named(changes: dict[str, JSON], why: str) -> None:
    with pytest.raises(Unreadable, match=why):
        decode(Claim, key(1), {**encode(claim(1)), **changes})


def test_a_range_that_is_none_is_refused() -> None:
    document = encode(replace(claim(1), target=target()))
    document["target"]["selectors"][0]["start"] = 500  # type: ignore[index, call-overload]
    with pytest.raises(Unreadable, match=r"500\.\.11 is not a range"):
        decode(Claim, key(1), document)


@pytest.mark.parametrize("document", [None, [], "x", 1])
def test_a_document_is_an_object(document: JSON) -> None:
    with pytest.raises(Unreadable):
        decode(Article, key(1), document)


def test_what_is_missing_is_named() -> None:
    with pytest.raises(Unreadable, match="claim, stance, quote is missing"):
        decode(Evidence, key(1), {"source": "a"})
    with pytest.raises(Unreadable, match="csl: it is not an object"):
        decode(Source, key(1), {"key": "a", "csl": []})


def test_an_untouched_field_stays_as_it_was_written() -> None:
    document = encode(claim(1))
    document["target"]["colour"] = "green"  # type: ignore[index, call-overload]
    current = decode(Claim, key(1), document)
    after = rewritten(document, current, replace(current, kind=Kind.OPINION))
    assert after == {**document, "kind": "opinion"}
    assert "colour" not in str(rewritten(document, current, replace(current, target=target(0, 3))))


def test_a_file_that_was_read_is_not_decoded_again_to_be_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = reopened(filled(tmp_path))
    read = library.read(ARTICLE)
    monkeypatch.setattr(canonical, "decode_tables", lambda *_: pytest.fail("it was decoded again"))
    library.apply(noted(library, 11, "ours"))
    assert library.read(ARTICLE).claims == (replace(read.claims[0], note="ours"), read.claims[1])


def test_what_did_not_change_is_not_decoded_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    library = filled(tmp_path)
    first = library.read(ARTICLE)
    library.apply(noted(library, 11, "ours"))
    again = library.read(ARTICLE)
    assert again.claims[1] is first.claims[1], "it is written as before"
    decoded: list[str] = []
    plain = records.decode

    def noting(kind: type[Record], key: str, document: JSON) -> Record:
        decoded.append(key)
        return plain(kind, key, document)

    monkeypatch.setattr(records, "decode", noting)
    library.apply(noted(library, 12, "ours too"))
    decoded.clear()
    assert library.read(ARTICLE).claims == (again.claims[0], replace(again.claims[1], note="ours too"))
    assert decoded == [key(12)]
    assert {each.id for each in library.sources()} == {key(31)}
