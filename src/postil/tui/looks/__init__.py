"""What the screen looks like: glyphs, styles, themes, widths."""
