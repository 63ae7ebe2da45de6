"""Sources: made of what is typed, pasted, imported or looked up; recognised, joined, listed."""
