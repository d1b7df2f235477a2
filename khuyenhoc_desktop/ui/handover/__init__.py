"""The page «Kiểm tra và Nộp»: what is still wrong, the bundle for the upper level, checking any bundle."""
