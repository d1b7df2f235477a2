"""What the papers say of the commune: names, signers, place; kept as settings of the file."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from khuyenhoc_desktop.domain.text import tidy
from khuyenhoc_desktop.services.communes import Commune, CommuneFile, facts
from khuyenhoc_desktop.services.documents import words
from khuyenhoc_desktop.services.documents.content import Office, or_dots
from khuyenhoc_desktop.services.documents.layout import DOTS
from khuyenhoc_desktop.store import setting_queries

_PROVINCE_KINDS = ("tỉnh ", "thành phố ", "tp. ", "tp ")


@dataclass(frozen=True, slots=True)
class Signers:
    """What an office may set for its papers; "" where the usual words are used, or it is not known.

    `upper_association` stands above the association's name, `suffix` behind the numbers of its papers («HKH»).
    """

    place: str = ""
    committee: str = ""
    committee_chairman: str = ""
    upper_association: str = ""
    upper_level: str = ""
    suffix: str = ""


KEYS: Mapping[str, str] = {
    "place": "place",
    "committee": "people_committee.name",
    "committee_chairman": "people_committee.chairman",
    "upper_association": "document.upper_association",
    "upper_level": "upper_level.name",
    "suffix": "document.association_suffix",
}


def signers(file: CommuneFile) -> Signers:
    """What is set."""
    known = setting_queries.settings(file)
    return Signers(**{field.name: known.get(KEYS[field.name]) or "" for field in fields(Signers)})


def usual(file: CommuneFile) -> Signers:
    """What the papers say where nothing is set; names of people are never guessed."""
    commune = facts(file)
    province = _province(commune)
    association = f"Hội Khuyến học {province}" if province else ""
    return Signers(
        place=commune.name,
        committee=f"Ủy ban nhân dân {commune.full_name}",
        upper_association=association,
        upper_level=association,
        suffix="HKH",
    )


def set_signers(file: CommuneFile, chosen: Signers) -> None:
    """Keep what the office has set; one action, none when nothing changes."""
    known = setting_queries.settings(file)
    typed = {KEYS[field.name]: tidy(getattr(chosen, field.name)) for field in fields(Signers)}
    rows = [(key, value) for key, value in typed.items() if value != (known.get(key) or "")]
    with file.action("documents.settings", "Sửa thông tin in trên giấy tờ") as action:
        setting_queries.put(action, rows)


def office_of(file: CommuneFile, title: str, year: int, day: date | None) -> Office:
    """The words that every paper about a title ("" = all of them) in a year shares."""
    commune, chosen, otherwise = facts(file), signers(file), usual(file)
    said = {field.name: getattr(chosen, field.name) or getattr(otherwise, field.name) for field in fields(Signers)}
    return Office(
        association=commune.association,
        association_upper=commune.association.upper(),
        upper_association=said["upper_association"].upper(),
        committee=said["committee"],
        committee_upper=said["committee"].upper(),
        commune=commune.full_name,
        commune_capital=words.capital(commune.full_name),
        province=or_dots(_province(commune)),
        place=or_dots(said["place"]),
        day=words.day_words(day),
        year=str(year),
        next_year=str(year + 1),
        chairman=or_dots(commune.chairman),
        committee_chairman=or_dots(said["committee_chairman"]),
        upper_level=or_dots(said["upper_level"]),
        submission_suffix=f"TTr-{said['suffix']}",
        report_suffix=f"BC-{said['suffix']}",
        **_about(title),
    )


def lacking(file: CommuneFile, kind: str, *, is_signed: bool) -> list[str]:
    """What a kind of paper prints as dots for want of a setting, in words.

    `is_signed`: the decision that it prints says who has signed.
    """
    commune, chosen = facts(file), signers(file)
    lacks = []
    if kind in ("proposal_list", "report", "summary_tables") and not commune.chairman:
        lacks.append("tên Chủ tịch Hội Khuyến học")
    if kind in ("decision", "certificates") and not (chosen.committee_chairman or is_signed):
        lacks.append("tên Chủ tịch Ủy ban nhân dân")
    if not commune.province:
        lacks.append("tên tỉnh, thành phố")
    return lacks


def _about(title: str) -> dict[str, Any]:
    if not title:
        return {}
    name = words.title_name(title)
    subjects, heading, _ = words.words_of(title)
    return {
        "title": name,
        "title_upper": name.upper(),
        "subjects": subjects,
        "subjects_capital": words.capital(subjects),
        "name_heading": heading,
    }


def _province(commune: Commune) -> str:
    """«tỉnh Phú Thọ», however it was typed."""
    province = commune.province
    if not province or province.lower().startswith(_PROVINCE_KINDS):
        return province[:1].lower() + province[1:]
    return f"tỉnh {province}" if province != DOTS else ""
