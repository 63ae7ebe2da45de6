"""Pandoc, the converter that reads many kinds of text and sets citations: found and run, within limits."""

from __future__ import annotations
