"""Statements of banks and payment providers."""
