"""Pledges: gifts that were promised."""
