"""What other programs, other copies and older formats leave in a library’s files."""
