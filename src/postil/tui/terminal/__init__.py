"""What the terminal is and can do: its driver, its colours and frames, clipboards, and what is seen early."""

from __future__ import annotations
