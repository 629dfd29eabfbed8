"""Payouts: the list of money paid out, the form of a new payout, and the page of a recorded one."""
