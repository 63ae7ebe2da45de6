"""Runs all benchmarks and prints their tables."""

from __future__ import annotations

from benchmarks import commands, saving, screen

if __name__ == "__main__":
    commands.main()
    saving.main()
    screen.main()
