"""Articles: found by a name, read from what they came from, opened and added."""
