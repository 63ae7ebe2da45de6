"""The screen: the app, its screens and widgets, and what the terminal needs."""

from __future__ import annotations
