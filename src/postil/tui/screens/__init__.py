"""The four places of the program, Library, Reader, Review and Sources, and what lies over them."""

from __future__ import annotations
