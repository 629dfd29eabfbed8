"""Settings: who the office is, and how the window looks and speaks."""
