"""Pure rules of the field: text, criteria, scoring, titles, summary. No Qt, no database, no files."""
