"""Bank statements under Money in: the file, what each line is, what is chosen for it, and the gifts that are booked."""
