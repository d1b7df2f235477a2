"""The page «Kiểm tra dữ liệu»: what is wrong, putting right what needs no decision, the way to the rest."""
