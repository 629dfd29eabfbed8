"""Money in: the list of donations, the form of a new one, and the page of a recorded one."""
