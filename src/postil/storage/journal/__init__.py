"""What was done, in order, on the disk before any file is touched; and what can be put right from it."""
