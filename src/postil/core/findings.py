"""What an examination of the library, the terminal or the clipboard has to say."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding matters; only an error makes `postil doctor` answer no."""

    OK = "ok"
    NOTE = "note"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found: where (a file, a record, a route), and what, in one sentence."""

    severity: Severity
    where: str
    what: str
