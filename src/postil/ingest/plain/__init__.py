"""Plain text: whatever way its paragraphs are set apart."""

from __future__ import annotations
