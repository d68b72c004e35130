"""From files to values: read, repair, find structure and citations. Knows no store."""
