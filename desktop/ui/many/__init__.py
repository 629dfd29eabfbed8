"""Changing one field of several records of a list at once."""
