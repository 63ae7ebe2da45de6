"""What is drawn: widgets over values, without files, library or clipboard."""

from __future__ import annotations
