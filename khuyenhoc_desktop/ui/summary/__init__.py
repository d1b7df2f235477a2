"""The page «Tổng hợp»: the figures of the year by thôn, on the screen, as a chart and on paper."""
