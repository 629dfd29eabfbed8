"""Tables of exchange rates as their publishers give them: bytes in, a table of pinned rates with warnings out."""
