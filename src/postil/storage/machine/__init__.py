"""What is this machine’s own: its configuration, and what may be lost with it."""
