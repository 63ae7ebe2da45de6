"""Where sentences begin and end, by the rules of the language that a text is in."""

from __future__ import annotations
