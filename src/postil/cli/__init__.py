"""The shell side: every use case as a command, with JSON where it is asked for."""

from __future__ import annotations
