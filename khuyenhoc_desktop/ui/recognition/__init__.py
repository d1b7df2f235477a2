"""The page «Đăng ký – Công nhận»: who registers, who is proposed, who is recognised by which decision."""
