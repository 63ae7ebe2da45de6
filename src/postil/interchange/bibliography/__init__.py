"""Bibliographies of other programs: BibTeX, BibLaTeX, RIS, EndNote's XML and CSL-JSON, in and out."""

from __future__ import annotations
