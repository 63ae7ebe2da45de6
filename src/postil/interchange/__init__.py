"""Our model in other tools' formats: one module a format."""

from __future__ import annotations
