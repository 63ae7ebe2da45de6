"""A range of a text becomes selectors; selectors become a range again; quotes are looked up."""

from __future__ import annotations
