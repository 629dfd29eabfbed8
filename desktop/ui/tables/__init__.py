"""Importing people or expense items from a table: the file, what its columns are, what would happen, what was done."""
