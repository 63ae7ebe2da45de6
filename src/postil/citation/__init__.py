"""A source and a locator become a citation, and the text that is copied."""

from __future__ import annotations
