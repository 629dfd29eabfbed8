"""The command palette: commands and records found as one types."""
