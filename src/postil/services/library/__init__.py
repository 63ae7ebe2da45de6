"""One open library: its records in memory, what is on its way to disk, what was done, what others do."""
