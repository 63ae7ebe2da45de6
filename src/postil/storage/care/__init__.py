"""Looking after a library: backups, restoring, examination, repair."""
