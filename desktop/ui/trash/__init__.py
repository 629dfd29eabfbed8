"""The Trash: what was archived, and the way back."""
