"""The signs that belong to a number: before it, behind it and between its digits; parts of patterns."""

from __future__ import annotations

CURRENCY = (
    "$\u00a2-\u00a5\u058f\u060b\u07fe\u07ff\u09f2\u09f3\u09fb\u0af1\u0bf9\u20a0-\u20cf\ua838\ufdfc\ufe69"
    "\uff04\uffe0\uffe1\uffe5\uffe6"
)
"""Category Sc of the basic plane; those of Thai and Khmer are words as their letters are."""
UNITS = "%‰‱٪°℃℉"
MINUSES = "-–−\ufe63\uff0d"
GROUPING = " \u00a0\u2007\u2009\u202f"
"""The blanks that part thousands (ISO 80000-1, 7.3)."""
