"""Campaigns: the list of appeals, and the form of one with its expense items and its money."""
