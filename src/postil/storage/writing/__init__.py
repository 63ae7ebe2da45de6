"""One operation on its way to the disk."""
