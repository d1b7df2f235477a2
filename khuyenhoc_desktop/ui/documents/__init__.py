"""The page «Giấy tờ», and the painting of papers on a printer or into a PDF."""
