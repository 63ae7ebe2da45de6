"""Word documents: made into HTML by mammoth, which is walked as any other."""

from __future__ import annotations
