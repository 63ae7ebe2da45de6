"""PDF: the letters of a page, each with its place, become lines, and lines become paragraphs."""

from __future__ import annotations
