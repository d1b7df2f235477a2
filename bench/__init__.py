"""The figures of the time and memory budgets, each beside its floor. Run by `python dev.py bench`."""
