"""The library on disk: plain TinyDB files, durable writes, kept texts, a journal."""

from __future__ import annotations
