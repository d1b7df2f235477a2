"""The page «Danh sách hộ»: the register of households as a list with a form beside it."""
