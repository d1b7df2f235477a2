"""Which criteria set each sheet is filled with; a sheet once begun keeps its own."""

from collections.abc import Iterable

from khuyenhoc_desktop.domain.criteria import CriteriaSet
from khuyenhoc_desktop.domain.criteria_model import TITLES
from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.services import criteria_sets
from khuyenhoc_desktop.store import criteria_queries
from khuyenhoc_desktop.store.commune_file import CommuneFile


class SheetSets:
    """The sets of some subjects of one title in a year."""

    def __init__(self, file: CommuneFile, title: str, year: int, subjects: Iterable[int]) -> None:
        self._file, self._title, self._year = file, title, year
        self._keys = criteria_queries.sets_of(file, title, year, list(subjects))
        self._kept: dict[tuple[str, str], CriteriaSet] = {}

    def of(self, subject: int) -> CriteriaSet:
        """The set of a subject's sheet.

        Raises:
            UserError: no_criteria, bad_criteria.
        """
        key = self._keys.get(subject)
        if key is None:
            raise _none_chosen(self._title, self._year)
        if key not in self._kept:
            self._kept[key] = criteria_sets.kept(self._file, *key)
        return self._kept[key]

    def any_of(self, subject: int) -> CriteriaSet | None:
        """The set of a subject's sheet, None where the year has none for it."""
        return self.of(subject) if subject in self._keys else None


def chosen(file: CommuneFile, title: str, year: int, person_group: str | None = None) -> CriteriaSet:
    """The set that a title uses in a year; for citizens that of their group, if it has one.

    Raises:
        UserError: no_criteria, bad_criteria.
    """
    choice = criteria_queries.group_choice(file, year, person_group) if person_group else None
    return criteria_sets.kept(file, *choice) if choice else criteria_sets.chosen(file, title, year)


def _none_chosen(title: str, year: int) -> UserError:
    name = TITLES[title][1]
    return UserError(
        "no_criteria",
        f"Năm {year} chưa chọn bộ tiêu chí cho danh hiệu {name}.",
        "Vào Bộ tiêu chí và chọn một bộ.",
    )
