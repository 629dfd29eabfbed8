"""The cash desk: balances, movements, vouchers, counting, closing a day, the report."""
