"""The markups in which a quote is copied: one module each, behind one Protocol."""

from __future__ import annotations
