"""The page «Sao lưu»: the copies there are, making one, taking one to a USB stick, putting one back."""
