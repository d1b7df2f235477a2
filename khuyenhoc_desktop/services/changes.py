"""What an action changed, for whoever shows it."""

from khuyenhoc_desktop.store.changes import EVERYTHING, Changes, Effect

__all__ = ["EVERYTHING", "Changes", "Effect"]
