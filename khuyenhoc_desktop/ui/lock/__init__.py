"""Asking for the password: when a file is opened, and after a while without a key or a click."""
