"""Questions over all claims, and what answers them as rows, JSON or a report."""
