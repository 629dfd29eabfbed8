"""Attached files: a panel on the page of what they belong to, and a look at one of them."""
