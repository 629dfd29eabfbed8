"""Months: what is booked in each, and which are locked."""
