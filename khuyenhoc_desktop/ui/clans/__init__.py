"""The page «Dòng họ»: the clans with their member households."""
