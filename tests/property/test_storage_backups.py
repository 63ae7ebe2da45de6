"""Which backups stay, whatever moments they were made at, and what a damaged one comes to."""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from hypothesis import given
from hypothesis import strategies as st

from postil.core.errors import BadInput
from postil.core.ids import stamp
from postil.storage.journal.archives import opened
from postil.storage.journal.backups import ALL_KEPT, DAILY_KEPT, WEEKLY_KEPT, superseded
from tests.unit.storage.samples import filled

NOW = datetime(2031, 5, 4, 12, tzinfo=UTC)

_ages = st.one_of(
    st.timedeltas(timedelta(days=-1), timedelta(days=4)),
    st.timedeltas(timedelta(0), timedelta(days=40)),
    st.timedeltas(timedelta(0), timedelta(days=400)),
    st.timedeltas(timedelta(0), timedelta(days=2000)),
)
_moments = st.lists(_ages.map(lambda age: NOW - age), max_size=60)


def _name(instant: datetime) -> str:
    return stamp(instant).replace(":", "-") + ".zip"


@given(_moments, st.lists(st.text(max_size=12), max_size=3))
def test_each_span_keeps_its_last(moments: list[datetime], strangers: list[str]) -> None:
    made = {_name(moment): moment for moment in moments}
    gone = superseded({*made, *strangers}, stamp(NOW))
    kept = {name: moment for name, moment in made.items() if name not in gone}
    assert gone.keys() <= made.keys()
    for name, later in gone.items():
        assert later in kept
        assert made[later] > made[name]
    for name, moment in made.items():
        age = NOW - moment
        if age <= ALL_KEPT:
            assert name in kept
        elif age <= DAILY_KEPT:
            assert any(other.date() == moment.date() for other in kept.values())
        elif age <= WEEKLY_KEPT:
            week = moment.isocalendar()[:2]
            assert any(
                other.isocalendar()[:2] == week and other.month == moment.month for other in kept.values()
            )
        assert any((other.year, other.month) == (moment.year, moment.month) for other in kept.values())
    if made:
        assert max(made) in kept
    assert superseded({*kept, *strangers}, stamp(NOW)) == {}


@given(_moments)
def test_thinning_out_as_time_goes_costs_no_month(moments: list[datetime]) -> None:
    kept: set[str] = set()
    for moment in sorted(moments):
        kept.add(_name(moment))
        kept -= superseded(kept, stamp(moment)).keys()
    assert {_name(moment)[:7] for moment in moments} == {name[:7] for name in kept}
    now = max(moments, default=NOW)
    assert {_name(moment) for moment in moments if now - moment <= ALL_KEPT} <= kept
    days = {moment.date() for moment in moments if now - moment <= DAILY_KEPT}
    assert days <= {datetime.fromisoformat(name[:10]).date() for name in kept}


@cache
def _archive() -> bytes:
    with TemporaryDirectory() as folder, patch.object(os, "fsync"):
        path = Path(folder) / "a.zip"
        filled(Path(folder) / "library").upkeep.archive(path)
        return path.read_bytes()


@given(st.floats(0, 1), st.integers(0, 40), st.binary(max_size=40))
def test_a_damaged_archive_is_refused_or_read_as_it_was(where: float, cut: int, put: bytes) -> None:
    sound = _archive()
    at = int(where * len(sound))
    with TemporaryDirectory() as folder:
        path = Path(folder) / "a.zip"
        path.write_bytes(sound)
        with opened(path) as known:
            expected = known.library, known.files, known.texts
        path.write_bytes(sound[:at] + put + sound[at + cut :])
        with suppress(BadInput), opened(path) as known:
            assert (known.library, known.files, known.texts) == expected
