"""Skarbonka: the desktop program of an aid organisation's office."""
