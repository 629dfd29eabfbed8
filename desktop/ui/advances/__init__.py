"""Advances: the list by age, the form of a new one, its page, its settlement and the paper of it."""
