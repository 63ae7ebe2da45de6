"""Markdown: CommonMark with tables, footnotes, strike-through and front matter."""

from __future__ import annotations
