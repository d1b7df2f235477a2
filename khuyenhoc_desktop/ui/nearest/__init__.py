"""Gần đạt: who is nearest to a title, and what is lacking."""
