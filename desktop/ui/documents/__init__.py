"""Documents: the register of receipts and vouchers, the paper beside it, and the way a new one is issued."""
