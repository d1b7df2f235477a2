"""Criteria sets as tables (Excel and the editor), new versions, and what another set would do to a year."""
