"""Reports: the budget workbook that accountants get."""
