"""People: the list of everyone with a code, and the form of one of them."""
