"""The Rates section: exchange rates, what is missing of them, tables from files, rates by hand."""
