"""What pandoc reads: it makes a tree of a text, and the tree becomes blocks."""

from __future__ import annotations
