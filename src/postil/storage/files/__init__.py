"""The files of a library, one by one: what they are called, how they are written and read."""
