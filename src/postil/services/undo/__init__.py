"""Taking back: operations undone and done again, and what lies in the trash."""
