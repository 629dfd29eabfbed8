"""Tables that somebody made (CSV, Excel workbooks) become rows of texts; what the columns mean is not decided here."""
