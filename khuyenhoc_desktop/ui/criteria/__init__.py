"""The page «Bộ tiêu chí»: the sets kept in the file, read in full, loaded, chosen for a year, saved to a file."""
