"""Ids and instants that sort by time.

A key is `milliseconds << 20 | 20 random bits`: 62 bits, 19 decimal digits until the year 2248. Written as
a decimal string it is a document id that a stock TinyDB can open, query and insert beside.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

RANDOM_BITS = 20
DIGITS = 19


def make_id(milliseconds: int, random: int) -> str:
    """Joins an instant and a random number of 20 bits into an id of 19 digits.

    Raises:
        ValueError: The instant is before 1998 or after 2248 (the id would not have 19 digits),
            or `random` has more than 20 bits.
    """
    if not 0 <= random < 1 << RANDOM_BITS:
        raise ValueError(f"not a number of {RANDOM_BITS} bits: {random}")
    key = str(milliseconds << RANDOM_BITS | random)
    if len(key) != DIGITS:
        raise ValueError(f"an id needs an instant between 1998 and 2248: {milliseconds} ms")
    return key


def stamp(instant: datetime) -> str:
    """Writes an instant as RFC 3339 in UTC with microseconds; such stamps sort as text."""
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def later(now: str, than: str) -> str:
    """Advances a hybrid logical clock by one event.

    Args:
        now: The wall clock's stamp.
        than: The stamp of the record's last change, or an empty string.

    Returns:
        `now`, or one microsecond after `than` where the wall clock has been set back; an edit
        therefore never looks older than what it edits. `now` too where `than` is none of postil's stamps.
    """
    if now > than:
        return now
    try:
        return stamp(datetime.fromisoformat(than) + timedelta(microseconds=1))
    except (ValueError, OverflowError):
        return now
