"""The page «Thiết lập»: the commune, its years and targets, the look of the program, where the data is."""
