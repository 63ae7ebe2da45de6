"""Questions over many claims: ledger states, the query language, the rows of the ledger."""

from __future__ import annotations
