"""The page «Tổng quan»: the steps of the year, all titles, what each thôn still has to do, charts."""
