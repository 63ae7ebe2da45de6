"""Pages are fetched from the web, and from nowhere else."""

from __future__ import annotations
