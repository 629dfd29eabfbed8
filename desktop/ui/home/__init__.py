"""Home: how the campaigns stand, and what waits to be done."""
