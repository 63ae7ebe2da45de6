"""Citations in the reader’s style, and what is copied with them."""
