"""The checks of the office: rules, and the way to what breaks them."""
