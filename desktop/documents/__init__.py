"""Plain facts in, bytes out: receipts, vouchers and workbooks, made in memory."""
