"""Import of workbooks: read with guards, find the table, match the columns, check every cell, plan, apply."""
