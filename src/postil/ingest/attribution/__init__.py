"""Who is said to have said it, and where it is said to stand: offered to the reader, never believed."""

from __future__ import annotations
