"""Outside files become plain drafts with warnings. Pure: bytes in, drafts out; nothing is stored and nobody created."""
