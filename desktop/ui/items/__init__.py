"""Expense items: the list over all campaigns, and the grid in which a campaign's items are entered."""
