"""The probes of the check that look at persons, clans, units and what is set for a year."""

from collections.abc import Iterable

from khuyenhoc_desktop.domain.subjects import PERSON_GROUPS, SEXES, UNIT_KINDS, UNIT_ROLES
from khuyenhoc_desktop.store.check_probes import SOUND_BIRTH, SOUND_NUMBER, Probe

_PERSONS = "FROM person p WHERE p.deleted_at IS NULL"
_PLACE = "coalesce(p.household_id, p.group_id)"
_KINDS = ("person", "clan", "unit")


def _none_of(column: str, codes: Iterable[str]) -> str:
    known = ", ".join(f"'{code}'" for code in codes)
    return f"{column} NOT IN ({known})"


def _twins(column: str, *, shown: bool = True) -> str:
    """Persons with the same value; a personal number is not shown."""
    value = f" || ' – ' || p.{column}" if shown else ""
    return (
        f"SELECT p.name{value}, p.id, NULL {_PERSONS} AND p.{column} IN (SELECT {column} FROM person"
        f" WHERE deleted_at IS NULL AND {column} > '' GROUP BY 1 HAVING count(*) > 1) ORDER BY p.{column}"
    )


def _of_all(where: str) -> str:
    return " UNION ALL ".join(
        f"SELECT x.name, x.id, NULL FROM {kind} x WHERE x.deleted_at IS NULL AND {where}" for kind in _KINDS
    )


PROBES_OF_SUBJECTS: dict[str, Probe] = {
    "subject_name_missing": Probe(
        " UNION ALL ".join(
            f"SELECT coalesce(x.code, 'Mã số ' || x.id), x.id, NULL FROM {kind} x"
            " WHERE x.deleted_at IS NULL AND trim(x.name) = ''"
            for kind in _KINDS
        )
    ),
    "subject_years": Probe(_of_all("x.valid_to < x.valid_from - 1")),
    "person_born_impossible": Probe(
        f"SELECT p.name || ' – ' || p.born, p.id, NULL {_PERSONS} AND p.born NOTNULL"
        f" AND NOT {SOUND_BIRTH.format('p.born')}"
    ),
    "person_number_impossible": Probe(
        f"SELECT p.name, p.id, NULL {_PERSONS} AND p.personal_number NOTNULL"
        f" AND NOT {SOUND_NUMBER.format('p.personal_number')}"
    ),
    "person_code_unknown": Probe(
        f"SELECT p.name, p.id, NULL {_PERSONS} AND ({_none_of('p.person_group', PERSON_GROUPS)}"
        f" OR {_none_of('p.sex', SEXES)} OR {_none_of('p.unit_role', UNIT_ROLES)})"
    ),
    "person_in_two_places": Probe(
        f"SELECT p.name, p.id, NULL {_PERSONS} AND p.household_id NOTNULL AND p.group_id NOTNULL"
    ),
    "person_role_missing": Probe(
        f"SELECT p.name, p.id, NULL {_PERSONS} AND (p.unit_id IS NULL) <> (p.unit_role IS NULL)"
    ),
    "duplicate_person_code": Probe(_twins("code")),
    "duplicate_person_number": Probe(_twins("personal_number", shown=False)),
    "duplicate_person": Probe(
        f"SELECT p.name || ' – ' || p.born, p.id, NULL {_PERSONS} AND ({_PLACE}, p.name, p.born) IN"
        f" (SELECT {_PLACE}, p.name, p.born {_PERSONS} AND p.born NOTNULL AND {_PLACE} NOTNULL"
        " GROUP BY 1, 2, 3 HAVING count(*) > 1) ORDER BY p.name"
    ),
    "belongs_to_deleted": Probe(
        "SELECT p.name || ' – ' || u.name, p.id, NULL FROM person p JOIN unit u ON u.id = p.unit_id"
        " WHERE p.deleted_at IS NULL AND u.deleted_at NOTNULL"
        " UNION ALL SELECT p.name || ' – ' || c.name, p.id, NULL FROM person p JOIN clan c ON c.id = p.clan_id"
        " WHERE p.deleted_at IS NULL AND c.deleted_at NOTNULL"
        " UNION ALL SELECT h.head_name || ' – ' || c.name, h.id, NULL FROM clan_household b JOIN clan c"
        " ON c.id = b.clan_id JOIN household h ON h.id = b.household_id"
        " WHERE h.deleted_at IS NULL AND c.deleted_at NOTNULL"
    ),
    "unit_impossible": Probe(
        "SELECT u.name, u.id, NULL FROM unit u WHERE u.deleted_at IS NULL AND"
        f" ({_none_of('u.kind', UNIT_KINDS)} OR u.staff_count < 0 OR u.learner_count < 0)"
    ),
    "group_without_criteria": Probe(
        "SELECT DISTINCT 'Năm ' || y.year || ' – ' || coalesce(p.person_group, 'chưa rõ nhóm'), NULL, y.year"
        " FROM assessment_year y CROSS JOIN (SELECT DISTINCT person_group FROM person WHERE deleted_at IS NULL) p"
        " WHERE NOT EXISTS (SELECT 1 FROM criteria_choice WHERE title = 'learning_citizen' AND year = y.year)"
        " AND NOT EXISTS (SELECT 1 FROM group_choice WHERE year = y.year AND person_group = p.person_group)"
    ),
    "group_choice_unknown": Probe(
        "SELECT 'Năm ' || year || ' – ' || person_group, NULL, year FROM group_choice"
        f" WHERE {_none_of('person_group', PERSON_GROUPS)}"
    ),
    "base_age_impossible": Probe(
        "SELECT 'Năm ' || year || ': ' || base_age || ' tuổi', NULL, NULL FROM assessment_year"
        " WHERE base_age NOT BETWEEN 1 AND 60"
    ),
}
