"""Khuyến học Desktop: a commune's learning titles, from the household list to the upload bundle."""

__version__ = "0.1.0"
