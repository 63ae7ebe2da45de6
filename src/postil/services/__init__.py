"""The use cases: the only door for both front ends."""

from __future__ import annotations
