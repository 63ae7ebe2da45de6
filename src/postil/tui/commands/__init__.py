"""What a reader can do: each command declared once, with its key, label, help and code."""
