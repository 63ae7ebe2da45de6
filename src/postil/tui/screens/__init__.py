"""The three places of the program, Library, Reader and Review, and what lies over them."""

from __future__ import annotations
