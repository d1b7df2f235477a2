"""Privacy in «Thiết lập»: the password with its printed sheet, boxes to send away, the anonymous copy."""
