from __future__ import annotations

import errno
import json
import os
import shutil
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from tinydb import TinyDB

from postil.core.changes import OUTSIDE, Change
from postil.core.errors import SaveFailed
from postil.storage.files import atomic, canonical
from postil.storage.files.records import encode
from postil.storage.journal import journal
from postil.storage.journal.operations import Image, entry_of
from postil.storage.outside.reconciliation import reconciled
from postil.storage.outside.versions import Versions
from tests.fakes import operations_of
from tests.unit.storage.samples import (
    ARTICLE,
    NOON,
    adding,
    claim,
    file_of,
    filled,
    key,
    noted,
    operation,
    reopened,
    source,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from postil.core.model import Claim
    from postil.storage.disk_library import DiskLibrary


def _claim(library: DiskLibrary, which: int = 11) -> Claim:
    return next(claim for claim in library.read(ARTICLE).claims if claim.id == key(which))


def _edit(library: DiskLibrary, edit: Callable[[dict[str, Any]], object]) -> None:
    """Another program changes the file's tables."""
    tables: dict[str, Any] = json.loads(file_of(library).read_bytes())
    edit(tables)
    file_of(library).write_text(json.dumps(tables), encoding="utf-8")


def _set(which: int, **values: object) -> Callable[[dict[str, Any]], None]:
    return lambda tables: tables["claims"][key(which)].update(values)


def test_what_another_program_wrote_is_taken_in_at_the_next_opening(tmp_path: Path) -> None:
    library = filled(tmp_path)
    _edit(library, _set(11, note="by hand"))
    library = reopened(library)
    assert _claim(library).note == "by hand"
    assert library.troubles == (
        "the-wall-at-saltmarsh-quay.json was changed by another program: 1 record taken in.",
    )
    assert operations_of(library)[-1].creator == OUTSIDE
    data = file_of(library).read_bytes()
    assert canonical.encode_tables(canonical.decode_tables(data)) == data
    assert reopened(library).troubles == ()


def test_an_open_library_sees_it_too(tmp_path: Path) -> None:
    library = filled(tmp_path)
    assert _claim(library).note == ""
    _edit(library, _set(11, note="by hand"))
    assert _claim(library).note == "by hand"


def test_what_is_taken_in_can_be_undone(tmp_path: Path) -> None:
    library = filled(tmp_path)
    _edit(library, _set(11, note="by hand"))
    assert _claim(library).note == "by hand"
    (change,) = operations_of(library)[-1].changes
    assert (change.before, change.after) == (claim(11), claim(11, "by hand"))


def test_a_change_of_ours_and_one_of_another_field_are_both_kept(tmp_path: Path) -> None:
    library = filled(tmp_path)
    change = noted(library, 11, "ours")
    _edit(library, _set(11, speaker="The mayor"))
    library.apply(change)
    assert (_claim(library).note, _claim(library).speaker) == ("ours", "The mayor")


def test_an_old_copy_that_was_put_back_changes_nothing_and_is_told(tmp_path: Path) -> None:
    library = filled(tmp_path)
    old = file_of(library).read_bytes()
    library.apply(noted(library, 11, "newer"))
    library.apply(noted(library, 12, "newer too"))
    file_of(library).write_bytes(old)
    library = reopened(library)
    assert _claim(library).note == "newer"
    name = file_of(library).name
    assert library.troubles == (f"{name} was changed by another program: 2 older records left out.",)


def test_news_in_an_old_copy_are_taken_in_beside_what_is_newer(tmp_path: Path) -> None:
    library = filled(tmp_path)
    old = file_of(library).read_bytes()
    library.apply(noted(library, 11, "newer"))
    file_of(library).write_bytes(old)
    _edit(library, _set(11, speaker="The pilot"))
    assert (_claim(library).note, _claim(library).speaker) == ("newer", "The pilot")


def test_a_field_that_was_changed_on_both_sides_keeps_both(tmp_path: Path) -> None:
    library = filled(tmp_path)
    old = file_of(library).read_bytes()
    before = _claim(library)
    ours = replace(before, note="ours", modified="2031-05-05T00:00:00.000000Z")
    library.apply(operation(50, Change(ARTICLE, before, ours)))
    file_of(library).write_bytes(old)
    _edit(library, _set(11, note="theirs"))
    library = reopened(library)
    held = _claim(library)
    assert held.note == "ours"
    assert [(conflict.field, conflict.value) for conflict in held.conflicts] == [("note", "theirs")]
    assert "1 field changed on both sides." in library.troubles[0]


def test_a_lost_record_is_put_back_and_a_new_one_taken_in(tmp_path: Path) -> None:
    library = filled(tmp_path)

    def edit(tables: dict[str, Any]) -> None:
        tables["claims"][key(77)] = {**tables["claims"].pop(key(11)), "note": "another"}

    _edit(library, edit)
    library = reopened(library)
    assert [claim.id for claim in library.read(ARTICLE).claims] == [key(11), key(12), key(77)]
    assert "1 record taken in, 1 lost record put back" in library.troubles[0]


def test_an_edit_beats_a_deletion(tmp_path: Path) -> None:
    library = filled(tmp_path)
    old = file_of(library).read_bytes()
    before = _claim(library)
    library.apply(operation(50, Change(ARTICLE, before, replace(before, deleted=NOON))))
    file_of(library).write_bytes(old)
    _edit(library, _set(11, note="still wanted"))
    held = _claim(library)
    assert (held.note, held.deleted) == ("still wanted", "")


def test_a_record_of_the_wrong_shape_is_left_out_and_kept(tmp_path: Path) -> None:
    library = filled(tmp_path)
    _edit(library, _set(11, target="nowhere"))
    library = reopened(library)
    assert _claim(library) == claim(11)
    assert "1 unreadable record left out. What lay there is kept as " in library.troubles[0]


def test_what_a_stock_tinydb_inserts_is_taken_in(tmp_path: Path) -> None:
    library = filled(tmp_path)
    with TinyDB(file_of(library)) as plain:
        document = dict(plain.table("claims").all()[0])
        number = plain.table("claims").insert({**document, "note": "inserted"})
        plain.insert({"anything": [1, 2]})
    library = reopened(library)
    assert _claim(library, 11) == claim(11)
    assert [held.note for held in library.read(ARTICLE).claims if held.id == str(number)] == ["inserted"]
    library.apply(noted(library, 12, "later"))
    with TinyDB(file_of(library)) as plain:
        assert plain.all() == [{"anything": [1, 2]}]
    assert reopened(library).troubles == ()


@pytest.mark.parametrize("swaps", [True, False])
def test_what_is_written_in_the_instant_of_a_save_is_taken_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, swaps: bool
) -> None:
    library = filled(tmp_path)
    change = noted(library, 11, "ours")
    swap = atomic.swap
    outside = [_set(12, note="theirs")]

    def swap_late(one: Path, other: Path) -> bool:
        if outside and other == file_of(library):
            _edit(library, outside.pop())
        return swaps and swap(one, other)

    monkeypatch.setattr(atomic, "swap", swap_late)
    library.apply(change)
    assert not outside
    assert (_claim(library, 11).note, _claim(library, 12).note) == ("ours", "theirs")
    assert [path.name for path in tmp_path.glob("*postil-*")] == [".postil-library"]
    assert len(operations_of(reopened(library))) == 5


@pytest.mark.parametrize("swaps", [True, False])
def test_who_writes_in_the_instant_of_each_save_reads_what_was_written_last(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, swaps: bool
) -> None:
    library = filled(tmp_path)
    change = noted(library, 11, "ours")
    exchange, swap = atomic.Replacement.exchange, atomic.swap
    notes = ["first", "second", "third"]

    def exchange_late(replacement: atomic.Replacement, expected: bytes | None) -> bool:
        if notes:
            _edit(library, _set(12, note=notes.pop(0)))
        return exchange(replacement, expected)

    monkeypatch.setattr(atomic.Replacement, "exchange", exchange_late)
    monkeypatch.setattr(atomic, "swap", lambda one, other: swaps and swap(one, other))
    library.apply(change)
    assert not notes
    library = reopened(library)
    assert (_claim(library, 11).note, _claim(library, 12).note) == ("ours", "third")
    assert _claim(library, 12).conflicts == (), (
        "no note was given over a text that was older than the note before"
    )


def test_what_is_written_over_ours_before_theirs_is_back_is_newer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = filled(tmp_path)
    change = noted(library, 11, "ours")
    swap = atomic.swap
    notes = ["first", "second"]

    def swap_late(one: Path, other: Path) -> bool:
        if notes:
            _edit(library, _set(12, note=notes.pop(0)))
        return swap(one, other)

    monkeypatch.setattr(atomic, "swap", swap_late)
    library.apply(change)
    assert not notes
    assert (_claim(library, 11).note, _claim(library, 12).note) == ("ours", "second")
    assert _claim(library, 12).conflicts == ()
    assert [path.name for path in tmp_path.glob("*postil-*")] == [".postil-library"]


def test_what_is_written_in_the_instant_of_a_save_that_is_refused_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = filled(tmp_path)
    exchange = atomic.Replacement.exchange

    def refused(replacement: atomic.Replacement, expected: bytes | None) -> bool:
        if replacement.path != file_of(library):
            raise OSError(errno.ENOSPC, "full")
        _edit(library, _set(12, note="theirs"))
        return exchange(replacement, expected)

    with monkeypatch.context() as broken:
        broken.setattr(atomic.Replacement, "exchange", refused)
        with pytest.raises(SaveFailed):
            library.apply(operation(60, adding(claim(60, "ours"), ARTICLE), adding(source(61))))
    assert json.loads(file_of(library).read_bytes())["claims"][key(12)]["note"] == "theirs"
    library = reopened(library)
    assert [claim.note for claim in library.read(ARTICLE).claims] == ["", "theirs"]


def test_what_lay_aside_when_a_process_was_killed_is_taken_in(tmp_path: Path) -> None:
    library = filled(tmp_path)
    theirs = (
        file_of(library).read_bytes().replace(b'"creator": "Ada"', b'"creator": "Ada",\n   "note": "seen"', 1)
    )
    (tmp_path / f".{file_of(library).name}.4711{atomic.DISPLACED}").write_bytes(theirs)
    library = reopened(library)
    assert _claim(library, 11).note == "seen"
    assert not list(tmp_path.glob(f"*{atomic.DISPLACED}"))


def test_a_library_that_can_only_be_read_shows_what_lies_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = filled(tmp_path)
    _edit(library, _set(11, note="by hand"))
    monkeypatch.setattr(os, "access", lambda *_: False)
    data = file_of(library).read_bytes()
    library = reopened(library)
    assert _claim(library).note == "by hand"
    assert library.troubles == ()
    assert file_of(library).read_bytes() == data


@pytest.mark.parametrize("damaged", [b'"article": {', b'"1992294400000000001": {'])
def test_an_article_whose_table_or_id_is_damaged_is_found_again(tmp_path: Path, damaged: bytes) -> None:
    library = filled(tmp_path)
    data = file_of(library).read_bytes()
    file_of(library).write_bytes(data.replace(damaged, damaged.replace(b"1", b"0").replace(b"c", b"k"), 1))
    assert reopened(library).read(ARTICLE).claims == (claim(11), claim(12))
    assert reopened(library).articles() == (ARTICLE,)


@pytest.mark.parametrize("table", ["article", "claims", "evidence"])
def test_a_record_under_a_damaged_id_is_no_second_one(tmp_path: Path, table: str) -> None:
    library = filled(tmp_path)
    before = library.read(ARTICLE)

    def edit(tables: dict[str, Any]) -> None:
        own = next(iter(tables[table]))
        tables[table][f"3{own[1:]}"] = tables[table].pop(own)

    _edit(library, edit)
    library = reopened(library)
    assert library.read(ARTICLE) == before
    assert "1 lost record put back, 1 unreadable record left out. What lay there is" in library.troubles[0]


def test_a_source_under_a_damaged_id_is_no_second_one(tmp_path: Path) -> None:
    library = filled(tmp_path)
    before, file = library.sources(), tmp_path / "sources.json"
    tables = json.loads(file.read_bytes())
    tables["sources"] = {f"3{own[1:]}": document for own, document in tables["sources"].items()}
    file.write_text(json.dumps(tables), encoding="utf-8")
    assert reopened(library).sources() == before


@pytest.mark.parametrize("name", ["snapshots", "created", "title", "lineage"])
def test_a_field_under_a_damaged_name_is_put_back(tmp_path: Path, name: str) -> None:
    library = filled(tmp_path)
    article = library.read(ARTICLE).article
    library.apply(operation(9, Change(ARTICLE, article, replace(article, title="The harbour wall"))))
    before = library.read(ARTICLE)

    def edit(tables: dict[str, Any]) -> None:
        tables["article"][ARTICLE][f"{name[:-1]}#"] = tables["article"][ARTICLE].pop(name)
        tables["claims"][key(11)]["note"] = "news"

    _edit(library, edit)
    library = reopened(library)
    news = replace(before.claims[0], note="news")
    assert library.read(ARTICLE) == replace(before, claims=(news, *before.claims[1:]))
    assert "1 record taken in, 1 unreadable record left out" in library.troubles[0]
    assert json.loads(file_of(library).read_bytes())["article"][ARTICLE].keys() >= {name}


def test_a_field_of_another_program_may_get_another_name(tmp_path: Path) -> None:
    library = filled(tmp_path)
    _edit(library, _set(11, mood="calm"))
    assert _claim(reopened(library), 11).extra == {"mood": "calm"}

    def edit(tables: dict[str, Any]) -> None:
        tables["claims"][key(11)]["feeling"] = tables["claims"][key(11)].pop("mood")

    _edit(library, edit)
    assert _claim(reopened(library), 11).extra["feeling"] == "calm"


@pytest.mark.parametrize("flipped", ["0" * 64, "no hash"])
def test_a_hash_that_names_no_text_is_not_taken_in_for_one_that_does(tmp_path: Path, flipped: str) -> None:
    library = filled(tmp_path)
    before = library.read(ARTICLE)

    def edit(tables: dict[str, Any]) -> None:
        tables["article"][ARTICLE]["snapshots"][0]["snapshot"] = flipped
        tables["claims"][key(11)]["target"]["snapshot"] = flipped
        tables["claims"][key(11)]["note"] = "news"

    _edit(library, edit)
    library = reopened(library)
    news = replace(before.claims[0], note="news")
    assert library.read(ARTICLE) == replace(before, claims=(news, *before.claims[1:]))
    assert "1 record taken in, 2 unreadable records left out" in library.troubles[0]


def test_a_reading_whose_text_is_still_on_its_way_is_taken_in(tmp_path: Path) -> None:
    library = filled(tmp_path)
    reading = {"read": "2031-06-01T00:00:00.000000Z", "snapshot": "0" * 64}
    _edit(library, lambda tables: tables["article"][ARTICLE]["snapshots"].append(reading))
    assert reopened(library).read(ARTICLE).article.snapshot == "0" * 64


@pytest.mark.parametrize("base", [b"", b'||||||| 1b2c3d4\n   "note": "one",\n'])
def test_both_sides_of_a_merge_that_git_left_are_taken_in(tmp_path: Path, base: bytes) -> None:
    library = filled(tmp_path)
    library.apply(noted(library, 11, "one"))
    ours, theirs = b'   "note": "two",\n', b'   "note": "one",\n   "speaker": "The mayor",\n'
    marked = b"<<<<<<< HEAD\n" + ours + base + b"=======\n" + theirs + b">>>>>>> other\n"
    data = file_of(library).read_bytes()
    assert b'   "note": "one",\n' in data
    file_of(library).write_bytes(data.replace(b'   "note": "one",\n', marked))
    library = reopened(library)
    held = _claim(library)
    assert (held.note, held.speaker, held.conflicts) == ("two", "The mayor", ())
    assert _claim(library, 12) == claim(12)
    assert marked in next((tmp_path / ".postil" / "damaged").iterdir()).read_bytes()


@pytest.mark.parametrize("rebased", [False, True])
@pytest.mark.parametrize("new", [False, True])
def test_a_field_that_git_could_not_merge_keeps_both_values(
    tmp_path: Path, *, rebased: bool, new: bool
) -> None:
    library = filled(tmp_path)
    library.apply(noted(library, 11, "base"))
    library.apply(noted(library, 11, "ours", 100))
    if new:  # a clone, whose journal begins with what is one of the sides here
        shutil.rmtree(tmp_path / ".postil")
        library = reopened(library)
        library.apply(noted(library, 12, "other"))
    sides = [b'   "note": "ours",\n', b'   "note": "theirs",\n']
    first, second = reversed(sides) if rebased else sides
    marked = b"<<<<<<< HEAD\n" + first + b"=======\n" + second + b">>>>>>> other\n"
    file_of(library).write_bytes(file_of(library).read_bytes().replace(sides[0], marked))
    library = reopened(library)
    held = _claim(library)
    assert {held.note, *(conflict.value for conflict in held.conflicts)} == {"ours", "theirs"}
    assert library.troubles[0].endswith("held both sides of a merge that git could not make.")
    assert "1 field changed on both sides" in library.troubles[1]


def test_a_value_that_is_older_than_all_that_is_known_is_kept_beside(tmp_path: Path) -> None:
    library = filled(tmp_path)
    before = _claim(library)
    ours = replace(before, note="ours", modified="2031-05-05T00:00:00.000000Z")
    library.apply(operation(50, Change(ARTICLE, before, ours)))
    shutil.rmtree(tmp_path / ".postil")
    library = reopened(library)
    library.apply(noted(library, 12, "other"))
    _edit(library, _set(11, note="of long ago", modified="2031-05-04T00:00:00.000000Z", lineage=""))
    held = _claim(library)
    assert (held.note, held.modified) == (ours.note, ours.modified)
    assert [conflict.value for conflict in held.conflicts] == ["of long ago"]


@pytest.mark.parametrize("taken_out", [False, True])
def test_what_the_journal_saw_is_in_the_trash_only_where_a_whole_file_came_without_it(
    tmp_path: Path, *, taken_out: bool
) -> None:
    empty: canonical.Tables = {"claims": {}}
    theirs: canonical.Tables = {"claims": {key(11): encode(claim(11))}}
    image = Image(ARTICLE, "a.json", "claims", key(11), None, encode(claim(11)))
    entries = [
        journal.baseline("a.json", canonical.encode_tables(empty)),
        entry_of(operation(2), [image], {"a.json": ("", "x")}),
        *([journal.baseline("a.json", canonical.encode_tables(empty))] if taken_out else []),
    ]
    kept = journal.Journal(tmp_path)
    kept.begin("library")
    kept.append(entries)
    met = reconciled(empty, theirs, Versions("a.json", kept))
    found = met.tables["claims"][key(11)]
    assert isinstance(found, dict)
    assert {**theirs["claims"][key(11)], **found} == found  # type: ignore[dict-item]
    assert bool(found.get("deleted")) is taken_out
    assert (met.news, met.trashed) == ((0, 1) if taken_out else (1, 0))


@pytest.mark.parametrize("newer", ["", "newest"])
def test_all_that_lay_aside_is_taken_in_at_once_and_the_newest_stands(tmp_path: Path, newer: str) -> None:
    library = filled(tmp_path)
    before = len(operations_of(library))
    for at, (which, note) in enumerate([(12, "other"), (11, "first"), (11, "second"), (11, "last")]):
        tables = canonical.decode_tables(file_of(library).read_bytes())
        tables["claims"][key(which)]["note"] = note  # type: ignore[index, call-overload]
        path = tmp_path / f".{file_of(library).name}.4711-{9 + at}{atomic.DISPLACED}"
        path.write_bytes(canonical.encode_tables(tables))
        os.utime(path, (at, at))
    if newer:
        _edit(library, _set(11, note=newer))
    library = reopened(library)
    assert (_claim(library, 11).note, _claim(library, 12).note) == (newer or "last", "other")
    assert _claim(library, 11).conflicts == ()
    assert not list(tmp_path.glob(f"*{atomic.DISPLACED}"))
    assert library.troubles == (
        f"{file_of(library).name} was changed by another program: 2 records taken in.",
    )
    (operation,) = operations_of(library)[before:]
    assert {change.after.id for change in operation.changes} == {key(11), key(12)}
