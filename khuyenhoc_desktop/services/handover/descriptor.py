"""datapackage.json: made of a bundle's content and files, and read back strictly."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from khuyenhoc_desktop.domain.criteria import CriteriaSet
from khuyenhoc_desktop.services.handover.archive import Digest
from khuyenhoc_desktop.services.handover.content import BundleContent
from khuyenhoc_desktop.services.handover.schema import Table
from khuyenhoc_desktop.services.handover.tables import (
    PAGE,
    WORKBOOK,
    criteria_path,
    score_table,
)
from khuyenhoc_desktop.services.handover.tables_titles import fixed_tables

_DIALECT = {
    "delimiter": ",",
    "lineTerminator": "\r\n",
    "quoteChar": '"',
    "doubleQuote": True,
    "header": True,
}


@dataclass(frozen=True, slots=True)
class Chain:
    """The bundle's place among those of its year: number from 1, SHA-256 of the one before (or None)."""

    sequence: int
    previous: str | None


def all_tables(content: BundleContent) -> list[Table]:
    """The tables of a bundle: the fixed ones and one for each criteria set."""
    return [*fixed_tables(content.format), *(score_table(criteria_set) for criteria_set in content.sets)]


def other_paths(content: BundleContent) -> dict[str, str]:
    """The files that are no tables, with what they are."""
    criteria = {criteria_path(s): f"Bộ tiêu chí {s.name}, bản {s.version}" for s in content.sets}
    return {PAGE: "Trang để đọc và in", WORKBOOK: "Bảng tổng hợp và danh sách (Excel)", **criteria}


def make_descriptor(
    content: BundleContent, chain: Chain, files: Mapping[str, Digest], rows: Mapping[str, int]
) -> str:
    """The text of datapackage.json; `files` and `rows` (of tables) go by path."""
    commune = content.commune
    told = {
        "profile": "tabular-data-package",
        "name": f"khuyenhoc-{commune.code}-{commune.year}",
        "title": f"Danh hiệu học tập năm {commune.year}, {commune.full_name}",
        "resources": [_resource(table, files[table.path]) for table in all_tables(content)],
        "khuyenhoc": own_part(content, chain, files, rows),
    }
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def own_part(
    content: BundleContent, chain: Chain, files: Mapping[str, Digest], rows: Mapping[str, int]
) -> dict[str, Any]:
    """What the Data Package standard has no place for."""
    return {
        "format": content.format,
        "commune_code": content.commune.code,
        "year": content.commune.year,
        "title": content.commune.title,
        "sequence": chain.sequence,
        "previous_sha256": chain.previous,
        "counts": counts(content),
        "rows": {table.name: rows[table.path] for table in all_tables(content)},
        "criteria_sets": [
            {
                "set_id": s.set_id,
                "version": s.version,
                "name": s.name,
                "document": s.document,
                "provenance": s.provenance.value,
                "path": criteria_path(s),
                "sha256": s.sha256,
                **_confirmed(content, s),
            }
            for s in content.sets
        ],
        "files": [
            {"path": path, "title": title, "bytes": files[path].bytes, "sha256": files[path].sha256}
            for path, title in other_paths(content).items()
        ],
    }


def _confirmed(content: BundleContent, criteria_set: CriteriaSet) -> dict[str, str | None]:
    """Who confirmed a set against which document, and when; nothing in format 1."""
    if content.rest is None:
        return {}
    told = content.rest.confirmed.get((criteria_set.set_id, criteria_set.version))
    keys = ("confirmed_on", "confirmed_by", "confirmed_document")
    values = (told.confirmed_on, told.confirmed_by, told.document) if told else (None, None, None)
    return dict(zip(keys, values, strict=True))


def counts(content: BundleContent) -> dict[str, int]:
    """The commune's counts."""
    figures = content.figures.commune
    return {
        "groups": len(content.groups),
        "total": figures.total,
        "registered": figures.registered,
        "scored": figures.scored,
        "reached": figures.reached,
        "proposed": figures.proposed,
        "recognised": figures.recognised,
        "decisions": len(content.decisions),
    }


def _resource(table: Table, file: Digest) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": table.path,
        "title": table.title,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": file.bytes,
        "hash": f"sha256:{file.sha256}",
        "dialect": _DIALECT,
        "schema": table.schema(),
    }
