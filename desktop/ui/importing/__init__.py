"""Importing a campaign page: paste or choose it, look at what it says, correct it, decide whose it is."""
