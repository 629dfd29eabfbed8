"""What money in and money out have in common: the form of a new record, its page afterwards, the section of both."""
