"""EPUB: a book's chapters are bound into one page, which is walked as any other."""

from __future__ import annotations
