"""The page «Công dân»: the register of persons."""
