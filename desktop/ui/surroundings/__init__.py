"""What lies around the vault: a line on Home, a card in Settings."""
