"""Runs all benchmarks and prints their tables."""

from __future__ import annotations

from benchmarks import citation, commands, opening, saving, screen

if __name__ == "__main__":
    citation.times()
    commands.main()
    opening.main()
    saving.main()
    screen.main()
