"""Keys: how they are written and remapped, that they come in turn, which work where the reader is."""
