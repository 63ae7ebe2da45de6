"""Mail (RFC 5322, MIME): a letter's own words, and pages that were saved as one."""

from __future__ import annotations
