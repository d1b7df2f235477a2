"""The names of whom an entry of the history is about, of any kind; also of those that were taken back since."""

from khuyenhoc_desktop.domain.subjects import COMMUNE, COMMUNE_SUBJECT, HOUSEHOLD, PERSON, TITLE_OF
from khuyenhoc_desktop.services.history_labels import NAME_COLUMN, SUBJECTS
from khuyenhoc_desktop.store import record_queries
from khuyenhoc_desktop.store.changesets import RowChange
from khuyenhoc_desktop.store.commune_file import CommuneFile

_UNKNOWN = {HOUSEHOLD: "Hộ đã xóa", PERSON: "Người đã xóa"}


class Subjects:
    """Names subjects; what was learnt from a row that was made or removed counts for the rows that follow."""

    def __init__(self, file: CommuneFile) -> None:
        self._file = file
        self._names: dict[int, str] = {COMMUNE_SUBJECT: "Toàn xã"}
        self._kinds: dict[int, str] = {COMMUNE_SUBJECT: COMMUNE}

    def learn(self, change: RowChange) -> None:
        """Note the name of a subject whose own row this is."""
        if change.table not in SUBJECTS:
            return
        column = NAME_COLUMN[change.table]
        told = change.old.get(column) or change.new.get(column)
        self._kinds[change.key[0]] = change.table
        if told:
            self._names.setdefault(change.key[0], SUBJECTS[change.table] + told)

    def name(self, subject: int) -> str:
        """«Hộ Nguyễn Văn A», «Người Lê Thị B», «Họ Nguyễn», «Toàn xã»."""
        if subject not in self._names:
            kind = self._kind(subject)
            found = record_queries.name_of(self._file, kind, subject) if kind else None
            self._names[subject] = SUBJECTS[kind] + found if kind and found else _UNKNOWN.get(kind or "", "Đã xóa")
        return self._names[subject]

    def title(self, subject: int) -> str:
        """The title that a subject strives for; the family's of those of whom nothing is left."""
        return TITLE_OF[self._kind(subject) or HOUSEHOLD]

    def _kind(self, subject: int) -> str | None:
        if subject not in self._kinds:
            kind = next((one for one in SUBJECTS if record_queries.is_on_file(self._file, one, subject)), None)
            if kind:
                self._kinds[subject] = kind
        return self._kinds.get(subject)
