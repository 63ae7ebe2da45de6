"""What goes on beside the screen, on threads of its own: opening, comparing, saving, watching the library."""
