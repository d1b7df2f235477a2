"""Remembers how the columns of a kind of table were matched, for the next table with the same headings."""

import hashlib
import json
from dataclasses import replace

from khuyenhoc_desktop.services.importing.columns import Mapping
from khuyenhoc_desktop.services.importing.tables import Options
from khuyenhoc_desktop.store.commune_file import CommuneFile

_PREFIX = "import.mapping."


def remember_mapping(file: CommuneFile, mapping: Mapping) -> None:
    """Keep a mapping that the officer has corrected or agreed to."""
    known = {"signature": mapping.signature, "fields": list(mapping.fields)}
    file.remember(_key(mapping.signature), json.dumps(known, ensure_ascii=False))


def with_remembered(file: CommuneFile, options: Options) -> Options:
    """The options with the mappings of earlier imports; what is chosen now goes before."""
    remembered: dict[str, tuple[str | None, ...]] = {}
    for text in file.all_remembered(_PREFIX).values():
        known = json.loads(text)
        remembered[known["signature"]] = tuple(known["fields"])
    return replace(options, mappings={**remembered, **options.mappings})


def _key(signature: str) -> str:
    """The headings may be long; their hash is not."""
    return _PREFIX + hashlib.sha256(signature.encode()).hexdigest()[:16]
