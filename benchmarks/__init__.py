"""What postil costs, next to the least that its foundations cost, in the same run: `python -m benchmarks`."""

from __future__ import annotations
