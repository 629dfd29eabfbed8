"""Erasing in the window: a person, what is due for review, and the emergency wipe."""

REVIEW = "review"
"""The target that opens the list of what is due: `navigate("people", REVIEW)`."""
