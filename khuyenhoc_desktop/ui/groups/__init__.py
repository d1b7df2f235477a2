"""The page «Thôn, tổ»: the commune's residential groups."""
