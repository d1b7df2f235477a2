"""The page «Nhật ký»: what was done, when, by whom, old and new values; taking back and doing again."""
