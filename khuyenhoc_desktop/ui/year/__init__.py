"""The page «Năm làm việc»: how far the year's round is, its deadlines, locking it, going over to the next."""
