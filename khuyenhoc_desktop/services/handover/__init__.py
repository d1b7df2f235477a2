"""Handing up: checking before export, the upload bundle, and verifying a bundle without the database.

The format is told in docs/bundle-format.md. Import from the modules: `checks`, `bundle`, `verify`.
"""
