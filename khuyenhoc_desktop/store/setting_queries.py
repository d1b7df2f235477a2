"""The settings that belong to the data."""

from collections.abc import Iterable
from typing import Any

from khuyenhoc_desktop.store.action import Action
from khuyenhoc_desktop.store.commune_file import CommuneFile


def settings(file: CommuneFile) -> dict[str, Any]:
    """All of them, by key."""
    return dict(file.query("SELECT key, value FROM setting"))


def setting(file: CommuneFile, key: str) -> Any:
    """The value of one, None when it was never set."""
    return file.value("SELECT value FROM setting WHERE key = ?", (key,))


def put(action: Action, values: Iterable[tuple[str, str]]) -> None:
    """Write (key, value), in place of what stood there."""
    sql = "INSERT INTO setting VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value"
    action.executemany(sql, values)
