"""The page «Việc cần làm»: the five steps of the year, and what each thôn still has to do."""
