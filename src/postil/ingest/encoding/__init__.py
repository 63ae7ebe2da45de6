"""Bytes become characters: marks, UTF-8, and the likeliest old code page."""

from __future__ import annotations
