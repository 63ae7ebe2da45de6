"""HTML: the elements of a page, a chapter or a converted document become blocks."""

from __future__ import annotations
