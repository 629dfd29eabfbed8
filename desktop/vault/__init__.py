"""Keys and bytes: how a passphrase becomes the books' keys, and how files are written for their owner alone."""
