"""The terminal: the same services as the window, for an administrator's scheduled work and for acceptance."""

from desktop.cli.main import main

__all__ = ["main"]
