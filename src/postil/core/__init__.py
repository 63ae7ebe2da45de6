"""The words of the domain: frozen values and pure functions, standard library only."""

from __future__ import annotations
