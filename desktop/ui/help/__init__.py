"""Help: short true pages about each screen, offline, in the screen's language."""
