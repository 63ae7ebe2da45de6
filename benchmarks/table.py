"""One table for every benchmark: a figure, what it is compared with, and the goal."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One measured thing.

    Attributes:
        what: Its name.
        value: Milliseconds, or mebibytes.
        floor: The same unit, of what it is compared with in the same run.
        goal: The ratio that is wanted at most; 0 for none.
    """

    what: str
    value: float
    floor: float
    goal: float = 0

    @property
    def ratio(self) -> float:
        """How many times the floor it is."""
        return self.value / self.floor


def show(title: str, rows: list[Row]) -> None:
    """Prints a table; a missed goal is marked."""
    print(f"\n{title}\n{'':52}{'value':>10}{'floor':>10}{'ratio':>8}{'goal':>7}")
    for row in rows:
        goal = f"{row.goal:g}" if row.goal else ""
        missed = "  missed" if row.goal and row.ratio > row.goal else ""
        print(f"{row.what:52}{row.value:10.1f}{row.floor:10.1f}{row.ratio:8.2f}{goal:>7}{missed}")
