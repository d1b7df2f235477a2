"""The figures of the year: by thôn and for the commune, on both bases, against last year and the target."""

BASES = ("total", "registered")
_NOTHING = (0, 0, 0, 0, 0, 0)
