"""The least that the foundations cost."""

from __future__ import annotations
