"""Unfinished typing: kept while one types, offered back at the next start, typed in again where it belongs."""
