"""Runs all benchmarks and prints their tables."""

from __future__ import annotations

from benchmarks import commands, opening, saving, screen

if __name__ == "__main__":
    commands.main()
    opening.main()
    saving.main()
    screen.main()
