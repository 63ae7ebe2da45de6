"""Bytes, a file or standard input become a document: one module a format, one door."""

from __future__ import annotations
